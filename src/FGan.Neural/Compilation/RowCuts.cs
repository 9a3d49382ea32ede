using FGan.Numerics;

namespace FGan.Neural.Compilation;

/// <summary>Some blocks of rows that go through a chain together.</summary>
/// <param name="First">The first block.</param>
/// <param name="Count">Number of blocks.</param>
internal readonly record struct BlockSpan(int First, int Count);

/// <summary>The rows that a step of a chain goes over.</summary>
/// <param name="First">The first, among the chain's rows.</param>
/// <param name="Count">Number of rows.</param>
internal readonly record struct RowPiece(int First, int Count)
{
    public int End => First + Count;
}

/// <summary>How the rows of a chain are cut into blocks, and how the blocks are dealt out to threads.</summary>
/// <remarks>
/// Where a batch lies behind another, as samples behind data, a chain may have more to do for the rows of one than for those of the other. So rows are first
/// cut into sections with the same work for every row, and every thread gets its share of each. Sums over rows are made block by block: bits
/// depend on where blocks begin, and that never depends on the threads.
/// </remarks>
internal sealed class RowCuts
{
    /// <summary>The most rows of a block.</summary>
    public const int BlockRows = TilesPerBlock * TileRows;

    /// <summary>Rows of a block are a multiple of this, but for the last of a section, so that products have no rows to do beside their tallest tiles.</summary>
    private const int TileRows = 12;

    private const int TilesPerBlock = 3;

    /// <summary>The most sections; rows that would come in more are one section.</summary>
    private const int MostSections = 4;

    /// <summary>
    /// The most blocks that go through a chain together. Weights come from the second cache or the third once for all of them; more rows would crowd the
    /// weights out.
    /// </summary>
    private const int MostTogether = 4;

    /// <summary>Spans that a thread's blocks are cut into at least, so that none waits long for the last.</summary>
    private const int LeastSpans = 2;

    /// <summary>The first row of each block, and where the last one ends.</summary>
    private readonly List<int> _rows = [0];

    /// <summary>The first block of each section, and where the last one ends.</summary>
    private readonly List<int> _sections = [0];

    /// <summary>Cuts the rows of a chain.</summary>
    /// <param name="pieces">For each step of the chain, its rows.</param>
    public RowCuts(RowPiece[] pieces)
    {
        Pieces = pieces;
        int[] ends = [.. pieces.SelectMany(p => new[] { p.First, p.End }).Where(row => row > 0).Distinct().Order()];
        foreach (int end in ends.Length <= MostSections ? ends : ends[^1..]) AddSection(end);
    }

    /// <summary>For each step of the chain, its rows.</summary>
    public RowPiece[] Pieces { get; }

    /// <summary>Number of blocks.</summary>
    public int Blocks => _rows.Count - 1;

    /// <summary>Number of sections.</summary>
    public int Sections => _sections.Count - 1;

    /// <summary>The first row of a block; of the one behind the last, the end of the rows.</summary>
    public int Row(int block) => _rows[block];

    /// <summary>The block that a row lies in.</summary>
    public int BlockOf(int row)
    {
        int found = _rows.BinarySearch(row);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The first row of a section; of the one behind the last, the end of the rows.</summary>
    public int Section(int section) => _rows[_sections[section]];

    /// <summary>Deals the blocks out: to every thread as many spans, those of the first thread first; some may hold none.</summary>
    public BlockSpan[] Deal(int threads)
    {
        var spans = new List<BlockSpan>();
        for (int thread = 0; thread < threads; thread++)
        {
            for (int section = 0; section < Sections; section++) Deal(section, thread, threads, spans);
        }
        return [.. spans];
    }

    private void Deal(int section, int thread, int threads, List<BlockSpan> spans)
    {
        int first = _sections[section], blocks = _sections[section + 1] - first, most = (blocks + threads - 1) / threads;
        int start = Part(blocks, thread, threads), share = Part(blocks, thread + 1, threads) - start;
        int count = Math.Min(most, Math.Max((LeastSpans + Sections - 1) / Sections, (most + MostTogether - 1) / MostTogether));
        for (int i = 0; i < count; i++)
        {
            int from = Part(share, i, count);
            spans.Add(new BlockSpan(first + start + from, Part(share, i + 1, count) - from));
        }
    }

    // As many blocks before the row at which products halve their sums as behind it: one of two threads then makes what it sums up later.
    private void AddSection(int end)
    {
        int start = _rows[^1], rows = end - start, middle = MatrixProduct.Middle(rows);
        if (rows <= BlockRows)
        {
            _rows.Add(end);
        }
        else
        {
            int blocks = (Math.Max(middle, rows - middle) + BlockRows - 1) / BlockRows;
            AddBlocks(start + middle, blocks);
            AddBlocks(end, blocks);
        }
        _sections.Add(Blocks);
    }

    private void AddBlocks(int end, int blocks)
    {
        int start = _rows[^1], tiles = (end - start + TileRows - 1) / TileRows;
        for (int block = 1; block <= blocks; block++) _rows.Add(Math.Min(start + (TileRows * Part(tiles, block, blocks)), end));
    }

    // Where the part begins when an extent is cut into so many.
    private static int Part(int extent, int part, int parts) => (int)((long)extent * part / parts);
}

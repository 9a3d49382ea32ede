using FGan.Neural.Compilation;
using FGan.Numerics;

namespace FGan.Neural.Tests;

/// <summary>How the rows of chains are cut and dealt out, for any number of rows and threads.</summary>
public class RowCutsTests
{
    private static readonly int[][] Ends = [[1], [12], [36], [37], [64], [100], [256], [500], [1000], [4096], [500, 1000], [1, 2], [3, 1000], [999, 1000], [128, 256, 384, 512]];

    [Fact]
    public void BlocksFollowEachOther() => ForEach(ends =>
    {
        RowCuts cuts = Cut(ends);
        Assert.Equal(0, cuts.Row(0));
        Assert.Equal(ends[^1], cuts.Row(cuts.Blocks));
        for (int block = 0; block < cuts.Blocks; block++)
        {
            Assert.InRange(cuts.Row(block + 1) - cuts.Row(block), 1, RowCuts.BlockRows);
            for (int row = cuts.Row(block); row < cuts.Row(block + 1); row++) Assert.Equal(block, cuts.BlockOf(row));
        }
    });

    [Fact]
    public void SectionsBeginWithBlocks() => ForEach(ends =>
    {
        RowCuts cuts = Cut(ends);
        Assert.Equal(ends.Length, cuts.Sections);
        for (int i = 0; i < ends.Length; i++) Assert.Equal(ends[i], cuts.Section(i + 1));
    });

    [Fact]
    public void RowsOfManyKindsAreOneSection()
    {
        RowCuts cuts = Cut([100, 200, 300, 400, 500]);
        Assert.Equal(1, cuts.Sections);
        Assert.Equal(500, cuts.Section(1));
    }

    [Fact]
    public void EveryBlockIsDealtOnce() => ForEach(ends =>
    {
        RowCuts cuts = Cut(ends);
        for (int threads = 1; threads <= 17; threads++)
        {
            BlockSpan[] spans = cuts.Deal(threads);
            Assert.Equal(0, spans.Length % threads);
            Assert.All(spans, span => Assert.InRange(span.Count, 0, 4));
            int[] dealt = [.. spans.SelectMany(span => Enumerable.Range(span.First, span.Count)).Order()];
            Assert.Equal(Enumerable.Range(0, cuts.Blocks), dealt);
        }
    });

    /// <summary>Of two threads, each makes the half of either section that it sums up later.</summary>
    [Fact]
    public void TwoThreadsHaveHalfOfEverySection()
    {
        RowCuts cuts = Cut([500, 1500]);
        BlockSpan[] spans = cuts.Deal(2);
        int[] rows = [.. spans[..(spans.Length / 2)].SelectMany(s => Enumerable.Range(cuts.Row(s.First), cuts.Row(s.First + s.Count) - cuts.Row(s.First)))];
        Assert.Equal([.. Enumerable.Range(0, MatrixProduct.Middle(500)), .. Enumerable.Range(500, MatrixProduct.Middle(1000))], rows);
    }

    private static RowCuts Cut(int[] ends) => new([.. ends.Select((end, i) => i == 0 ? new RowPiece(0, end) : new RowPiece(ends[i - 1], end - ends[i - 1]))]);

    private static void ForEach(Action<int[]> check) => Array.ForEach(Ends, check);
}

using FGan.Data;

namespace FGan;

/// <summary>Rows of one side: the scores of its columns, and the features that networks see.</summary>
internal sealed record SideRows(FloatMatrix Scores, FloatMatrix Features)
{
    public int Count => Scores.Rows;

    public SideRows Gather(ReadOnlySpan<int> rows) => new(Scores.Gather(rows), Features.Gather(rows));
}

/// <summary>Rows of X, each beside the row of Y it was observed with.</summary>
internal sealed record PairedRows(SideRows X, SideRows Y)
{
    public int Count => X.Count;

    public PairedRows Gather(ReadOnlySpan<int> rows) => new(X.Gather(rows), Y.Gather(rows));

    public PairedRows First(int rows) => rows >= Count ? this : Gather([.. Enumerable.Range(0, rows)]);

    /// <summary>Cuts the rows into blocks of nearly equal size, none larger than <paramref name="most"/>.</summary>
    public IEnumerable<PairedRows> Blocks(int most)
    {
        var count = (Count + most - 1) / most;
        for (var block = 0; block < count; block++)
        {
            int start = (int)((long)Count * block / count), end = (int)((long)Count * (block + 1) / count);
            yield return Gather([.. Enumerable.Range(start, end - start)]);
        }
    }
}

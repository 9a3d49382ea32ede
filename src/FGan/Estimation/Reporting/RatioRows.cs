namespace FGan;

/// <summary>Finds the rows that show what is typical of each side.</summary>
internal static class RatioRows
{
    private const int Shown = 5;

    public static IReadOnlyList<TypicalRow> Typical(HeldOutRatios ratios) =>
        [.. Surest(ratios.P, SampleSide.P, 1), .. Surest(ratios.Q, SampleSide.Q, -1)];

    private static IEnumerable<TypicalRow> Surest(IReadOnlyList<double> scores, SampleSide side, int sign)
    {
        var order = new PriorityQueue<int, (double, int)>();
        for (var row = 0; row < scores.Count; row++)
        {
            if (!(sign * scores[row] > 0)) continue;
            order.Enqueue(row, (sign * scores[row], -row));
            if (order.Count > Shown) order.Dequeue();
        }
        var surest = new List<TypicalRow>();
        while (order.TryDequeue(out var row, out _)) surest.Add(new TypicalRow(side, row + 1, scores[row]));
        surest.Reverse();
        return surest;
    }
}

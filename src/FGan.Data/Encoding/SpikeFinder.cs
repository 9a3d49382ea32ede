using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>
/// Finds the numbers that a column holds far more often than their neighbours: an exact 0, the 40 of weekly hours, the
/// limit of a scale.
/// </summary>
internal static class SpikeFinder
{
    private const int MostSpikes = 12, MostDiscrete = 24, LeastCount = 10, Window = 4;
    private const double LeastShare = 0.005, Prominence = 4;

    /// <summary>
    /// The spikes of numbers in ascending order: all of them when there are few different ones, else the prominent
    /// ones.
    /// </summary>
    public static ImmutableArray<double> Find(ReadOnlySpan<double> sorted, int leastCount)
    {
        (double[] values, int[] counts) = Distinct(sorted);
        int least = Math.Max(Math.Max(LeastCount, leastCount), (int)Math.Ceiling(LeastShare * sorted.Length));
        if (values.Length <= MostDiscrete && counts.Min() >= Math.Max(leastCount, 2)) return [.. values];
        int[] spikes = [.. Enumerable.Range(0, values.Length)
            .Where(i => counts[i] >= least && counts[i] >= Prominence * MedianAround(counts, i))
            .OrderByDescending(i => counts[i]).ThenBy(i => i).Take(MostSpikes).Order()];
        return [.. spikes.Select(i => values[i])];
    }

    private static (double[] Values, int[] Counts) Distinct(ReadOnlySpan<double> sorted)
    {
        var values = new Growing<double>();
        var counts = new Growing<int>();
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start]) end++;
            values.Add(sorted[start]);
            counts.Add(end - start);
        }

        return (values.ToArray(), counts.ToArray());
    }

    /// <summary>The median count of the values next to one, itself left out.</summary>
    private static double MedianAround(int[] counts, int at)
    {
        int first = Math.Max(at - Window, 0), last = Math.Min(at + Window, counts.Length - 1);
        int[] around = [.. counts[first..at], .. counts[(at + 1)..(last + 1)]];
        Array.Sort(around);
        return around.Length == 0 ? 0 : 0.5 * (around[(around.Length - 1) / 2] + around[around.Length / 2]);
    }
}

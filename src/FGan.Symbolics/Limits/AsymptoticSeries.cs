namespace FGan.Symbolics;

/// <summary>The largest terms of a function as s falls to 0, and the size of what was left away.</summary>
internal sealed class AsymptoticSeries
{
    private AsymptoticSeries(IReadOnlyList<(GrowthKey Key, NormalForm Coefficient)> terms, GrowthKey? rest) => (Terms, Rest) = (terms, rest);

    /// <summary>The terms, the largest first, coefficients not 0.</summary>
    public IReadOnlyList<(GrowthKey Key, NormalForm Coefficient)> Terms { get; }

    /// <summary>A size that everything left away stays at or below; null if nothing was.</summary>
    public GrowthKey? Rest { get; }

    /// <summary>Whether this is 0 as far as can be seen, though more terms might show something.</summary>
    public bool IsUncertain => Terms.Count == 0 && Rest is not null;

    public static AsymptoticSeries Of(GrowthKey key, NormalForm coefficient) => Of([(key, coefficient)], null, int.MaxValue);

    /// <summary>Adds up terms of equal size, drops those below the rest, and keeps the largest.</summary>
    public static AsymptoticSeries Of(IEnumerable<(GrowthKey Key, NormalForm Coefficient)> terms, GrowthKey? rest, int count)
    {
        var sums = new SortedDictionary<GrowthKey, NormalForm>(Comparer<GrowthKey>.Create((a, b) => b.CompareTo(a)));
        foreach (var (key, coefficient) in terms)
        {
            if (rest is not null && key.CompareTo(rest) <= 0) continue;
            sums[key] = sums.TryGetValue(key, out var present) ? present + coefficient : coefficient;
        }

        var kept = new List<(GrowthKey, NormalForm)>();
        foreach (var (key, coefficient) in sums)
        {
            if (IsZero(coefficient)) continue;
            if (kept.Count == count) return new(kept, Larger(rest, key));
            kept.Add((key, coefficient));
        }

        return new(kept, rest);
    }

    public static AsymptoticSeries Add(AsymptoticSeries a, AsymptoticSeries b, int count) =>
        Of(a.Terms.Concat(b.Terms), Larger(a.Rest, b.Rest), count);

    public static AsymptoticSeries Multiply(AsymptoticSeries a, AsymptoticSeries b, Normalizer algebra, int count)
    {
        var terms = a.Terms.SelectMany(x => b.Terms.Select(y => (x.Key * y.Key, algebra.Multiply(x.Coefficient, y.Coefficient))));
        return Of(terms, Larger(Times(a.Rest, b), Times(b.Rest, a)), count);
    }

    public AsymptoticSeries Scale(NormalForm factor, GrowthKey key, Normalizer algebra) => new(
        [.. Terms.Select(t => (t.Key * key, algebra.Multiply(t.Coefficient, factor)))], Rest is null ? null : Rest * key);

    /// <summary>This without its largest term.</summary>
    public AsymptoticSeries Tail() => new([.. Terms.Skip(1)], Rest);

    public static GrowthKey? Larger(GrowthKey? a, GrowthKey? b) => a is null ? b : b is null ? a : a.CompareTo(b) >= 0 ? a : b;

    private static GrowthKey? Times(GrowthKey? rest, AsymptoticSeries other)
    {
        if (rest is null) return null;
        return other.Terms.Count > 0 ? rest * other.Terms[0].Key : other.Rest is null ? null : rest * other.Rest;
    }

    private static bool IsZero(NormalForm coefficient) =>
        coefficient.IsZero || (coefficient.AsNumber is null && ExactValue.Sign(coefficient.ToExpr()) is 0);
}

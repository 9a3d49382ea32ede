namespace FGan;

/// <summary>Inequalities between the divergences of the catalogue, in its normalisations (squared Hellinger up to 2, Jensen–Shannon up to log 2).</summary>
internal static class Consistency
{
    private delegate double Side(Func<string, double> d);

    // Le Cam; Pinsker; Lin 1991; Gibbs and Su 2002. chi2-over-q is neyman here.
    private static readonly (string Relation, string[] Needs, Side Left, Side Right)[] Laws =
    [
        ("squared-hellinger/2 <= total-variation", ["squared-hellinger", "total-variation"], d => d("squared-hellinger") / 2, d => d("total-variation")),
        ("total-variation <= sqrt(squared-hellinger*(1-squared-hellinger/4))", ["squared-hellinger", "total-variation"],
            d => d("total-variation"), d => Math.Sqrt(Math.Max(0, d("squared-hellinger") * (1 - d("squared-hellinger") / 4)))),
        ("total-variation <= sqrt(kl/2)", ["total-variation", "kl"], d => d("total-variation"), d => Math.Sqrt(d("kl") / 2)),
        ("total-variation <= sqrt(reverse-kl/2)", ["total-variation", "reverse-kl"], d => d("total-variation"), d => Math.Sqrt(d("reverse-kl") / 2)),
        ("jensen-shannon <= log(2)*total-variation", ["jensen-shannon", "total-variation"], d => d("jensen-shannon"), d => Math.Log(2) * d("total-variation")),
        ("squared-hellinger <= kl", ["squared-hellinger", "kl"], d => d("squared-hellinger"), d => d("kl")),
        ("kl <= log(1+neyman)", ["kl", "neyman"], d => d("kl"), d => Math.Log(1 + d("neyman"))),
        ("reverse-kl <= log(1+pearson)", ["reverse-kl", "pearson"], d => d("reverse-kl"), d => Math.Log(1 + d("pearson"))),
        ("jensen-shannon <= jeffrey/4", ["jensen-shannon", "jeffrey"], d => d("jensen-shannon"), d => d("jeffrey") / 4),
    ];

    public static IReadOnlyList<ConsistencyCheck> Of(IReadOnlyList<DivergenceEstimate> estimates)
    {
        var known = estimates.ToDictionary(e => e.Id);
        return [.. Laws.Where(law => law.Needs.All(known.ContainsKey)).Select(law => Check(law.Relation, law.Needs, law.Left, law.Right, known))];
    }

    private static ConsistencyCheck Check(string relation, string[] needs, Side left, Side right, Dictionary<string, DivergenceEstimate> known)
    {
        double At(Side side, string? moved) => side(id => known[id].Estimate + (id == moved ? known[id].StandardError : 0));
        var (l, r) = (At(left, null), At(right, null));
        // Moving each estimate by its standard error; adding the moves up overstates, since estimates of one pair of samples move together.
        var slack = needs.Sum(id => Math.Abs(At(left, id) - At(right, id) - (l - r)));
        return new ConsistencyCheck(relation, l, r, !(l - r > 2 * slack));
    }
}

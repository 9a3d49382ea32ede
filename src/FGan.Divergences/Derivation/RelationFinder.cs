using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Finds the divergences of the catalogue that a divergence is a multiple of.</summary>
internal static class RelationFinder
{
    private static readonly Symbol U = Symbol.U;

    /// <summary>Those among some others of which f is a positive multiple up to c·(u − 1).</summary>
    public static IEnumerable<Relation> Among(FDivergence divergence, IEnumerable<FDivergence> others)
    {
        foreach (var other in others.Where(other => other.Id != divergence.Id))
            if (Between(divergence, other) is { } relation) yield return relation;
    }

    private static Relation? Between(FDivergence divergence, FDivergence other)
    {
        var factor = Tangential(divergence, 2) / Tangential(other, 2);
        if (!(factor > 0) || !double.IsFinite(factor)) return null;
        foreach (var u in (double[])[0.3, 0.7, 5])
            if (Math.Abs(Tangential(divergence, u) - factor * Tangential(other, u)) > 1e-9 * Tangential(divergence, u)) return null;
        // f·ĥ(2) − h·f̂(2), freed of its tangent, vanishes exactly when the two are proportional.
        var (f, h) = (TangentFree(divergence), TangentFree(other));
        var difference = f * h.Substitute(U, 2) - h * f.Substitute(U, 2);
        if (!Identity.IsZero(difference, U)) return null;
        factor = Round(ExactValue.Constant(f.Substitute(U, 2) / h.Substitute(U, 2)));
        return new Relation(other.Id, factor, Round(divergence.SlopeAtOne - factor * other.SlopeAtOne));
    }

    private static double Tangential(FDivergence d, double u) => d.F.Evaluate(u) - d.SlopeAtOne * (u - 1);

    private static Expr TangentFree(FDivergence d) =>
        d.Expression - (U - 1) * Differentiation.Slope(d.Expression, U).Substitute(U, Expr.One);

    // 2.0000000000000004 is 2: the factors that occur are small fractions.
    private static double Round(double value)
    {
        foreach (var scale in (double[])[1, 3, 16, 60])
        {
            var whole = Math.Round(value * scale);
            if (Math.Abs(value * scale - whole) < 1e-13 * Math.Max(1, Math.Abs(whole))) return whole / scale;
        }
        return value;
    }
}

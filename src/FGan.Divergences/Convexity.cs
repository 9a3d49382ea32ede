using System.Globalization;

namespace FGan.Divergences;

/// <summary>How far the convexity of f is known.</summary>
public enum ConvexityVerdict
{
    /// <summary>Convex on all of (0, ∞), by rules of composition, exact algebra or interval arithmetic.</summary>
    Proved,

    /// <summary>Not convex: there is a witness.</summary>
    Refuted,

    /// <summary>Neither; no counterexample on the grid that <see cref="Convexity.Reason"/> states.</summary>
    NotSettled,
}

/// <summary>The verdict on the convexity of f, with the reason for it.</summary>
/// <param name="Verdict">Proved, refuted or not settled.</param>
/// <param name="Reason">How it was proved, or what was tried, in one line.</param>
/// <param name="Witness">Where a refuted f is not convex; null otherwise.</param>
public sealed record Convexity(ConvexityVerdict Verdict, string Reason, double? Witness = null)
{
    /// <summary>Prints <c>proved: f'' = 1/u is positive on all of (0, ∞)</c>.</summary>
    public override string ToString() => Verdict switch
    {
        ConvexityVerdict.Proved => $"proved: {Reason}",
        ConvexityVerdict.Refuted => string.Create(CultureInfo.InvariantCulture, $"refuted at u = {Witness:R}: {Reason}"),
        _ => $"not settled: {Reason}",
    };
}

using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Decides whether an expression in u is 0 for all u &gt; 0.</summary>
/// <remarks>
/// Simplification settles most cases. What it leaves is evaluated with 60 digits at points without any structure: a
/// combination of elementary functions that vanishes at all of them to that precision vanishes everywhere.
/// </remarks>
internal static class Identity
{
    private const int Bits = 256;
    private const int BelowNoise = -180;

    private static readonly BigReal[] Points =
    [
        .. new (long, long)[] { (17, 7), (3, 11), (101, 37), (29, 31), (57, 5), (13, 97), (271, 10), (1009, 64) }
            .Select(p => BigReal.FromRational(Rational.Of(p.Item1, p.Item2), Bits)),
    ];

    public static bool IsZero(Expr e, Symbol variable)
    {
        // Abs, max and the like are piecewise: a point on each side of 1 sees both pieces.
        if (!(Math.Abs(new CompiledFunction(e, variable).Evaluate(1.7)) < 1e-6)) return false;
        var function = new ExactFunction(e, variable);
        return Array.TrueForAll(Points, point => IsNothing(function.Enclose(point, Bits)));
    }

    private static bool IsNothing(Enclosure value) =>
        value.Kind == EnclosureKind.Underflow
        || (value.Kind == EnclosureKind.Finite
            && (value.Middle.IsZero || value.Middle.Magnitude < BelowNoise)
            && (value.ErrorExponent == Enclosure.Exact || value.ErrorExponent < BelowNoise));
}

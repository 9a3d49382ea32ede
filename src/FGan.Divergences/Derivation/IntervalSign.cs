using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Proves the sign of an expression over a whole stretch of (0, ∞) by interval arithmetic.</summary>
internal static class IntervalSign
{
    public static bool IsNonNegative(Expr e, double from, double to) => false;
}

using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Turns two uniform numbers into two normal ones: √(−2 log u) · (cos 2πv, sin 2πv).</summary>
/// <remarks>
/// Only additions, products and roots that round once each, never fused: every machine and every width computes the same bits. So this must not
/// change, not even for the better.
/// </remarks>
internal static class BoxMuller
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Makes a pair from multiples of 2⁻²⁴ in [0, 1); u + 2⁻²⁴ takes u's place, lest its logarithm be infinite.</summary>
    [MethodImpl(Inline)]
    public static void Pair<TLanes>(TLanes u, TLanes v, out TLanes cosine, out TLanes sine)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes radius = TLanes.Sqrt(TLanes.Create(-2f) * Log(u + TLanes.Create(Philox.UniformStep)));
        // With s = v − ½ in [−½, ½) both functions change sign; |s| is folded at ¼, where the cosine does once more.
        TLanes s = v - TLanes.Create(0.5f);
        TLanes size = TLanes.Abs(s), quarter = TLanes.Create(0.25f);
        TLanes angle = TLanes.Minimum(size, TLanes.Create(0.5f) - size) * TLanes.Create(MathF.Tau);
        TLanes square = angle * angle;
        TLanes c = radius * Cosine(square), n = radius * (angle * SineOverAngle(square));
        cosine = TLanes.SelectAbove(size, quarter, c, -c);
        sine = TLanes.SelectAbove(TLanes.Zero, s, n, -n);
    }

    // Cephes' logf on (0, 1].
    [MethodImpl(Inline)]
    private static TLanes Log<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes exponent = TLanes.SplitExponent(x, out TLanes mantissa);
        TLanes f = mantissa - TLanes.Create(1f), square = f * f;
        TLanes p = TLanes.Create(7.0376836292e-2f);
        p = (p * f) + TLanes.Create(-1.1514610310e-1f);
        p = (p * f) + TLanes.Create(1.1676998740e-1f);
        p = (p * f) + TLanes.Create(-1.2420140846e-1f);
        p = (p * f) + TLanes.Create(1.4249322787e-1f);
        p = (p * f) + TLanes.Create(-1.6668057665e-1f);
        p = (p * f) + TLanes.Create(2.0000714765e-1f);
        p = (p * f) + TLanes.Create(-2.4999993993e-1f);
        p = (p * f) + TLanes.Create(3.3333331174e-1f);
        TLanes y = (p * f * square) + (exponent * TLanes.Create(-2.12194440e-4f)) - (square * TLanes.Create(0.5f));
        return (exponent * TLanes.Create(0.693359375f)) + (f + y);
    }

    // Taylor's series to x¹², enough for |x| ≤ ½π: what is left out is below 10⁻⁸.
    [MethodImpl(Inline)]
    private static TLanes Cosine<TLanes>(TLanes square)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes p = TLanes.Create(1f / 479001600f);
        p = (p * square) + TLanes.Create(-1f / 3628800f);
        p = (p * square) + TLanes.Create(1f / 40320f);
        p = (p * square) + TLanes.Create(-1f / 720f);
        p = (p * square) + TLanes.Create(1f / 24f);
        p = (p * square) + TLanes.Create(-0.5f);
        return (p * square) + TLanes.Create(1f);
    }

    // Taylor's series of sin x / x to x¹².
    [MethodImpl(Inline)]
    private static TLanes SineOverAngle<TLanes>(TLanes square)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes p = TLanes.Create(1f / 6227020800f);
        p = (p * square) + TLanes.Create(-1f / 39916800f);
        p = (p * square) + TLanes.Create(1f / 362880f);
        p = (p * square) + TLanes.Create(-1f / 5040f);
        p = (p * square) + TLanes.Create(1f / 120f);
        p = (p * square) + TLanes.Create(-1f / 6f);
        return (p * square) + TLanes.Create(1f);
    }
}

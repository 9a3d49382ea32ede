using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Evaluates elementary functions on lanes, to a few units in the last place; tests state how few.</summary>
/// <remarks>The polynomials are those of S. Moshier's Cephes library (expf, logf).</remarks>
internal static class Elementary
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private const float SmallestNormal = 1.17549435e-38f;

    // log 2 in two parts: products of the first with small integers are exact.
    private const float LogTwoHigh = 0.693359375f, LogTwoLow = -2.12194440e-4f;
    private const float LogTwoReciprocal = 1.44269504f;

    // e^x is +∞ above the one and rounds to 0 below the other.
    private const float ExpHigh = 89f, ExpLow = -104f;

    /// <summary>eˣ; 0 and +∞ at the ends, gradual underflow, NaN for NaN.</summary>
    [MethodImpl(Inline)]
    public static TLanes Exp<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        x = TLanes.Minimum(TLanes.Create(ExpHigh), TLanes.Maximum(TLanes.Create(ExpLow), x));
        TLanes p = ReducedExp(x, out TLanes n) + TLanes.Create(1f);
        // In two steps, so that neither power leaves the normal range.
        TLanes half = TLanes.Round(n * TLanes.Create(0.5f));
        return p * TLanes.PowerOfTwo(half) * TLanes.PowerOfTwo(n - half);
    }

    /// <summary>eˣ where x is at most 0 (or NaN); flushes to 0 below −87.</summary>
    [MethodImpl(Inline)]
    public static TLanes ExpOfNegative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        x = TLanes.Maximum(TLanes.Create(-87.4f), x);
        TLanes p = ReducedExp(x, out TLanes n) + TLanes.Create(1f);
        return p * TLanes.PowerOfTwo(n);
    }

    /// <summary>eˣ − 1, accurate near 0.</summary>
    [MethodImpl(Inline)]
    public static TLanes ExpMinusOne<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        x = TLanes.Minimum(TLanes.Create(ExpHigh), TLanes.Maximum(TLanes.Create(-20f), x));
        TLanes p = ReducedExp(x, out TLanes n);
        // 2ⁿ is reached through 2ⁿ⁻¹: n may be 128.
        TLanes power = TLanes.PowerOfTwo(n - TLanes.Create(1f));
        TLanes half = TLanes.MultiplyAdd(p, power, power - TLanes.Create(0.5f));
        return half + half;
    }

    /// <summary>log x; −∞ at 0, NaN below, gradual underflow in x.</summary>
    [MethodImpl(Inline)]
    public static TLanes Log<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes smallest = TLanes.Create(SmallestNormal);
        TLanes scaled = TLanes.SelectAbove(smallest, x, x * TLanes.Create(8388608f), x);
        TLanes shift = TLanes.SelectAbove(smallest, x, TLanes.Create(23f), TLanes.Zero);
        TLanes result = NormalLog(scaled, shift);
        TLanes atMost0 = TLanes.SelectAbove(TLanes.Zero, x, TLanes.Create(float.NaN), x + TLanes.Create(float.NegativeInfinity));
        result = TLanes.SelectAbove(x, TLanes.Create(float.MaxValue), x, result);
        return TLanes.SelectAbove(x, TLanes.Zero, result, atMost0);
    }

    /// <summary>log(1 + x), accurate near 0; −∞ at −1, NaN below.</summary>
    [MethodImpl(Inline)]
    public static TLanes LogOnePlus<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes one = TLanes.Create(1f);
        TLanes u = one + x;
        // What the rounding of 1 + x lost, to first order.
        TLanes correction = (x - (u - one)) / u;
        correction = TLanes.SelectAbove(u, TLanes.Create(float.MaxValue), TLanes.Zero, correction);
        correction = TLanes.SelectAbove(u, TLanes.Zero, correction, TLanes.Zero);
        return Log(u) + correction;
    }

    /// <summary>tanh x = e₁ / (e₁ + 2) with e₁ = e²ˣ − 1, on |x|.</summary>
    [MethodImpl(Inline)]
    public static TLanes Tanh<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes size = TLanes.Minimum(TLanes.Create(10f), TLanes.Abs(x));
        TLanes e = ExpMinusOne(size + size);
        TLanes y = e / (e + TLanes.Create(2f));
        return TLanes.SelectAbove(TLanes.Zero, x, -y, y);
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(Inline)]
    public static TLanes Sigmoid<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        // Through e^−|x|, which cannot overflow: e/(1 + e) on the left, 1/(1 + e) on the right.
        TLanes e = ExpOfNegative(-TLanes.Abs(x));
        TLanes one = TLanes.Create(1f);
        return TLanes.SelectAbove(TLanes.Zero, x, e, one) / (one + e);
    }

    /// <summary>log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|).</summary>
    [MethodImpl(Inline)]
    public static TLanes Softplus<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes e = ExpOfNegative(-TLanes.Abs(x));
        TLanes one = TLanes.Create(1f);
        TLanes u = one + e;
        TLanes log = NormalLog(u, TLanes.Zero) + ((e - (u - one)) / u);
        return TLanes.Maximum(TLanes.Zero, x) + log;
    }

    /// <summary>eʳ − 1 where x = n·log 2 + r, |r| ≤ ½ log 2.</summary>
    [MethodImpl(Inline)]
    private static TLanes ReducedExp<TLanes>(TLanes x, out TLanes n)
        where TLanes : struct, ILanes<TLanes>
    {
        n = TLanes.Round(x * TLanes.Create(LogTwoReciprocal));
        TLanes r = TLanes.MultiplyAdd(n, TLanes.Create(-LogTwoHigh), x);
        r = TLanes.MultiplyAdd(n, TLanes.Create(-LogTwoLow), r);
        TLanes p = TLanes.Create(1.9875691500e-4f);
        p = TLanes.MultiplyAdd(p, r, TLanes.Create(1.3981999507e-3f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Create(8.3334519073e-3f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Create(4.1665795894e-2f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Create(1.6666665459e-1f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Create(5.0000001201e-1f));
        return TLanes.MultiplyAdd(p * r, r, r);
    }

    /// <summary>log x − shift · log 2 for positive normal x.</summary>
    [MethodImpl(Inline)]
    private static TLanes NormalLog<TLanes>(TLanes x, TLanes shift)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes exponent = TLanes.SplitExponent(x, out TLanes mantissa) - shift;
        TLanes f = mantissa - TLanes.Create(1f);
        TLanes square = f * f;
        TLanes p = TLanes.Create(7.0376836292e-2f);
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(-1.1514610310e-1f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(1.1676998740e-1f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(-1.2420140846e-1f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(1.4249322787e-1f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(-1.6668057665e-1f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(2.0000714765e-1f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(-2.4999993993e-1f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(3.3333331174e-1f));
        TLanes y = p * f * square;
        y = TLanes.MultiplyAdd(exponent, TLanes.Create(LogTwoLow), y);
        y = TLanes.MultiplyAdd(square, TLanes.Create(-0.5f), y);
        return TLanes.MultiplyAdd(exponent, TLanes.Create(LogTwoHigh), f + y);
    }
}

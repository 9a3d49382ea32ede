using System.Numerics;

namespace FGan.Symbolics;

public readonly partial struct BigReal
{
    // e^(2^40) has an exponent of 10^12 bits: beyond any use, and the reduction by ln 2 would need a mantissa as long.
    private const int LargestExponentialMagnitude = 40;
    private const int Guard = 24;

    /// <summary>Takes the exponential.</summary>
    /// <param name="x">A number, |x| below 2^40.</param>
    /// <param name="bits">The precision of the result.</param>
    /// <returns>e^x.</returns>
    /// <exception cref="OverflowException">|x| is 2^40 or more.</exception>
    public static BigReal Exp(BigReal x, int bits)
    {
        if (x.IsZero) return One;
        if (x.Magnitude > LargestExponentialMagnitude) throw new OverflowException("Exponential of a BigReal beyond 2^40.");
        if (x.Magnitude < -bits - 2) return Add(One, x, bits);
        var halvings = Math.Max(0, Math.Min((int)Math.Sqrt(0.5 * bits), bits + (int)x.Magnitude));
        var work = bits + Guard + halvings + (int)Math.Max(0, x.Magnitude);
        var ln2 = BigConstants.Ln2(work);
        var fixedPoint = x.ToFixed(work);
        var turns = x.Magnitude < -1 ? BigInteger.Zero : ShiftRight((fixedPoint << work) / ln2, work);
        var r = (fixedPoint - (turns * ln2)) >> halvings;
        var y = TaylorExponential(r, work);
        for (var i = 0; i < halvings; i++) y = (y * y) >> work;
        return new BigReal(y, (long)turns - work).Round(bits);
    }

    /// <summary>Takes e^x − 1 without losing the small result of a small argument.</summary>
    /// <param name="x">A number below 2^40.</param>
    /// <param name="bits">The precision of the result.</param>
    /// <returns>e^x − 1.</returns>
    public static BigReal Expm1(BigReal x, int bits)
    {
        if (x.IsZero) return Zero;
        if (x.Magnitude < -bits) return Add(x, Multiply(x, x, bits).Scale(-1), bits);
        var extra = (int)Math.Max(0, -x.Magnitude);
        // Below −bits the −1 has swallowed the exponential, and for hugely negative x there is none to speak of.
        if (x.Sign < 0 && x.Magnitude > LargestExponentialMagnitude) return -One;
        return Subtract(Exp(x, bits + extra + 4), One, bits);
    }

    /// <summary>Takes the natural logarithm.</summary>
    /// <param name="x">A positive number.</param>
    /// <param name="bits">The precision of the result.</param>
    /// <returns>log x.</returns>
    /// <exception cref="ArithmeticException">The number is not positive.</exception>
    public static BigReal Log(BigReal x, int bits)
    {
        if (x.Sign <= 0) throw new ArithmeticException("Logarithm of a BigReal that is not positive.");
        var fromOne = x.Magnitude is < -1 or > 2 ? One : Add(x, -One, (int)x.Mantissa.GetBitLength() + 4);
        if (fromOne.IsZero) return Zero;
        var extra = (int)Math.Max(0, -fromOne.Magnitude);
        if (extra > bits + 4) return Subtract(fromOne, Multiply(fromOne, fromOne, bits).Scale(-1), bits);

        // x = m·2^n; a double gives log m to 50 bits, and the rest is the logarithm of a number within 2^−50 of 1.
        var work = bits + Guard + extra;
        var n = x.Magnitude;
        var m = new BigReal(x.Mantissa, x.Exponent - n);
        if (m.CompareTo(new BigReal(3, -2)) < 0)
        {
            m = m.Scale(1);
            n--;
        }

        var rough = FromDouble(Math.Log(m.ToDouble()));
        var close = Multiply(m, Exp(-rough, work), work);
        var rest = SmallLog1p(Subtract(close, One, work), work);
        var sum = Add(rough, rest, work);
        if (n != 0)
        {
            var turns = FromInteger(n);
            sum = Add(sum, Multiply(turns, new BigReal(BigConstants.Ln2(work + 8), -work - 8), work), work);
        }

        return sum.Round(bits);
    }

    /// <summary>Takes log(1 + x) without losing the small result of a small argument.</summary>
    /// <param name="x">A number above −1.</param>
    /// <param name="bits">The precision of the result.</param>
    /// <returns>log(1 + x).</returns>
    /// <exception cref="ArithmeticException">The number is −1 or less.</exception>
    public static BigReal Log1p(BigReal x, int bits)
    {
        if (x.Magnitude < -bits) return Subtract(x, Multiply(x, x, bits).Scale(-1), bits);
        var exact = bits + (int)x.Mantissa.GetBitLength() + (int)Math.Abs(Math.Clamp(x.Magnitude, -bits, bits));
        return Log(Add(One, x, exact), bits);
    }

    /// <summary>Raises a positive number to a real power.</summary>
    /// <param name="x">A positive number.</param>
    /// <param name="exponent">Any exponent with |exponent · log x| below 2^40.</param>
    /// <param name="bits">The precision of the power.</param>
    /// <returns>x^exponent.</returns>
    public static BigReal Pow(BigReal x, BigReal exponent, int bits)
    {
        var work = bits + 8 + (int)Math.Clamp(exponent.Magnitude + 8, 0, LargestExponentialMagnitude + 8);
        return Exp(Multiply(exponent, Log(x, work), work), bits);
    }

    // 1 + r + r²/2! + … in fixed point, |r| small.
    private static BigInteger TaylorExponential(BigInteger r, int work)
    {
        var one = BigInteger.One << work;
        var sum = one;
        var term = one;
        for (var k = 1; ; k++)
        {
            term = ((term * r) >> work) / k;
            // A negative term never shifts to 0 but to −1.
            if (BigInteger.Abs(term) <= BigInteger.One) return sum;
            sum += term;
        }
    }

    // log(1 + x) = 2 atanh(x/(2+x)) for |x| ≪ 1.
    private static BigReal SmallLog1p(BigReal x, int work)
    {
        if (x.IsZero) return Zero;
        var s = Divide(x, Add(x, new BigReal(2, 0), work), work);
        var square = Multiply(s, s, work);
        var sum = s;
        var power = s;
        for (var k = 3; ; k += 2)
        {
            power = Multiply(power, square, work);
            if (power.Magnitude < s.Magnitude - work) return sum.Scale(1);
            sum = Add(sum, Divide(power, new BigReal(k, 0), work), work);
        }
    }

    private BigInteger ToFixed(int fraction)
    {
        var shift = Exponent + fraction;
        return shift >= 0 ? Mantissa << (int)shift : Mantissa >> (int)Math.Min(-shift, int.MaxValue);
    }
}

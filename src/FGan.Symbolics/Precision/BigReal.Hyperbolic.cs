namespace FGan.Symbolics;

public readonly partial struct BigReal
{
    /// <summary>Takes the hyperbolic sine.</summary>
    /// <param name="x">A number, |x| below 2^40.</param>
    /// <param name="bits">The precision of the result.</param>
    /// <returns>sinh x.</returns>
    public static BigReal Sinh(BigReal x, int bits)
    {
        // sinh |x| = (m + m/(m + 1))/2 with m = e^|x| − 1: no cancellation.
        var m = Expm1(x.Abs(), bits + 8);
        var value = Add(m, Divide(m, Add(m, One, bits + 8), bits + 8), bits).Scale(-1);
        return x.Sign < 0 ? -value : value;
    }

    /// <summary>Takes the hyperbolic cosine.</summary>
    /// <param name="x">A number, |x| below 2^40.</param>
    /// <param name="bits">The precision of the result.</param>
    /// <returns>cosh x.</returns>
    public static BigReal Cosh(BigReal x, int bits)
    {
        var e = Exp(x, bits + 8);
        return Add(e, Divide(One, e, bits + 8), bits).Scale(-1);
    }

    /// <summary>Takes the hyperbolic tangent.</summary>
    /// <param name="x">Any number.</param>
    /// <param name="bits">The precision of the result.</param>
    /// <returns>tanh x.</returns>
    public static BigReal Tanh(BigReal x, int bits)
    {
        // tanh |x| = −m/(m + 2) with m = e^(−2|x|) − 1: no cancellation at either end.
        var m = Expm1(-x.Abs().Scale(1), bits + 8);
        var value = Divide(-m, Add(m, new BigReal(2, 0), bits + 8), bits);
        return x.Sign < 0 ? -value : value;
    }

    /// <summary>Takes the inverse hyperbolic sine.</summary>
    /// <param name="x">Any number.</param>
    /// <param name="bits">The precision of the result.</param>
    /// <returns>asinh x.</returns>
    public static BigReal Asinh(BigReal x, int bits)
    {
        // asinh |x| = log1p(|x| + x²/(1 + √(1 + x²))).
        var work = bits + 16;
        var square = Multiply(x, x, work);
        var root = Sqrt(Add(One, square, work), work);
        var inner = Add(x.Abs(), Divide(square, Add(One, root, work), work), work);
        var value = Log1p(inner, bits);
        return x.Sign < 0 ? -value : value;
    }

    /// <summary>Takes the inverse hyperbolic cosine.</summary>
    /// <param name="x">A number, at least 1.</param>
    /// <param name="bits">The precision of the result.</param>
    /// <returns>acosh x, not negative.</returns>
    /// <exception cref="ArithmeticException">The number is below 1.</exception>
    public static BigReal Acosh(BigReal x, int bits)
    {
        // acosh x = log1p(t + √(t(t + 2))) with t = x − 1.
        var work = bits + 16;
        var t = x - One;
        var root = Sqrt(Multiply(t, Add(t, new BigReal(2, 0), work), work), work);
        return Log1p(Add(t, root, work), bits);
    }

    /// <summary>Takes the inverse hyperbolic tangent.</summary>
    /// <param name="x">A number strictly between −1 and 1.</param>
    /// <param name="bits">The precision of the result.</param>
    /// <returns>atanh x.</returns>
    /// <exception cref="ArithmeticException">|x| is 1 or more.</exception>
    public static BigReal Atanh(BigReal x, int bits)
    {
        var oneLess = One - x;
        if (oneLess.Sign <= 0) throw new ArithmeticException("Inverse hyperbolic tangent of a BigReal outside (−1, 1).");
        return Log1p(Divide(x.Scale(1), oneLess, bits + 16), bits).Scale(-1);
    }

    /// <summary>Takes log(1 + e^x).</summary>
    /// <param name="x">Any number.</param>
    /// <param name="bits">The precision of the result.</param>
    /// <returns>softplus x.</returns>
    public static BigReal Softplus(BigReal x, int bits)
    {
        if (x.Sign <= 0) return x.Magnitude > LargestExponentialMagnitude ? Zero : Log1p(Exp(x, bits + 8), bits);
        return x.Magnitude > LargestExponentialMagnitude ? x.Round(bits) : Add(x, Log1p(Exp(-x, bits + 8), bits + 8), bits);
    }

    /// <summary>Takes 1/(1 + e^(−x)).</summary>
    /// <param name="x">A number above −2^40.</param>
    /// <param name="bits">The precision of the result.</param>
    /// <returns>sigmoid x.</returns>
    public static BigReal Sigmoid(BigReal x, int bits)
    {
        if (x.Sign > 0 && x.Magnitude > LargestExponentialMagnitude) return One;
        var e = Exp(-x, bits + 8);
        return Divide(One, Add(One, e, bits + 8), bits);
    }
}

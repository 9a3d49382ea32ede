using System.Numerics;

namespace FGan.Symbolics;

/// <summary>Holds a binary floating-point number of any precision, mantissa · 2^exponent.</summary>
/// <remarks>
/// Every operation takes the precision of its result in bits and is within one unit of the last of these bits. Sums and products of
/// short numbers come out exact. There is no NaN and no infinity: what has no finite value throws
/// <see cref="ArithmeticException"/>, and <see cref="Enclosure"/> keeps the books of errors.
/// </remarks>
public readonly partial struct BigReal : IEquatable<BigReal>, IComparable<BigReal>
{
    private BigReal(BigInteger mantissa, long exponent)
    {
        Mantissa = mantissa;
        Exponent = mantissa.IsZero ? 0 : exponent;
    }

    /// <summary>The number 0.</summary>
    public static BigReal Zero => default;

    /// <summary>The number 1.</summary>
    public static BigReal One { get; } = new(BigInteger.One, 0);

    /// <summary>The signed integer that 2^<see cref="Exponent"/> multiplies.</summary>
    public BigInteger Mantissa { get; }

    /// <summary>The power of two.</summary>
    public long Exponent { get; }

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Mantissa.Sign;

    /// <summary>Whether this is 0.</summary>
    public bool IsZero => Mantissa.IsZero;

    /// <summary>The m with 2^(m−1) ≤ |x| ≤ 2^m; a very negative number for 0.</summary>
    public long Magnitude => IsZero ? long.MinValue / 4 : Exponent + Mantissa.GetBitLength();

    /// <summary>Takes an integer exactly.</summary>
    /// <param name="value">Any integer.</param>
    /// <returns>The same number.</returns>
    public static BigReal FromInteger(BigInteger value) => new(value, 0);

    /// <summary>Takes a double exactly.</summary>
    /// <param name="value">A finite number.</param>
    /// <returns>The same number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is NaN or infinite.</exception>
    public static BigReal FromDouble(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only finite doubles are real numbers.");
        var bits = BitConverter.DoubleToInt64Bits(value);
        var biased = (int)((bits >> 52) & 0x7FF);
        var fraction = bits & 0xFFFFFFFFFFFFFL;
        if (biased != 0) fraction |= 1L << 52;
        if (fraction == 0) return Zero;
        var zeros = BitOperations.TrailingZeroCount(fraction);
        return new BigReal((bits < 0 ? -fraction : fraction) >> zeros, Math.Max(biased, 1) - 1075 + zeros);
    }

    /// <summary>Rounds a fraction.</summary>
    /// <param name="value">Any fraction.</param>
    /// <param name="bits">The precision.</param>
    /// <returns>The fraction, exact where its denominator is a power of two.</returns>
    public static BigReal FromRational(Rational value, int bits)
    {
        if (value.IsInteger) return new BigReal(value.Numerator, 0);
        return value.Denominator.IsPowerOfTwo
            ? new BigReal(value.Numerator, 1 - value.Denominator.GetBitLength())
            : Divide(FromInteger(value.Numerator), FromInteger(value.Denominator), bits);
    }

    /// <summary>Multiplies by a power of two, exactly.</summary>
    /// <param name="power">Any exponent.</param>
    /// <returns>This · 2^power.</returns>
    public BigReal Scale(long power) => new(Mantissa, Exponent + power);

    /// <summary>The absolute value.</summary>
    /// <returns>This without its sign.</returns>
    public BigReal Abs() => Sign < 0 ? -this : this;

    /// <summary>Rounds to so many bits, half up.</summary>
    /// <param name="bits">The precision, at least 1.</param>
    /// <returns>The nearest number with that many bits; this itself if it has no more.</returns>
    public BigReal Round(int bits)
    {
        var excess = (int)(Mantissa.GetBitLength() - bits);
        return excess <= 0 ? this : new BigReal(ShiftRight(Mantissa, excess), Exponent + excess);
    }

    /// <summary>Adds.</summary>
    /// <param name="a">A number.</param>
    /// <param name="b">A number.</param>
    /// <param name="bits">The precision of the sum.</param>
    /// <returns>a + b.</returns>
    public static BigReal Add(BigReal a, BigReal b, int bits)
    {
        if (a.IsZero) return b.Round(bits);
        if (b.IsZero) return a.Round(bits);
        if (a.Magnitude < b.Magnitude) (a, b) = (b, a);
        if (a.Magnitude - b.Magnitude > bits + 2 && a.Exponent > b.Magnitude) return a.Round(bits);
        var gap = a.Exponent - b.Exponent;
        var sum = gap >= 0 ? (a.Mantissa << (int)gap) + b.Mantissa : a.Mantissa + (b.Mantissa << (int)-gap);
        return new BigReal(sum, Math.Min(a.Exponent, b.Exponent)).Round(bits);
    }

    /// <summary>Subtracts.</summary>
    /// <param name="a">A number.</param>
    /// <param name="b">A number.</param>
    /// <param name="bits">The precision of the difference.</param>
    /// <returns>a − b.</returns>
    public static BigReal Subtract(BigReal a, BigReal b, int bits) => Add(a, -b, bits);

    /// <summary>Multiplies.</summary>
    /// <param name="a">A number.</param>
    /// <param name="b">A number.</param>
    /// <param name="bits">The precision of the product.</param>
    /// <returns>a · b.</returns>
    public static BigReal Multiply(BigReal a, BigReal b, int bits) =>
        new BigReal(a.Mantissa * b.Mantissa, a.Exponent + b.Exponent).Round(bits);

    /// <summary>Divides.</summary>
    /// <param name="a">The dividend.</param>
    /// <param name="b">The divisor.</param>
    /// <param name="bits">The precision of the quotient.</param>
    /// <returns>a / b.</returns>
    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public static BigReal Divide(BigReal a, BigReal b, int bits)
    {
        if (b.IsZero) throw new DivideByZeroException("Division of a BigReal by 0.");
        if (a.IsZero) return Zero;
        var shift = Math.Max(0, bits + 2 - (int)(a.Mantissa.GetBitLength() - b.Mantissa.GetBitLength()));
        var quotient = BigInteger.DivRem(a.Mantissa << shift, b.Mantissa, out var remainder);
        // A sticky last bit makes the rounding that follows aware of what the division cut off.
        if (!remainder.IsZero) quotient = (quotient << 1) + (a.Sign * b.Sign);
        else quotient <<= 1;
        return new BigReal(quotient, a.Exponent - b.Exponent - shift - 1).Round(bits);
    }

    /// <summary>Takes the square root.</summary>
    /// <param name="x">A number, not negative.</param>
    /// <param name="bits">The precision of the root.</param>
    /// <returns>√x.</returns>
    /// <exception cref="ArithmeticException">The number is negative.</exception>
    public static BigReal Sqrt(BigReal x, int bits)
    {
        if (x.Sign < 0) throw new ArithmeticException("Square root of a negative BigReal.");
        if (x.IsZero) return Zero;
        var shift = Math.Max(0, (2 * bits) + 4 - (int)x.Mantissa.GetBitLength());
        if (((x.Exponent - shift) & 1) != 0) shift++;
        return new BigReal(IntegerSqrt(x.Mantissa << shift), (x.Exponent - shift) / 2).Round(bits);
    }

    /// <summary>Raises to an integer power by repeated squaring.</summary>
    /// <param name="x">A number, not 0 if the exponent is negative.</param>
    /// <param name="exponent">Any integer.</param>
    /// <param name="bits">The precision of the power.</param>
    /// <returns>x^exponent.</returns>
    public static BigReal Pow(BigReal x, int exponent, int bits)
    {
        var work = bits + 8 + (2 * BitOperations.Log2((uint)Math.Abs(exponent) | 1));
        var result = One;
        for (var left = Math.Abs((long)exponent); left > 0; left >>= 1)
        {
            if ((left & 1) != 0) result = Multiply(result, x, work);
            if (left > 1) x = Multiply(x, x, work);
        }
        return exponent < 0 ? Divide(One, result, bits) : result.Round(bits);
    }

    /// <summary>Rounds to the nearest double, ties to even, subnormal numbers included.</summary>
    /// <returns>The nearest double, ±∞ beyond its range.</returns>
    public double ToDouble()
    {
        if (IsZero) return 0;
        var magnitude = BigInteger.Abs(Mantissa);
        var top = Exponent + magnitude.GetBitLength();
        if (top > 1024) return Sign * double.PositiveInfinity;
        if (top < -1074) return Sign * 0.0;
        var keep = (int)Math.Min(53, top + 1074);
        var drop = (int)(magnitude.GetBitLength() - keep);
        var rounded = drop <= 0 ? magnitude : RoundHalfEven(magnitude, drop);
        return Sign * ScaleDouble((double)rounded, drop <= 0 ? Exponent : Exponent + drop);
    }

    /// <inheritdoc/>
    public int CompareTo(BigReal other) =>
        Sign != other.Sign ? Sign.CompareTo(other.Sign) : (this - other).Sign;

    /// <inheritdoc/>
    public bool Equals(BigReal other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BigReal other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToDouble().GetHashCode();

    /// <summary>Negates, exactly.</summary>
    public static BigReal operator -(BigReal x) => new(-x.Mantissa, x.Exponent);

    /// <summary>Adds exactly where both are of like size; 4096 bits are kept where they are not.</summary>
    public static BigReal operator +(BigReal a, BigReal b) => Add(a, b, 4096);

    /// <summary>Subtracts exactly where both are of like size; 4096 bits are kept where they are not.</summary>
    public static BigReal operator -(BigReal a, BigReal b) => Add(a, -b, 4096);

    /// <summary>Whether the numbers are equal.</summary>
    public static bool operator ==(BigReal a, BigReal b) => a.Equals(b);

    /// <summary>Whether the numbers differ.</summary>
    public static bool operator !=(BigReal a, BigReal b) => !a.Equals(b);

    /// <summary>Whether the first is smaller.</summary>
    public static bool operator <(BigReal a, BigReal b) => a.CompareTo(b) < 0;

    /// <summary>Whether the first is larger.</summary>
    public static bool operator >(BigReal a, BigReal b) => a.CompareTo(b) > 0;

    /// <summary>Whether the first is not larger.</summary>
    public static bool operator <=(BigReal a, BigReal b) => a.CompareTo(b) <= 0;

    /// <summary>Whether the first is not smaller.</summary>
    public static bool operator >=(BigReal a, BigReal b) => a.CompareTo(b) >= 0;

    private static BigInteger ShiftRight(BigInteger value, int count) => (value + (BigInteger.One << (count - 1))) >> count;

    private static BigInteger RoundHalfEven(BigInteger value, int drop)
    {
        var kept = value >> drop;
        var rest = value - (kept << drop);
        var half = BigInteger.One << (drop - 1);
        var up = rest > half || (rest == half && !kept.IsEven);
        return up ? kept + BigInteger.One : kept;
    }

    // Math.ScaleB rounds twice on the way to a subnormal number; the mantissa already has only the bits that fit, so one exact step is right.
    private static double ScaleDouble(double value, long power) => Math.ScaleB(value, (int)power);

    private static BigInteger IntegerSqrt(BigInteger n)
    {
        // Newton's iteration from above, started at a power of two, improved by the double root of the leading bits.
        var length = (int)n.GetBitLength();
        if (length <= 52) return (BigInteger)Math.Floor(Math.Sqrt((double)n));
        var shift = (length - 52 + 1) & ~1;
        var x = ((BigInteger)Math.Ceiling(Math.Sqrt((double)(n >> shift) + 1)) + 1) << (shift / 2);
        while (true)
        {
            var y = (x + (n / x)) >> 1;
            if (y >= x) return x;
            x = y;
        }
    }
}

using System.Globalization;
using System.Numerics;

namespace FGan.Symbolics;

/// <summary>Holds an exact fraction in lowest terms; the default value is 0.</summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    // One less than the denominator, so that the default value of the struct is 0/1 and not 0/0.
    private readonly BigInteger _denominatorLessOne;

    private Rational(BigInteger numerator, BigInteger denominator)
    {
        Numerator = numerator;
        _denominatorLessOne = denominator - BigInteger.One;
    }

    /// <summary>The number 0.</summary>
    public static Rational Zero => default;

    /// <summary>The number 1.</summary>
    public static Rational One { get; } = new(BigInteger.One, BigInteger.One);

    /// <summary>The number ½.</summary>
    public static Rational Half { get; } = new(BigInteger.One, 2);

    /// <summary>The numerator, which carries the sign.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator, at least 1.</summary>
    public BigInteger Denominator => _denominatorLessOne + BigInteger.One;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>Whether this is 0.</summary>
    public bool IsZero => Numerator.IsZero;

    /// <summary>Whether this is 1.</summary>
    public bool IsOne => Numerator.IsOne && _denominatorLessOne.IsZero;

    /// <summary>Whether the denominator is 1.</summary>
    public bool IsInteger => _denominatorLessOne.IsZero;

    /// <summary>Makes a fraction and reduces it to lowest terms.</summary>
    /// <param name="numerator">Any integer.</param>
    /// <param name="denominator">Any integer but 0.</param>
    /// <returns>The fraction, its denominator positive.</returns>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public static Rational Of(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException("A fraction cannot have denominator 0.");
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0) divisor = -divisor;
        return new Rational(numerator / divisor, denominator / divisor);
    }

    /// <summary>Reads a double as the shortest decimal that rounds to it, so that 0.1 is exactly 1/10.</summary>
    /// <param name="value">A finite number.</param>
    /// <returns>The decimal as a fraction.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is NaN or infinite.</exception>
    public static Rational FromDouble(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only finite numbers are fractions.");
        return ParseDecimal(value.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>Reads digits with an optional point and an optional decimal exponent, such as <c>1.5e-3</c>.</summary>
    /// <param name="text">The literal, optionally signed.</param>
    /// <returns>The exact value.</returns>
    /// <exception cref="FormatException">The text is not such a literal.</exception>
    public static Rational ParseDecimal(ReadOnlySpan<char> text)
    {
        var exponentAt = text.IndexOfAny('e', 'E');
        var exponent = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var digits = exponentAt < 0 ? text : text[..exponentAt];
        var pointAt = digits.IndexOf('.');
        var whole = pointAt < 0 ? digits.ToString() : string.Concat(digits[..pointAt], digits[(pointAt + 1)..]);
        if (pointAt >= 0) exponent -= digits.Length - pointAt - 1;
        var mantissa = BigInteger.Parse(whole, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent >= 0
            ? new Rational(mantissa * BigInteger.Pow(10, exponent), BigInteger.One)
            : Of(mantissa, BigInteger.Pow(10, -exponent));
    }

    /// <summary>Raises to an integer power.</summary>
    /// <param name="exponent">Any integer; negative only if this is not 0.</param>
    /// <returns>The exact power; 0⁰ is 1.</returns>
    /// <exception cref="DivideByZeroException">This is 0 and the exponent negative.</exception>
    public Rational Pow(int exponent) => exponent >= 0
        ? new Rational(BigInteger.Pow(Numerator, exponent), BigInteger.Pow(Denominator, exponent))
        : Of(BigInteger.Pow(Denominator, -exponent), BigInteger.Pow(Numerator, -exponent));

    /// <summary>The largest integer that is not above this number.</summary>
    /// <returns>The floor.</returns>
    public BigInteger Floor() => (Numerator - (((Numerator % Denominator) + Denominator) % Denominator)) / Denominator;

    /// <summary>The absolute value.</summary>
    /// <returns>This number without its sign.</returns>
    public Rational Abs() => Sign < 0 ? -this : this;

    /// <summary>Rounds to the nearest double.</summary>
    /// <returns>The nearest double, ±∞ beyond its range.</returns>
    public double ToDouble() => BigReal.Divide(BigReal.FromInteger(Numerator), BigReal.FromInteger(Denominator), 120).ToDouble();

    /// <inheritdoc/>
    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <inheritdoc/>
    public bool Equals(Rational other) => Numerator == other.Numerator && _denominatorLessOne == other._denominatorLessOne;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, _denominatorLessOne);

    /// <summary>Prints <c>p</c> or <c>p/q</c>.</summary>
    /// <returns>The fraction as text.</returns>
    public override string ToString() => IsInteger
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    /// <summary>Takes an integer as it is.</summary>
    /// <param name="value">Any integer.</param>
    public static implicit operator Rational(int value) => new(value, BigInteger.One);

    /// <summary>Takes an integer as it is.</summary>
    /// <param name="value">Any integer.</param>
    public static implicit operator Rational(BigInteger value) => new(value, BigInteger.One);

    /// <summary>Adds.</summary>
    public static Rational operator +(Rational a, Rational b) => a.IsInteger && b.IsInteger
        ? new Rational(a.Numerator + b.Numerator, BigInteger.One)
        : Of((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    /// <summary>Subtracts.</summary>
    public static Rational operator -(Rational a, Rational b) => a + -b;

    /// <summary>Negates.</summary>
    public static Rational operator -(Rational a) => new(-a.Numerator, a.Denominator);

    /// <summary>Multiplies.</summary>
    public static Rational operator *(Rational a, Rational b) => a.IsInteger && b.IsInteger
        ? new Rational(a.Numerator * b.Numerator, BigInteger.One)
        : Of(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    /// <summary>Divides.</summary>
    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public static Rational operator /(Rational a, Rational b) => Of(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    /// <summary>Whether the numbers are equal.</summary>
    public static bool operator ==(Rational a, Rational b) => a.Equals(b);

    /// <summary>Whether the numbers differ.</summary>
    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    /// <summary>Whether the first is smaller.</summary>
    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    /// <summary>Whether the first is larger.</summary>
    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    /// <summary>Whether the first is not larger.</summary>
    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    /// <summary>Whether the first is not smaller.</summary>
    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;
}

namespace FGan.Symbolics;

/// <summary>What is known of a value.</summary>
public enum EnclosureKind
{
    /// <summary>A number within an error.</summary>
    Finite,

    /// <summary>+∞ as a limit, such as −log 0.</summary>
    PositiveInfinity,

    /// <summary>−∞ as a limit.</summary>
    NegativeInfinity,

    /// <summary>A finite number beyond 2^(2^38) in size, of known sign.</summary>
    Overflow,

    /// <summary>A number nearer to 0 than 2^(−2^38), of known sign.</summary>
    Underflow,

    /// <summary>There is no value, as for log(−1) or ∞ − ∞.</summary>
    Undefined,

    /// <summary>The precision was not enough to tell.</summary>
    Unresolved,
}

/// <summary>A real number known within an error: |x − <see cref="Middle"/>| ≤ 2^<see cref="ErrorExponent"/>.</summary>
public readonly struct Enclosure
{
    /// <summary>The error exponent of a number known exactly.</summary>
    public const long Exact = long.MinValue / 4;

    // e^(−2^40) and less: too small for any exponent that arithmetic can go on with.
    private const long TinyError = -(1L << 38);

    private const long Unmeasured = long.MaxValue / 4;

    private Enclosure(EnclosureKind kind, BigReal middle, long errorExponent) => (Kind, Middle, ErrorExponent) = (kind, middle, errorExponent);

    /// <summary>What is known.</summary>
    public EnclosureKind Kind { get; }

    /// <summary>The number, if finite; beyond the doubles by far, ± the size of its logarithm.</summary>
    public BigReal Middle { get; }

    /// <summary>The power of two that bounds the error, <see cref="Exact"/> if there is none.</summary>
    public long ErrorExponent { get; }

    /// <summary>Whether the number is finite and known exactly.</summary>
    public bool IsExact => Kind == EnclosureKind.Finite && ErrorExponent == Exact;

    /// <summary>Whether this is exactly 0.</summary>
    public bool IsZero => IsExact && Middle.IsZero;

    /// <summary>−1 or 1 if the sign is certain, 0 if this is exactly 0, null if it cannot be told.</summary>
    public int? CertainSign => Kind switch
    {
        EnclosureKind.PositiveInfinity => 1,
        EnclosureKind.NegativeInfinity => -1,
        EnclosureKind.Overflow or EnclosureKind.Underflow => Middle.Sign,
        EnclosureKind.Finite when IsExact || ErrorExponent < Middle.Magnitude - 1 => Middle.Sign,
        _ => null,
    };

    internal static Enclosure PositiveInfinity => new(EnclosureKind.PositiveInfinity, default, Exact);

    internal static Enclosure NegativeInfinity => new(EnclosureKind.NegativeInfinity, default, Exact);

    internal static Enclosure Undefined => new(EnclosureKind.Undefined, default, Exact);

    internal static Enclosure Unresolved => new(EnclosureKind.Unresolved, default, Exact);

    /// <summary>Not known, and no precision would help.</summary>
    internal static Enclosure Hopeless => new(EnclosureKind.Unresolved, default, long.MaxValue);

    internal bool IsHopeless => Kind == EnclosureKind.Unresolved && ErrorExponent == long.MaxValue;

    internal static Enclosure Tiny => new(EnclosureKind.Finite, default, TinyError);

    /// <summary>Rounds to the nearest double, if that much is known.</summary>
    /// <param name="value">The double; NaN if there is no value.</param>
    /// <returns>Whether the error is small enough for a double: relative 2^−56, or below every double.</returns>
    public bool TryToDouble(out double value)
    {
        const int LowestBit = -1090;
        value = Kind switch
        {
            EnclosureKind.PositiveInfinity => double.PositiveInfinity,
            EnclosureKind.NegativeInfinity => double.NegativeInfinity,
            EnclosureKind.Overflow => Middle.Sign * double.PositiveInfinity,
            EnclosureKind.Finite => Middle.ToDouble(),
            EnclosureKind.Underflow => 0,
            _ => double.NaN,
        };
        if (Kind != EnclosureKind.Finite) return Kind != EnclosureKind.Unresolved;
        if (ErrorExponent > LowestBit && ErrorExponent > Middle.Magnitude - 57) return false;
        if (Middle.Magnitude < LowestBit) value = 0;
        return true;
    }

    internal static Enclosure Of(BigReal middle) => new(EnclosureKind.Finite, middle, Exact);

    internal static Enclosure Of(BigReal middle, long errorExponent) => new(EnclosureKind.Finite, middle, errorExponent);

    /// <summary>±e^|logarithm|, the sign that of the logarithm as given, which is known within an error.</summary>
    internal static Enclosure Overflow(BigReal signedLogarithm, long errorExponent) => new(EnclosureKind.Overflow, signedLogarithm, errorExponent);

    /// <summary>A number too large even for its logarithm to be kept.</summary>
    internal static Enclosure Overflow(int sign) => new(EnclosureKind.Overflow, BigReal.FromInteger(sign), Unmeasured);

    /// <summary>±e^(−|logarithm|), the sign that of the logarithm as given, which is known within an error.</summary>
    internal static Enclosure Underflow(BigReal signedLogarithm, long errorExponent) => new(EnclosureKind.Underflow, signedLogarithm, errorExponent);

    /// <summary>Whether the logarithm of an overflow is known.</summary>
    internal bool IsMeasured => ErrorExponent != Unmeasured;

    internal static Enclosure Infinity(int sign) => sign switch
    {
        > 0 => PositiveInfinity,
        < 0 => NegativeInfinity,
        _ => Undefined,
    };

    /// <summary>The exponent of the sum of two errors.</summary>
    internal static long Join(long a, long b) => a == Exact ? b : b == Exact ? a : Math.Max(a, b) + 1;
}

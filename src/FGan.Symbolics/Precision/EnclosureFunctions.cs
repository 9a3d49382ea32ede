namespace FGan.Symbolics;

/// <summary>Applies functions of one argument to numbers that carry an error.</summary>
/// <remarks>f(x) lies within (slope bound)·error of f(middle); every function brings a bound of its slope as a power of two.</remarks>
internal static class EnclosureFunctions
{
    private const long Exact = Enclosure.Exact;

    public static Enclosure Apply(Function function, Enclosure x, int bits)
    {
        if (x.IsExact && AtExactPoint(function, x.Middle) is { } known) return known;
        return function switch
        {
            Function.Abs => Enclosure.Of(x.Middle.Abs(), x.ErrorExponent),
            Function.Sign => x.CertainSign is { } sign ? Enclosure.Of(BigReal.FromInteger(sign)) : Enclosure.Of(BigReal.Zero, 0),
            Function.Sin or Function.Cos or Function.Tan when x.Middle.Magnitude > BigReal.LargestAngleMagnitude => Enclosure.Hopeless,
            Function.Sigmoid or Function.Softplus or Function.WrightOmega when x.Middle is { Magnitude: > 40, Sign: < 0 } => Enclosure.Tiny,
            Function.Log or Function.Log1p or Function.Acosh or Function.Atanh or Function.LambertW or Function.LowerLambertW =>
                Guarded(function, x, bits),
            _ => Smooth(function, x, bits),
        };
    }

    /// <summary>The exact values at exact points; without them no zero of a sum could ever be told from a small number.</summary>
    private static Enclosure? AtExactPoint(Function function, BigReal x)
    {
        if (function == Function.Log && x == BigReal.One) return Enclosure.Of(BigReal.Zero);
        if (function == Function.Acosh && x == BigReal.One) return Enclosure.Of(BigReal.Zero);
        if (function == Function.WrightOmega && x == BigReal.One) return Enclosure.Of(BigReal.One);
        if (!x.IsZero) return null;
        return function switch
        {
            Function.Exp or Function.Cos or Function.Cosh => Enclosure.Of(BigReal.One),
            Function.Sigmoid => Enclosure.Of(BigReal.One.Scale(-1)),
            Function.Log or Function.LowerLambertW => Enclosure.NegativeInfinity,
            Function.Softplus or Function.WrightOmega => null,
            Function.Acosh => Enclosure.Undefined,
            _ => Enclosure.Of(BigReal.Zero),
        };
    }

    // Functions without a border, whose slope is bounded near any point.
    private static Enclosure Smooth(Function function, Enclosure x, int bits)
    {
        var m = x.Middle;
        var value = function switch
        {
            Function.Exp => BigReal.Exp(m, bits),
            Function.Expm1 => BigReal.Expm1(m, bits),
            Function.Sin => BigReal.Sin(m, bits),
            Function.Cos => BigReal.Cos(m, bits),
            Function.Tan => BigReal.Tan(m, bits),
            Function.Atan => BigReal.Atan(m, bits),
            Function.Sinh => BigReal.Sinh(m, bits),
            Function.Cosh => BigReal.Cosh(m, bits),
            Function.Tanh => BigReal.Tanh(m, bits),
            Function.Asinh => BigReal.Asinh(m, bits),
            Function.Softplus => BigReal.Softplus(m, bits),
            Function.Sigmoid => BigReal.Sigmoid(m, bits),
            Function.WrightOmega => BigReal.WrightOmega(m, bits),
            _ => throw new ArgumentOutOfRangeException(nameof(function), function, "Not a smooth function of one argument."),
        };
        var size = value.Magnitude;
        var rounding = size - bits + 1;
        if (x.IsExact) return Enclosure.Of(value, rounding);
        var slope = function switch
        {
            Function.Exp or Function.Sigmoid or Function.Cosh => size + 1,
            Function.Expm1 => m.Sign > 0 ? Math.Max(size, 1) + 1 : 1,
            Function.Sinh => Math.Max(size, 0) + 2,
            Function.Tan => (2 * Math.Max(size, 0)) + 2,
            Function.Softplus or Function.WrightOmega => Math.Min(0, size) + 1,
            Function.Asinh when x.ErrorExponent < m.Magnitude - 2 => Math.Min(0, 2 - m.Magnitude),
            _ => 0,
        };

        // The bounds hold within ½ of the middle; where the error is larger only the slope 1 of the others can be used.
        var bounded = function is Function.Sin or Function.Cos or Function.Atan or Function.Tanh or Function.Asinh;
        if (!bounded && (x.ErrorExponent > -1 || (function == Function.Tan && slope + x.ErrorExponent > -2))) return Enclosure.Unresolved;
        return Enclosure.Of(value, Enclosure.Join(x.ErrorExponent + slope, rounding));
    }

    // Functions with a border: the distance from it decides.
    private static Enclosure Guarded(Function function, Enclosure x, int bits)
    {
        var arithmetic = new EnclosureArithmetic(bits);
        var one = Enclosure.Of(BigReal.One);
        var distance = function switch
        {
            Function.Log => x,
            Function.Log1p => arithmetic.Add(one, x),
            Function.Acosh => arithmetic.Subtract(x, one),
            Function.Atanh => arithmetic.Subtract(one, Enclosure.Of(x.Middle.Abs(), x.ErrorExponent)),
            _ => arithmetic.Add(x, arithmetic.Apply(Function.Exp, Enclosure.Of(-BigReal.One))),
        };
        if (distance.IsZero && function != Function.Acosh)
            return function == Function.Atanh ? Enclosure.Infinity(x.Middle.Sign) : Enclosure.NegativeInfinity;
        if (distance.CertainSign is not { } sign) return Ambiguous(function, distance);
        if (sign < 0 || (function == Function.LowerLambertW && x.Middle.Sign > 0)) return Enclosure.Undefined;
        return function is Function.LambertW or Function.LowerLambertW
            ? Lambert(x, function == Function.LowerLambertW, bits)
            : Inside(function, x, distance.Middle.Magnitude, bits);
    }

    private static Enclosure Inside(Function function, Enclosure x, long distance, int bits)
    {
        var value = function switch
        {
            Function.Log => BigReal.Log(x.Middle, bits),
            Function.Log1p => BigReal.Log1p(x.Middle, bits),
            Function.Acosh => BigReal.Acosh(x.Middle, bits),
            _ => BigReal.Atanh(x.Middle, bits),
        };
        if (x.IsExact) return Enclosure.Of(value, value.Magnitude - bits + 1);

        // Slopes at most 1/d, and 1/√(2d) for acosh near its border, with d at least a quarter of 2^distance.
        var slope = function == Function.Acosh && distance < 0 ? ((2 - distance) >> 1) + 1 : 2 - distance;
        return Enclosure.Of(value, Enclosure.Join(x.ErrorExponent + slope, value.Magnitude - bits + 1));
    }

    private static Enclosure Ambiguous(Function function, Enclosure distance) => function == Function.Acosh
        ? Enclosure.Of(BigReal.Zero, (Math.Max(distance.Middle.Magnitude, distance.ErrorExponent) + 4) >> 1)
        : Enclosure.Unresolved;

    // W' = 1/(e^W (1 + W)) = W/(x (1 + W)).
    private static Enclosure Lambert(Enclosure x, bool lower, int bits)
    {
        if (lower && x.CertainSign is null) return Enclosure.Unresolved;
        if (!lower && x.Middle.IsZero) return Enclosure.Of(BigReal.Zero, x.ErrorExponent + 1);
        var value = BigReal.LambertW(x.Middle, lower, bits + 16);
        var fromBranch = BigReal.Add(value, BigReal.One, bits).Magnitude;
        var rounding = value.Magnitude - bits + 1 - Math.Min(0, fromBranch);
        if (x.ErrorExponent == Exact) return Enclosure.Of(value, rounding);
        var slope = lower ? value.Magnitude - x.Middle.Magnitude - fromBranch + 4 : 4 - fromBranch;
        if (x.ErrorExponent + slope > fromBranch - 3) return Enclosure.Unresolved;
        return Enclosure.Of(value, Enclosure.Join(x.ErrorExponent + slope, rounding));
    }
}

namespace FGan.Symbolics;

/// <summary>Arithmetic of enclosures of which one is infinite, or so large that only the logarithm of its size is kept.</summary>
/// <remarks>
/// Of two such numbers of opposite sign the larger wins, and their quotients and logarithms come back among the ordinary ones:
/// u·sinh u − cosh u at u = e^80 is known to overflow upwards.
/// </remarks>
internal sealed class Beyond(EnclosureArithmetic arithmetic)
{
    // Numbers this far below 1 may well make up for an overflow.
    private const long Minute = -(1L << 37);

    /// <summary>The largest magnitude of a logarithm whose exponential is still written out.</summary>
    public const long LargestLogarithm = 40;

    public Enclosure Add(Enclosure a, Enclosure b)
    {
        if (a.Kind == b.Kind && a.Kind is EnclosureKind.Overflow or EnclosureKind.Underflow) return AddRemote(a, b);
        // Beside anything but another of its kind, or an exact 0, an underflow is only an uncertainty.
        if (a.Kind == EnclosureKind.Underflow) return b.IsZero ? a : arithmetic.Add(Enclosure.Tiny, b);
        if (b.Kind == EnclosureKind.Underflow) return a.IsZero ? b : arithmetic.Add(a, Enclosure.Tiny);
        if (a.Kind == EnclosureKind.Finite) return b;
        if (b.Kind == EnclosureKind.Finite) return a;
        if (a.Kind == EnclosureKind.Overflow) return b;
        return b.Kind == EnclosureKind.Overflow || a.CertainSign == b.CertainSign ? a : Enclosure.Undefined;
    }

    // ±(e^x ± e^y) is ±e^(x + log(1 ± e^(y−x))).
    private Enclosure AddRemote(Enclosure a, Enclosure b)
    {
        var sameSign = a.CertainSign == b.CertainSign;
        if (!a.IsMeasured || !b.IsMeasured) return sameSign ? Enclosure.Overflow((int)a.CertainSign!) : Enclosure.Hopeless;
        var (x, y, sign) = (SizeLogarithm(a), SizeLogarithm(b), (int)a.CertainSign!);
        if (x.Middle < y.Middle) (x, y, sign) = (y, x, (int)b.CertainSign!);
        var ratio = arithmetic.Apply(Function.Exp, arithmetic.Subtract(y, x));
        var correction = arithmetic.Apply(Function.Log1p, sameSign ? ratio : arithmetic.Negate(ratio));
        return correction.Kind is EnclosureKind.Finite or EnclosureKind.Underflow ? Exponential(arithmetic.Add(x, correction), sign) : Enclosure.Unresolved;
    }

    public Enclosure Multiply(Enclosure a, Enclosure b)
    {
        if (a.IsZero || b.IsZero)
            return IsLimit(a) || IsLimit(b) ? Enclosure.Undefined : Enclosure.Of(BigReal.Zero);
        if (IsMinute(a) || IsMinute(b)) return IsLimit(a) || IsLimit(b) ? Enclosure.Unresolved : Enclosure.Hopeless;
        if (a.CertainSign is not { } first || b.CertainSign is not { } second) return Enclosure.Unresolved;
        if (IsLimit(a) || IsLimit(b)) return Enclosure.Infinity(first * second);
        return Exponential(arithmetic.Add(SizeLogarithm(a), SizeLogarithm(b)), first * second);
    }

    /// <summary>a/b where either is not an ordinary number, b not 0 and of certain sign.</summary>
    public Enclosure Divide(Enclosure a, Enclosure b)
    {
        if (IsLimit(b)) return IsLimit(a) ? Enclosure.Undefined : Enclosure.Of(BigReal.Zero);
        if (a.IsZero) return a;
        if (IsMinute(a)) return Enclosure.Tiny;
        if (a.CertainSign is not { } first || b.CertainSign is not { } second) return Enclosure.Unresolved;
        if (IsLimit(a)) return Enclosure.Infinity(first * second);
        return IsMinute(b) ? Enclosure.Hopeless : Exponential(arithmetic.Subtract(SizeLogarithm(a), SizeLogarithm(b)), first * second);
    }

    public Enclosure Power(Enclosure x, Enclosure exponent)
    {
        if (x.CertainSign is not > 0 || exponent.CertainSign is not { } sign) return Enclosure.Hopeless;
        if (IsLimit(x) || IsLimit(exponent))
            return exponent.Kind == EnclosureKind.Finite ? (sign > 0 ? x : Enclosure.Of(BigReal.Zero)) : Enclosure.Hopeless;
        return arithmetic.Apply(Function.Exp, arithmetic.Multiply(exponent, SizeLogarithm(x)));
    }

    /// <summary>A function of one argument that is not an ordinary number.</summary>
    public Enclosure Apply(Function function, Enclosure x)
    {
        var sign = x.CertainSign!.Value;
        if (x.Kind == EnclosureKind.Underflow) return ApplyToUnderflow(function, x, sign);
        if (function == Function.Atan) return arithmetic.Multiply(arithmetic.Constant(Expr.Pi), Enclosure.Of(BigReal.FromInteger(sign).Scale(-1)));
        var value = RealPrimitives.Apply(function, sign * double.PositiveInfinity);
        if (double.IsNaN(value)) return Enclosure.Undefined;
        if (IsLimit(x)) return double.IsFinite(value) ? Enclosure.Of(BigReal.FromDouble(value)) : Enclosure.Infinity(Math.Sign(value));
        if (double.IsFinite(value)) return function == Function.Sign ? Enclosure.Of(BigReal.FromInteger(sign)) : Enclosure.Of(BigReal.FromDouble(value), Enclosure.Tiny.ErrorExponent);
        return function switch
        {
            Function.Abs => Enclosure.Overflow(x.Middle.Abs(), x.ErrorExponent),
            Function.Exp or Function.Expm1 or Function.Sinh or Function.Cosh => Enclosure.Overflow(Math.Sign(value)),
            Function.Softplus => x,
            Function.WrightOmega => x.IsMeasured ? Enclosure.Overflow(x.Middle, Enclosure.Join(x.ErrorExponent, 0)) : x,
            Function.Log or Function.Log1p => SizeLogarithm(x),
            Function.Asinh or Function.Acosh => arithmetic.Multiply(
                Enclosure.Of(BigReal.FromInteger(sign)), arithmetic.Add(SizeLogarithm(x), arithmetic.Constant(Expr.Log(2)))),
            Function.LambertW => arithmetic.Apply(Function.WrightOmega, SizeLogarithm(x)),
            _ => Enclosure.Hopeless,
        };
    }

    // Next to 0 the odd functions are x itself.
    private Enclosure ApplyToUnderflow(Function function, Enclosure x, int sign) => function switch
    {
        Function.Sign => Enclosure.Of(BigReal.FromInteger(sign)),
        Function.Abs => Enclosure.Underflow(x.Middle.Abs(), x.ErrorExponent),
        Function.Log => sign < 0 ? Enclosure.Undefined : SizeLogarithm(x),
        Function.Expm1 or Function.Log1p or Function.Sin or Function.Tan or Function.Atan or Function.Sinh or Function.Tanh or Function.Asinh
            or Function.Atanh or Function.LambertW => x,
        _ => arithmetic.Apply(function, Enclosure.Tiny),
    };

    /// <summary>e^x, e^x/2 and the like for an x of which only the logarithm of the result can be written.</summary>
    public Enclosure Exponential(Function function, Enclosure x)
    {
        var growing = arithmetic.Apply(Function.Abs, x);
        if (function is Function.Cosh or Function.Sinh) growing = arithmetic.Subtract(growing, arithmetic.Constant(Expr.Log(2)));
        return function switch
        {
            Function.Cosh => Exponential(growing, 1),
            Function.Sinh => Exponential(growing, x.Middle.Sign),
            _ when x.Middle.Sign > 0 => Exponential(growing, 1),
            Function.Expm1 => Enclosure.Of(-BigReal.One, Enclosure.Tiny.ErrorExponent),
            _ => Exponential(x, 1),
        };
    }

    // ±e^logarithm, written out again if it can be.
    private Enclosure Exponential(Enclosure logarithm, int sign)
    {
        if (logarithm.Kind != EnclosureKind.Finite)
            return logarithm.Kind == EnclosureKind.Overflow ? (logarithm.CertainSign > 0 ? Enclosure.Overflow(sign) : Enclosure.Tiny) : logarithm;
        if (logarithm.Middle.Magnitude > LargestLogarithm)
        {
            var signed = sign < 0 ? -logarithm.Middle.Abs() : logarithm.Middle.Abs();
            return logarithm.Middle.Sign < 0 ? Enclosure.Underflow(signed, logarithm.ErrorExponent) : Enclosure.Overflow(signed, logarithm.ErrorExponent);
        }
        var size = arithmetic.Apply(Function.Exp, logarithm);
        return sign < 0 ? arithmetic.Negate(size) : size;
    }

    private Enclosure SizeLogarithm(Enclosure x) => x.Kind switch
    {
        EnclosureKind.Finite => arithmetic.Apply(Function.Log, arithmetic.Apply(Function.Abs, x)),
        EnclosureKind.Underflow => Enclosure.Of(-x.Middle.Abs(), x.ErrorExponent),
        _ => x.IsMeasured ? Enclosure.Of(x.Middle.Abs(), x.ErrorExponent) : Enclosure.Hopeless,
    };

    private static bool IsLimit(Enclosure x) => x.Kind is EnclosureKind.PositiveInfinity or EnclosureKind.NegativeInfinity;

    private static bool IsMinute(Enclosure x) => x.Kind == EnclosureKind.Finite && !x.IsZero && x.Middle.Magnitude < Minute;
}

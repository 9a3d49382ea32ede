namespace FGan.Symbolics;

/// <summary>Arithmetic of enclosures of which one is infinite, or finite beyond 2^(2^38).</summary>
internal static class Beyond
{
    /// <summary>Numbers of this magnitude may well cancel an overflow.</summary>
    public const long Far = 1L << 37;

    public static Enclosure Add(Enclosure a, Enclosure b)
    {
        if (a.Kind == EnclosureKind.Finite) return b;
        if (b.Kind == EnclosureKind.Finite) return a;
        if (a.CertainSign == b.CertainSign) return a.Kind == EnclosureKind.Overflow ? b : a;
        if (a.Kind == EnclosureKind.Overflow) return b.Kind == EnclosureKind.Overflow ? Enclosure.Hopeless : b;
        return b.Kind == EnclosureKind.Overflow ? a : Enclosure.Undefined;
    }

    public static Enclosure Multiply(Enclosure a, Enclosure b)
    {
        if (a.IsZero || b.IsZero)
            return a.Kind == EnclosureKind.Overflow || b.Kind == EnclosureKind.Overflow ? Enclosure.Of(BigReal.Zero) : Enclosure.Undefined;
        if (a.CertainSign is not { } first || b.CertainSign is not { } second) return Enclosure.Unresolved;
        if (IsLimit(a) || IsLimit(b)) return Enclosure.Infinity(first * second);
        return IsMinute(a) || IsMinute(b) ? Enclosure.Hopeless : Enclosure.Overflow(first * second);
    }

    /// <summary>a/b for a b that is not an ordinary number.</summary>
    public static Enclosure DivideBy(Enclosure a, Enclosure b)
    {
        if (IsLimit(b)) return IsLimit(a) ? Enclosure.Undefined : Enclosure.Of(BigReal.Zero);
        if (IsLimit(a)) return Enclosure.Infinity((int)(a.CertainSign! * b.CertainSign!));
        return a.Kind == EnclosureKind.Overflow || a.Middle.Magnitude > Far ? Enclosure.Hopeless : Enclosure.Tiny;
    }

    public static Enclosure Power(Enclosure x, Enclosure exponent)
    {
        if (exponent.Kind == EnclosureKind.Finite && x.CertainSign > 0 && exponent.Middle.Magnitude is > -10 and < 10)
        {
            if (exponent.Middle.Sign > 0) return x;
            return IsLimit(x) ? Enclosure.Of(BigReal.Zero) : Enclosure.Tiny;
        }

        return Enclosure.Hopeless;
    }

    /// <summary>A function of one argument.</summary>
    /// <param name="function">The function.</param>
    /// <param name="x">Its argument, infinite or beyond.</param>
    /// <param name="halfPi">π/2 at the precision in use.</param>
    public static Enclosure Apply(Function function, Enclosure x, Enclosure halfPi)
    {
        var sign = x.CertainSign!.Value;
        if (function == Function.Atan) return Enclosure.Of(sign < 0 ? -halfPi.Middle : halfPi.Middle, halfPi.ErrorExponent);
        var value = RealPrimitives.Apply(function, sign * double.PositiveInfinity);
        if (double.IsNaN(value)) return Enclosure.Undefined;
        if (IsLimit(x)) return double.IsFinite(value) ? Enclosure.Of(BigReal.FromDouble(value)) : Enclosure.Infinity(Math.Sign(value));

        // What an exponential makes of an overflow is known; the logarithm of one is not.
        return function switch
        {
            Function.Sign => Enclosure.Of(BigReal.FromInteger(sign)),
            Function.Abs or Function.Exp or Function.Expm1 or Function.Sinh or Function.Cosh or Function.Softplus or Function.WrightOmega
                when double.IsInfinity(value) => Enclosure.Overflow(Math.Sign(value)),
            Function.Exp or Function.Expm1 or Function.Tanh or Function.Sigmoid or Function.Softplus or Function.WrightOmega =>
                Enclosure.Of(BigReal.FromDouble(value), Enclosure.Tiny.ErrorExponent),
            _ => Enclosure.Hopeless,
        };
    }

    private static bool IsLimit(Enclosure x) => x.Kind is EnclosureKind.PositiveInfinity or EnclosureKind.NegativeInfinity;

    private static bool IsMinute(Enclosure x) => x.Kind == EnclosureKind.Finite && x.Middle.Magnitude < -Far;
}

namespace FGan.Symbolics;

/// <summary>Runs tapes in numbers of a given precision that carry a bound of their error.</summary>
internal sealed class EnclosureArithmetic(int bits) : TapeArithmetic<Enclosure>
{
    private readonly Dictionary<Expr, Enclosure> _constants = [];

    public override Enclosure Constant(Tape tape, int index)
    {
        var constant = tape.Constants[index];
        if (_constants.TryGetValue(constant, out var known)) return known;
        return _constants[constant] = Constant(constant);
    }

    /// <summary>Evaluates an expression without variables.</summary>
    public Enclosure Constant(Expr expression)
    {
        switch (expression)
        {
            case Number number: return FromRational(number.Value);
            case Sum sum: return sum.Terms.Select(Constant).Aggregate(Add);
            case Product product: return product.Factors.Select(Constant).Aggregate(Multiply);
            case Power { Exponent: Number { Value: { IsInteger: true } n } } power when n.Abs() < int.MaxValue:
                return IntegerPower(Constant(power.Base), (int)n.Numerator);
            case Power { Exponent: Number { Value: var h } } power when h == Rational.Half: return Sqrt(Constant(power.Base));
            case Power power: return Power(Constant(power.Base), Constant(power.Exponent));
            case Call { Function: Function.Pi }: return Rounded(BigReal.Pi(bits));
            case Call { Function: Function.Max } call: return Max(Constant(call.Argument), Constant(call.Arguments[1]));
            case Call { Function: Function.Min } call: return Min(Constant(call.Argument), Constant(call.Arguments[1]));
            case Call call: return Apply(call.Function, Constant(call.Argument));
            case Choice c: return Select(Constant(c.Left), Constant(c.Right), Constant(c.WhenLess), Constant(c.Otherwise));
            default: throw new ArgumentException($"The expression contains {expression}, which has no value.");
        }
    }

    public Enclosure FromRational(Rational value)
    {
        var middle = BigReal.FromRational(value, bits);
        return value.Denominator.IsPowerOfTwo ? Enclosure.Of(middle) : Rounded(middle);
    }

    public override Enclosure Negate(Enclosure x) => x.Kind switch
    {
        EnclosureKind.Finite => Enclosure.Of(-x.Middle, x.ErrorExponent),
        EnclosureKind.PositiveInfinity => Enclosure.NegativeInfinity,
        EnclosureKind.NegativeInfinity => Enclosure.PositiveInfinity,
        EnclosureKind.Underflow => Enclosure.Underflow(-x.Middle, x.ErrorExponent),
        EnclosureKind.Overflow => Enclosure.Overflow(-x.Middle, x.ErrorExponent),
        _ => x,
    };

    public override Enclosure Add(Enclosure a, Enclosure b)
    {
        if (Unknown(a, b) is { } unknown) return unknown;
        if (a.Kind != EnclosureKind.Finite || b.Kind != EnclosureKind.Finite) return new Beyond(this).Add(a, b);
        var sum = BigReal.Add(a.Middle, b.Middle, bits);
        var isExact = sum.IsZero || sum.Exponent <= Math.Min(a.Middle.Exponent, b.Middle.Exponent)
            || (a.Middle.IsZero && sum.Exponent <= b.Middle.Exponent) || (b.Middle.IsZero && sum.Exponent <= a.Middle.Exponent);
        var error = Enclosure.Join(a.ErrorExponent, b.ErrorExponent);
        return Enclosure.Of(sum, isExact ? error : Enclosure.Join(error, sum.Magnitude - bits));
    }

    public override Enclosure Subtract(Enclosure a, Enclosure b) => Add(a, Negate(b));

    public override Enclosure Multiply(Enclosure a, Enclosure b)
    {
        if (Unknown(a, b) is { } unknown) return unknown;
        if (a.Kind != EnclosureKind.Finite || b.Kind != EnclosureKind.Finite) return new Beyond(this).Multiply(a, b);
        if (a.IsZero || b.IsZero) return Enclosure.Of(BigReal.Zero);
        var product = BigReal.Multiply(a.Middle, b.Middle, bits);
        var error = Enclosure.Join(Scaled(a.ErrorExponent, b.Middle.Magnitude), Scaled(b.ErrorExponent, a.Middle.Magnitude));
        error = Enclosure.Join(error, Scaled(a.ErrorExponent, b.ErrorExponent));
        var isExact = product.IsZero || product.Exponent == a.Middle.Exponent + b.Middle.Exponent;
        return Enclosure.Of(product, isExact ? error : Enclosure.Join(error, product.Magnitude - bits));
    }

    public override Enclosure Divide(Enclosure a, Enclosure b)
    {
        if (Unknown(a, b) is { } unknown) return unknown;
        if (b.Kind != EnclosureKind.Finite) return new Beyond(this).Divide(a, b);
        if (b.IsZero) return a.CertainSign is { } sign ? Enclosure.Infinity(sign) : Enclosure.Unresolved;
        if (b.CertainSign is not { } divisorSign) return Enclosure.Unresolved;
        if (a.Kind is EnclosureKind.Overflow or EnclosureKind.Underflow) return new Beyond(this).Divide(a, b);
        if (a.Kind != EnclosureKind.Finite) return divisorSign > 0 ? a : Negate(a);

        // |a/b − ã/b̃| ≤ (|δa| + |ã/b̃|·|δb|)/|b|, and |b| ≥ 2^(magnitude − 2) with a certain sign.
        var quotient = BigReal.Divide(a.Middle, b.Middle, bits);
        var low = 2 - b.Middle.Magnitude;
        var error = Enclosure.Join(Scaled(a.ErrorExponent, low), Scaled(Scaled(b.ErrorExponent, quotient.Magnitude), low));
        return Enclosure.Of(quotient, quotient.IsZero ? error : Enclosure.Join(error, quotient.Magnitude - bits));
    }

    public override Enclosure Sqrt(Enclosure x)
    {
        if (x.Kind != EnclosureKind.Finite)
            return x.CertainSign < 0 ? Enclosure.Undefined : x.Kind is EnclosureKind.Overflow or EnclosureKind.Underflow ? Power(x, Enclosure.Of(BigReal.One.Scale(-1))) : x;
        if (x.IsZero) return x;
        if (x.CertainSign is not { } sign)
            return Enclosure.Of(BigReal.Zero, (Math.Max(x.Middle.Magnitude, x.ErrorExponent) + 3) >> 1);
        if (sign < 0) return Enclosure.Undefined;
        var root = BigReal.Sqrt(x.Middle, bits);
        if (x.IsExact && BigReal.Multiply(root, root, (2 * bits) + 2) == x.Middle) return Enclosure.Of(root);
        return Enclosure.Of(root, Enclosure.Join(Scaled(x.ErrorExponent, 2 - root.Magnitude), root.Magnitude - bits));
    }

    public override Enclosure IntegerPower(Enclosure x, int exponent)
    {
        var result = Enclosure.Of(BigReal.One);
        for (var left = Math.Abs((long)exponent); left > 0; left >>= 1)
        {
            if ((left & 1) != 0) result = Multiply(result, x);
            if (left > 1) x = Multiply(x, x);
        }

        return exponent < 0 ? Divide(Enclosure.Of(BigReal.One), result) : result;
    }

    public override Enclosure Power(Enclosure x, Enclosure exponent)
    {
        if (Unknown(x, exponent) is { } unknown) return unknown;
        if (exponent.IsZero) return Enclosure.Of(BigReal.One);
        if (x.Kind != EnclosureKind.Finite || exponent.Kind != EnclosureKind.Finite) return new Beyond(this).Power(x, exponent);
        if (x.IsZero)
        {
            return exponent.CertainSign switch
            {
                > 0 => x,
                < 0 => Enclosure.PositiveInfinity,
                _ => Enclosure.Unresolved,
            };
        }

        if (x.CertainSign is null) return Enclosure.Unresolved;
        if (x.CertainSign > 0) return Apply(Function.Exp, Multiply(exponent, Apply(Function.Log, x)));
        var whole = exponent.IsExact && exponent.Middle.Exponent >= 0 && exponent.Middle.Magnitude < 31;
        return whole ? IntegerPower(x, (int)exponent.Middle.ToDouble()) : Enclosure.Undefined;
    }

    public override Enclosure Apply(Function function, Enclosure x)
    {
        if (x.Kind is EnclosureKind.Undefined or EnclosureKind.Unresolved) return x;
        if (x.Kind != EnclosureKind.Finite) return new Beyond(this).Apply(function, x);
        var isBeyond = function is Function.Exp or Function.Expm1 or Function.Sinh or Function.Cosh && x.Middle.Magnitude > Beyond.LargestLogarithm;
        return isBeyond ? new Beyond(this).Exponential(function, x) : EnclosureFunctions.Apply(function, x, bits);
    }

    public override Enclosure Max(Enclosure a, Enclosure b)
    {
        if (Unknown(a, b) is { } unknown) return unknown;
        if (a.Kind == EnclosureKind.Underflow) a = Enclosure.Tiny;
        if (b.Kind == EnclosureKind.Underflow) b = Enclosure.Tiny;
        if (a.Kind != EnclosureKind.Finite) return a.CertainSign > 0 ? a : b;
        if (b.Kind != EnclosureKind.Finite) return b.CertainSign > 0 ? b : a;
        return Enclosure.Of(a.Middle >= b.Middle ? a.Middle : b.Middle, Math.Max(a.ErrorExponent, b.ErrorExponent));
    }

    public override Enclosure Min(Enclosure a, Enclosure b) => Negate(Max(Negate(a), Negate(b)));

    public override Enclosure Select(Enclosure left, Enclosure right, Enclosure whenLess, Enclosure otherwise) =>
        Subtract(left, right).CertainSign switch
        {
            < 0 => whenLess,
            >= 0 => otherwise,
            null => left.Kind == EnclosureKind.Undefined || right.Kind == EnclosureKind.Undefined ? otherwise : Unknown(left, right) ?? Enclosure.Unresolved,
        };

    private Enclosure Rounded(BigReal value) => Enclosure.Of(value, value.Magnitude - bits);

    private static long Scaled(long error, long magnitude) =>
        error == Enclosure.Exact || magnitude == Enclosure.Exact ? Enclosure.Exact : Math.Max(error + magnitude, Enclosure.Exact / 2);

    private static Enclosure? Unknown(Enclosure a, Enclosure b)
    {
        if (a.Kind == EnclosureKind.Undefined || b.Kind == EnclosureKind.Undefined) return Enclosure.Undefined;
        if (a.IsHopeless || b.IsHopeless) return Enclosure.Hopeless;
        return a.Kind == EnclosureKind.Unresolved || b.Kind == EnclosureKind.Unresolved ? Enclosure.Unresolved : null;
    }
}

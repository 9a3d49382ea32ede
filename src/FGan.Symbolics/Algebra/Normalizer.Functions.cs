namespace FGan.Symbolics;

internal sealed partial class Normalizer
{
    private NormalForm Apply(Call call)
    {
        if (call.Arguments.Length == 0) return NormalForm.Of(call);
        var x = Normalize(call.Argument);
        return call.Function switch
        {
            Function.Exp => Exponential(x),
            Function.Log => Logarithm(x),
            Function.Max or Function.Min => Extreme(call.Function, x, Normalize(call.Arguments[1])),
            Function.Abs => Absolute(x),
            Function.Sign => SignOf(x),
            _ => Definitions.TryGetValue(call.Function, out var definition) && Defines(call.Function, x)
                ? Normalize(definition.Substitute(Placeholder, Write(x)))
                : Opaque(call.Function, x),
        };
    }

    /// <summary>e^x: a term q·log y of x is the factor y^q, every other term is the exponent of an atom.</summary>
    private NormalForm Exponential(NormalForm x)
    {
        var (product, rest) = (NormalForm.One, NormalForm.Zero);
        foreach (var (monomial, coefficient) in x.Terms)
        {
            if (monomial.Powers is [{ Atom: Call { Function: Function.Log } log, Exponent.IsOne: true }])
                product = Multiply(product, Raise(Normalize(log.Argument), coefficient));
            else rest += NormalForm.Of(monomial, coefficient);
        }

        if (rest.IsZero) return product;
        if (small is not null && rest.AsNumber is null)
        {
            var (content, exponent) = PrimitiveOf(rest);
            if (small.For(exponent.ToExpr()) is var (symbol, sign)) return Multiply(product, RaiseAtom(symbol, content * sign));
        }

        return rest.Terms.Aggregate(product, (total, term) =>
            Multiply(total, RaiseAtom(Expr.Exp(term.Key.ToExpr(Rational.One)), term.Value)));
    }

    /// <summary>log x: the logarithms of the positive parts, and one of all the others together.</summary>
    private NormalForm Logarithm(NormalForm x)
    {
        if (x.IsZero) return NormalForm.Of(Expr.Log(0));
        var content = ContentOf(x);
        var sum = NormalForm.Zero;
        foreach (var (prime, multiplicity) in PrimesOf(content.Coefficient.Abs()))
            sum += NormalForm.Of(Monomial.Of(Expr.Log(new Number(prime))), multiplicity);
        var unknown = NormalForm.Of(content.Coefficient.Sign);
        foreach (var (atom, power) in WithAbsoluteValues(content.Parts).Powers)
        {
            if (Positivity.IsPositive(atom) || atom is Call { Function: Function.Abs }) sum += LogarithmOfAtom(atom) * power;
            else unknown = Multiply(unknown, RaiseAtom(atom, power));
        }

        if (unknown.SameAs(NormalForm.One)) return sum;
        return sum + NormalForm.Of(Expr.Log(Write(unknown)));
    }

    private NormalForm LogarithmOfAtom(Expr atom) => atom switch
    {
        Symbol symbol when small?.Logarithm(symbol) is { } exponent => Normalize(exponent),
        Call { Function: Function.Exp } exp => Normalize(exp.Argument),
        // w + log w = x for ω(x), and w·e^w = x for W(x).
        Call { Function: Function.WrightOmega } omega => Normalize(omega.Argument) - NormalForm.Of(omega),
        Call { Function: Function.LambertW } lambert => Logarithm(Normalize(lambert.Argument)) - NormalForm.Of(lambert),
        Number number => PrimesOf(number.Value).Aggregate(
            NormalForm.Zero, (sum, p) => sum + NormalForm.Of(Monomial.Of(Expr.Log(new Number(p.Prime))), p.Multiplicity)),
        _ => NormalForm.Of(Expr.Log(atom)),
    };

    // |x| as x·sign x, so that it cancels against x and against its own slope.
    private NormalForm Absolute(NormalForm x)
    {
        var (known, _, unknown) = SplitSigns(x);
        return unknown.SameAs(NormalForm.One) ? known : Multiply(known, Multiply(unknown, SignOf(unknown)));
    }

    private NormalForm SignOf(NormalForm x)
    {
        if (x.IsZero) return x;
        var (_, sign, unknown) = SplitSigns(x);
        if (unknown.SameAs(NormalForm.One)) return NormalForm.Of(sign);
        return NormalForm.Of(Monomial.Of(Expr.Call(Function.Sign, Write(Crossing(unknown)))), sign);
    }

    // x = sign · positive · unknown, all of the unknown factors to an odd power.
    private (NormalForm Positive, Rational Sign, NormalForm Unknown) SplitSigns(NormalForm x)
    {
        if (x.IsZero) return (x, Rational.Zero, NormalForm.One);
        var content = ContentOf(x);
        var positive = NormalForm.Of(content.Coefficient.Abs());
        var unknown = NormalForm.One;
        foreach (var (atom, power) in content.Parts.Powers)
        {
            var isEven = power.IsInteger && power.Numerator.IsEven;
            if (isEven || Positivity.IsPositive(atom) || !power.IsInteger) positive = Multiply(positive, RaiseAtom(atom, power));
            else unknown = Multiply(unknown, RaiseAtom(atom, power));
        }

        return (positive, content.Coefficient.Sign, unknown);
    }

    // The sign of log y is that of y − 1, the sign of e^y − c that of y − log c, of √u − c that of u − c².
    private NormalForm Crossing(NormalForm x)
    {
        if (x.Single is { Coefficient.IsOne: true, Monomial.Powers: [{ Atom: Call { Function: Function.Log } log, Exponent.IsOne: true }] })
            return SplitSigns(Normalize(log.Argument) - NormalForm.One).Unknown;
        if (Univariate.TryRead(x) is not { Polynomial: { Degree: > 0 } p } univariate || p.Coefficients.Count(c => !c.IsZero) != 2) return x;
        if (p.Leading.Sign < 0 || p[0].Sign >= 0 || !Positivity.IsPositive(univariate.Atom)) return x;
        var power = Rational.Of(p.Degree, univariate.Root);
        var root = Raise(NormalForm.Of(-p[0] / p.Leading), Rational.One / power);
        return univariate.Atom is Call { Function: Function.Exp } exp
            ? Normalize(exp.Argument) - Logarithm(root)
            : NormalForm.Of(univariate.Atom) - root;
    }

    // max(a, b) = (a + b + |a − b|)/2.
    private NormalForm Extreme(Function function, NormalForm a, NormalForm b) =>
        (a + b + (Absolute(a - b) * (function == Function.Max ? 1 : -1))) * Rational.Half;

    private NormalForm Choose(Choice choice)
    {
        var difference = Normalize(choice.Left) - Normalize(choice.Right);
        var (_, sign, unknown) = SplitSigns(difference);
        var (whenLess, otherwise) = (Normalize(choice.WhenLess), Normalize(choice.Otherwise));
        if (whenLess.SameAs(otherwise)) return whenLess;
        if (unknown.SameAs(NormalForm.One)) return sign.Sign < 0 ? whenLess : otherwise;
        return NormalForm.Of(new Choice(Write(Normalize(choice.Left)), Write(Normalize(choice.Right)), Write(whenLess), Write(otherwise)));
    }

    private NormalForm Opaque(Function function, NormalForm x)
    {
        if (x.AsNumber is { } number && AtNumber(function, number) is { } value) return value;
        if (Inverse(function, x) is { } undone) return undone;
        var odd = function is Function.Sin or Function.Tan or Function.Atan or Function.Sinh or Function.Tanh or Function.Asinh or Function.Atanh;
        var even = function is Function.Cos or Function.Cosh;
        if ((odd || even) && IsNegative(x)) return Opaque(function, x * -1) * (odd ? -1 : 1);

        // atan(1/y) = π/2 − atan y for y > 0 keeps arguments small where they stand for small things.
        if (function == Function.Atan && x.Single is { Monomial: var m } && m.Powers.All(p => Positivity.IsPositive(p.Atom) && p.Exponent.Sign < 0))
            return NormalForm.Of(Monomial.Of(Expr.Pi), Rational.Half) - NormalForm.Of(Expr.Call(function, Write(Raise(x, -1))));
        return NormalForm.Of(Expr.Call(function, Write(x)));
    }

    // W(e^y) = ω(y), and functions that undo each other.
    private NormalForm? Inverse(Function function, NormalForm x)
    {
        if (function == Function.LambertW && x.Single is { Coefficient.Sign: > 0, Monomial: var m }
            && m.Powers.Length > 0 && m.Powers.All(p => p.Atom is Call { Function: Function.Exp }))
            return Opaque(Function.WrightOmega, Logarithm(x));
        if (x.Single is not { Coefficient.IsOne: true, Monomial.Powers: [{ Atom: Call inner, Exponent.IsOne: true }] }) return null;
        var undone = (function, inner.Function) is (Function.Sinh, Function.Asinh) or (Function.Asinh, Function.Sinh)
            or (Function.Tanh, Function.Atanh) or (Function.Atanh, Function.Tanh) or (Function.Cosh, Function.Acosh) or (Function.Tan, Function.Atan);
        return undone ? Normalize(inner.Argument) : null;
    }

    private static NormalForm? AtNumber(Function function, Rational x)
    {
        if (x.IsZero)
        {
            return function switch
            {
                Function.Cos or Function.Cosh => NormalForm.One,
                Function.WrightOmega or Function.Acosh or Function.LowerLambertW => null,
                _ => NormalForm.Zero,
            };
        }

        if (!x.IsOne) return null;
        return function switch
        {
            Function.WrightOmega => NormalForm.One,
            Function.Acosh => NormalForm.Zero,
            Function.Atan => NormalForm.Of(Monomial.Of(Expr.Pi), Rational.Of(1, 4)),
            _ => null,
        };
    }

    private static bool IsNegative(NormalForm x) =>
        !x.IsZero && x.Terms.OrderByDescending(t => t.Key, MonomialOrder.Instance).First().Value.Sign < 0;

    // sinh and the like of a logarithm are algebraic, so they are always written out.
    private bool Defines(Function function, NormalForm x) => function switch
    {
        Function.Sinh or Function.Cosh or Function.Tanh => options.HyperbolicAsExponential || IsLogarithmic(x),
        Function.Asinh or Function.Acosh or Function.Atanh => options.InverseAsLogarithm,
        _ => true,
    };

    private static bool IsLogarithmic(NormalForm x) => !x.IsZero && x.Terms.All(t =>
        t.Key.Powers is [{ Atom: Call { Function: Function.Log }, Exponent.IsOne: true }]
        && (t.Value.IsInteger || t.Value.Denominator == 2));
}

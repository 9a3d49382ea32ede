using System.Numerics;

namespace FGan.Symbolics;

/// <summary>How functions are treated on the way to the normal form.</summary>
/// <param name="HyperbolicAsExponential">Whether sinh, cosh and tanh become exponentials.</param>
/// <param name="InverseAsLogarithm">Whether asinh, acosh and atanh become logarithms.</param>
internal readonly record struct NormalizerOptions(bool HyperbolicAsExponential, bool InverseAsLogarithm);

/// <summary>Multiplies expressions out into sums of monomials.</summary>
/// <remarks>
/// Two expressions that are equal by the laws of powers, exponentials and logarithms come out the same. Powers and logarithms are taken
/// apart only where every part is known to be positive, so an identity never changes the domain for the worse.
/// </remarks>
internal sealed partial class Normalizer(NormalizerOptions options = default, SmallExponentials? small = null)
{
    private const int LargestMultipliedPower = 40;
    private const long LargestWork = 1_000_000;
    private long _work;

    private readonly Dictionary<Expr, NormalForm> _known = [];

    /// <summary>Brings an expression into normal form.</summary>
    /// <exception cref="AlgebraLimitException">The form has too many terms.</exception>
    public NormalForm Normalize(Expr expression)
    {
        if (expression is Number number) return NormalForm.Of(number.Value);
        if (expression is Symbol symbol) return NormalForm.Of(symbol);
        if (_known.TryGetValue(expression, out var known)) return known;
        // max(max(…)) written out doubles with every level: what grows so is left as it stands.
        _work += expression.Size;
        if (_work > LargestWork) throw new AlgebraLimitException();
        var form = expression switch
        {
            Sum sum => sum.Terms.Aggregate(NormalForm.Zero, (total, term) => total + Normalize(term)),
            Product product => product.Factors.Aggregate(NormalForm.One, (total, factor) => Multiply(total, Normalize(factor))),
            Power { Exponent: Number exponent } power => Raise(Normalize(power.Base), exponent.Value),
            Power power => Exponential(Multiply(Normalize(power.Exponent), Logarithm(Normalize(power.Base)))),
            Call call => Apply(call),
            Choice choice => Choose(choice),
            _ => throw new NotSupportedException($"Cannot normalise {expression.GetType().Name}."),
        };
        return _known[expression] = form;
    }

    /// <summary>Multiplies two forms and reduces the powers that arise.</summary>
    public NormalForm Multiply(NormalForm a, NormalForm b)
    {
        if (a.AsNumber is { } x) return b * x;
        if (b.AsNumber is { } y) return a * y;
        return Reduce(NormalForm.MultiplyOut(a, b));
    }

    /// <summary>Raises a form to a rational power.</summary>
    public NormalForm Raise(NormalForm value, Rational exponent)
    {
        if (exponent.IsZero) return NormalForm.One;
        if (exponent.IsOne) return value;
        if (value.IsZero) return exponent.Sign > 0 ? value : NormalForm.Of(Monomial.Of(Expr.Zero, exponent), Rational.One);
        if (exponent is { IsInteger: true, Sign: > 0 } && value.Count > 1 && exponent <= LargestMultipliedPower)
            return Enumerable.Range(1, (int)exponent.Numerator).Aggregate(NormalForm.One, (power, _) => Multiply(power, value));

        // value = content · Π partᵏ; the parts of unknown sign stay together under one fractional power.
        var content = ContentOf(value);
        var result = exponent.IsInteger
            ? NormalForm.Of(content.Coefficient.Pow((int)exponent.Numerator))
            : RaiseNumber(content.Coefficient.Abs(), exponent);
        var unknown = content.Coefficient.Sign < 0 && !exponent.IsInteger ? NormalForm.Of(-1) : NormalForm.One;
        var parts = exponent.IsInteger ? content.Parts : WithAbsoluteValues(content.Parts);
        foreach (var (atom, power) in parts.Powers)
        {
            if (exponent.IsInteger || Positivity.IsPositive(atom) || atom is Call { Function: Function.Abs }) result = Multiply(result, RaiseAtom(atom, power * exponent));
            else if (power.IsInteger && power.Numerator.IsEven) result = Multiply(result, RaiseAbsolute(atom, power * exponent));
            else unknown = NormalForm.MultiplyOut(unknown, NormalForm.Of(Monomial.Of(atom, power), Rational.One));
        }

        if (unknown.SameAs(NormalForm.One)) return result;
        return Multiply(result, RaiseAtom(unknown.Single is { Coefficient.IsOne: true, Monomial.Powers: [{ Exponent.IsOne: true } only] }
            ? only.Atom
            : MultipliedOut(unknown), exponent));
    }

    /// <summary>Writes a form in its shortest way; equal forms give equal expressions.</summary>
    public Expr Write(NormalForm form) => Presentation.Shortest(form, this);

    // x·sign x under a root or a logarithm is |x|.
    private Monomial WithAbsoluteValues(Monomial parts)
    {
        foreach (var (atom, _) in parts.Powers.Where(p => p is { Atom: Call { Function: Function.Sign }, Exponent.IsOne: true }))
        {
            var signed = parts.Powers.FirstOrDefault(p => p.Exponent.IsInteger && !p.Exponent.Numerator.IsEven && !p.Atom.Equals(atom)
                && SignOf(Normalize(p.Atom)).SameAs(NormalForm.Of(atom)));
            if (signed.Atom is not null)
                parts *= Monomial.Of(atom, -1) * Monomial.Of(signed.Atom, -signed.Exponent) * Monomial.Of(Expr.Call(Function.Abs, signed.Atom), signed.Exponent);
        }

        return parts;
    }

    private Expr MultipliedOut(NormalForm product)
    {
        // (1 − t)·(2 − t)… of unknown sign is one atom: the product multiplied out.
        var factors = product.Single!.Value;
        var form = NormalForm.Of(factors.Coefficient);
        foreach (var (atom, power) in factors.Monomial.Powers)
            form = NormalForm.MultiplyOut(form, Reduce(NormalForm.Of(Monomial.Of(atom, power), Rational.One)));
        return form.ToExpr();
    }

    private NormalForm RaiseAtom(Expr atom, Rational exponent) => Reduce(NormalForm.Of(Monomial.Of(atom, exponent), Rational.One));

    private NormalForm RaiseAbsolute(Expr atom, Rational exponent) => exponent is { IsInteger: true, Numerator.IsEven: true }
        ? RaiseAtom(atom, exponent)
        : RaiseAtom(Expr.Call(Function.Abs, atom), exponent);

    // Brings every monomial back into shape after exponents were added.
    private NormalForm Reduce(NormalForm form)
    {
        if (!form.Terms.Keys.Any(m => m.Powers.Any(NeedsReduction) || TangentOf(m) is not null)) return form;
        var sum = NormalForm.Zero;
        foreach (var (term, coefficient) in form.Terms)
        {
            var monomial = term;
            while (TangentOf(monomial) is { } tangent) monomial *= tangent;
            var rest = monomial.Where(p => !NeedsReduction(p));
            var product = NormalForm.Of(rest, coefficient);
            foreach (var power in monomial.Powers.Where(NeedsReduction)) product = Reduce(NormalForm.MultiplyOut(product, ReducePower(power)));
            sum += product;
        }

        return sum;
    }

    // sinh x/cosh x is tanh x: the factor that turns the one into the other, or null.
    private static Monomial? TangentOf(Monomial monomial)
    {
        foreach (var (atom, exponent) in monomial.Powers)
        {
            if (atom is not Call { Function: Function.Sinh or Function.Sin } sine || exponent.Sign <= 0) continue;
            var (cosine, tangent) = sine.Function == Function.Sinh ? (Function.Cosh, Function.Tanh) : (Function.Cos, Function.Tan);
            if (monomial.ExponentOf(Expr.Call(cosine, sine.Argument)).Sign >= 0) continue;
            return Monomial.Of(atom, -1) * Monomial.Of(Expr.Call(cosine, sine.Argument)) * Monomial.Of(Expr.Call(tangent, sine.Argument));
        }

        return null;
    }

    private static bool NeedsReduction(AtomPower power) => power.Atom switch
    {
        Number => power.Exponent.Sign < 0 || power.Exponent >= Rational.One,
        Sum => power.Exponent >= Rational.One && power.Exponent <= LargestMultipliedPower,
        Call { Function: Function.Cosh or Function.Cos or Function.Abs } => power.Exponent >= 2,
        Call { Function: Function.Sign } => !power.Exponent.IsOne,
        Call { Function: Function.Exp, Argument: Call { Function: Function.WrightOmega } } => true,
        _ => false,
    };

    private NormalForm ReducePower(AtomPower power)
    {
        var (atom, exponent) = power;
        switch (atom)
        {
            case Number { Value: var number }:
                var whole = exponent.Floor();
                return NormalForm.Of(Monomial.Of(atom, exponent - whole), number.Pow((int)whole));
            case Sum:
                // A sum to a power above 1: the whole part is multiplied out, the fraction stays.
                return NormalForm.MultiplyOut(
                    Expand(Normalize(atom), (int)exponent.Floor()), NormalForm.Of(Monomial.Of(atom, exponent - exponent.Floor()), Rational.One));
            case Call { Function: Function.Cosh } cosh:
                // cosh² = 1 + sinh², cos² = 1 − sin².
                return NormalForm.MultiplyOut(
                    NormalForm.One + NormalForm.Of(Monomial.Of(Expr.Call(Function.Sinh, cosh.Argument), 2), Rational.One),
                    NormalForm.Of(Monomial.Of(atom, exponent - 2), Rational.One));
            case Call { Function: Function.Cos } cos:
                return NormalForm.MultiplyOut(
                    NormalForm.One - NormalForm.Of(Monomial.Of(Expr.Call(Function.Sin, cos.Argument), 2), Rational.One),
                    NormalForm.Of(Monomial.Of(atom, exponent - 2), Rational.One));
            case Call { Function: Function.Abs } abs:
                // |x|² = x², all pairs at once: |1 + t|¹⁰¹ is (1 + t)¹⁰⁰·|1 + t|, and so high a power of a sum is not multiplied out.
                var even = 2 * (exponent / 2).Floor();
                return NormalForm.MultiplyOut(
                    Raise(Normalize(abs.Argument), even), NormalForm.Of(Monomial.Of(atom, exponent - even), Rational.One));
            case Call { Function: Function.Sign }:
                // sign² is 1 except at the kink itself.
                return NormalForm.Of(Monomial.Of(atom, exponent.Numerator.IsEven ? Rational.Zero : Rational.One), Rational.One);
            case Call { Argument: Call { Function: Function.WrightOmega } omega }:
                // e^ω(x) = e^x/ω(x).
                return NormalForm.MultiplyOut(
                    Raise(Exponential(Normalize(omega.Argument)), exponent), NormalForm.Of(Monomial.Of(omega, -exponent), Rational.One));
            default:
                throw new ArgumentOutOfRangeException(nameof(power), power, "This power needs no reduction.");
        }
    }

    private static NormalForm Expand(NormalForm value, int exponent)
    {
        var result = NormalForm.One;
        for (var i = 0; i < exponent; i++) result = NormalForm.MultiplyOut(result, value);
        return result;
    }

    private NormalForm RaiseNumber(Rational number, Rational exponent)
    {
        var result = NormalForm.One;
        foreach (var (prime, multiplicity) in PrimesOf(number))
            result = Multiply(result, RaiseAtom(new Number(prime), exponent * multiplicity));
        return result;
    }

    // Trial division; a large rest is left whole, which only means that less is recognised.
    private static List<(BigInteger Prime, int Multiplicity)> PrimesOf(Rational number)
    {
        var primes = new List<(BigInteger, int)>();
        Split(number.Numerator, 1);
        Split(number.Denominator, -1);
        return primes;

        void Split(BigInteger n, int sign)
        {
            for (var p = 2; p < 1000 && !n.IsOne; p++)
            {
                var count = 0;
                for (; n % p == 0; n /= p) count++;
                if (count > 0) primes.Add((p, sign * count));
                if ((BigInteger)p * p > n) break;
            }

            if (!n.IsOne) primes.Add((n, sign));
        }
    }
}

using System.Numerics;
using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>An expression in u read as a quotient of polynomials in w = u^(1/n), with exact coefficients.</summary>
/// <param name="Root">n.</param>
/// <param name="Numerator">The numerator, free of common factors with the denominator.</param>
/// <param name="Denominator">The denominator, with leading coefficient 1.</param>
internal sealed record RationalForm(int Root, Polynomial Numerator, Polynomial Denominator)
{
    private const int MostRoots = 60;
    private const int HighestDegree = 240;

    /// <summary>Reads an expression; null if it is no such quotient or one of too high a degree.</summary>
    public static RationalForm? TryRead(Expr expression, Symbol u)
    {
        var root = RootOf(expression, u);
        if (root > MostRoots) return null;
        return Read(expression, u, (int)root) is { } form ? Reduce((int)root, form.Top, form.Bottom) : null;
    }

    /// <summary>The sign on all of (0, ∞): 1 or −1 if it never changes (single zeros allowed), 0 for zero, null if it does.</summary>
    public int? Sign()
    {
        if (Numerator.IsZero) return 0;
        if (Numerator.OddPart().PositiveRoots() > 0 || Denominator.OddPart().PositiveRoots() > 0) return null;
        return Numerator.Leading.Sign * Denominator.Leading.Sign;
    }

    /// <summary>Whether the denominator vanishes somewhere in (0, ∞).</summary>
    public bool HasPole() => Denominator.PositiveRoots() > 0;

    /// <summary>The least n for which all powers of u are whole powers of u^(1/n).</summary>
    public static BigInteger RootOf(Expr expression, Symbol u)
    {
        if (expression is Power { Exponent: Number exponent } power && power.Base == u) return exponent.Value.Denominator;
        var root = BigInteger.One;
        foreach (var child in expression.Children)
        {
            var own = RootOf(child, u);
            root = root / BigInteger.GreatestCommonDivisor(root, own) * own;
        }
        return root;
    }

    private static (Polynomial Top, Polynomial Bottom)? Read(Expr expression, Symbol u, int root)
    {
        switch (expression)
        {
            case Number number:
                return (Polynomial.Constant(number.Value), Polynomial.One);
            case Symbol symbol when symbol == u:
                return (Polynomial.Monomial(root), Polynomial.One);
            case Sum sum:
                return ReadAll(sum.Terms, u, root, (a, b) => (a.Top * b.Bottom + b.Top * a.Bottom, a.Bottom * b.Bottom));
            case Product product:
                return ReadAll(product.Factors, u, root, (a, b) => (a.Top * b.Top, a.Bottom * b.Bottom));
            case Power { Exponent: Number { Value: var exponent } } power:
                return ReadPower(power.Base, exponent, u, root);
            default:
                return null;
        }
    }

    private static (Polynomial Top, Polynomial Bottom)? ReadAll(IReadOnlyList<Expr> parts, Symbol u, int root,
        Func<(Polynomial Top, Polynomial Bottom), (Polynomial Top, Polynomial Bottom), (Polynomial, Polynomial)> join)
    {
        (Polynomial Top, Polynomial Bottom)? result = null;
        foreach (var part in parts)
        {
            if (Read(part, u, root) is not { } own) return null;
            (Polynomial Top, Polynomial Bottom) joined = result is { } sofar ? join(sofar, own) : own;
            if (joined.Top.Degree > HighestDegree || joined.Bottom.Degree > HighestDegree) return null;
            result = Cancel(joined.Top, joined.Bottom);
        }
        return result;
    }

    private static (Polynomial Top, Polynomial Bottom)? ReadPower(Expr value, Rational exponent, Symbol u, int root)
    {
        // u^(p/q) is w^(n·p/q), a whole power by the choice of n; anything else only to whole powers.
        var whole = value == u ? exponent * root : exponent;
        if (!whole.IsInteger || BigInteger.Abs(whole.Numerator) > HighestDegree) return null;
        var inner = value == u ? (Polynomial.Monomial(1), Polynomial.One) : Read(value, u, root);
        if (inner is not { } form) return null;
        var power = (int)BigInteger.Abs(whole.Numerator);
        if (Math.Max(form.Item1.Degree, form.Item2.Degree) * power > HighestDegree) return null;
        var (top, bottom) = (form.Item1.Power(power), form.Item2.Power(power));
        return whole.Sign >= 0 ? (top, bottom) : top.IsZero ? null : (bottom, top);
    }

    private static (Polynomial Top, Polynomial Bottom) Cancel(Polynomial top, Polynomial bottom)
    {
        if (bottom.Degree <= 0) return (top, bottom);
        var common = Polynomial.CommonDivisor(top, bottom);
        return common.Degree <= 0 ? (top, bottom) : (top.DivideBy(common).Quotient, bottom.DivideBy(common).Quotient);
    }

    private static RationalForm Reduce(int root, Polynomial top, Polynomial bottom)
    {
        var (a, b) = Cancel(top, bottom);
        var scale = Polynomial.Constant(Rational.One / b.Leading);
        return new RationalForm(root, a * scale, b * scale);
    }
}

using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>A quotient of polynomials in a kernel (u itself, √u, 1/u, e^u, …) whose coefficients are free of u.</summary>
/// <param name="Top">The numerator's coefficients from the constant upwards.</param>
/// <param name="Bottom">The denominator's.</param>
internal sealed record KernelPolynomial(IReadOnlyList<Expr> Top, IReadOnlyList<Expr> Bottom)
{
    private const int HighestDegree = 8;

    /// <summary>Reads an expression as such a quotient; null if u occurs outside the kernel, or the degree is too high.</summary>
    public static KernelPolynomial? TryRead(Expr expression, Expr kernel, Symbol u)
    {
        if (expression.Equals(kernel)) return new([Expr.Zero, Expr.One], [Expr.One]);
        if (!expression.Contains(u)) return new([expression], [Expr.One]);
        return expression switch
        {
            Sum sum => ReadAll(sum.Terms, kernel, u, Add),
            Product product => ReadAll(product.Factors, kernel, u, Multiply),
            Power { Exponent: Number { Value.IsInteger: true } } power => ReadPower(power, kernel, u),
            _ => null,
        };
    }

    /// <summary>The coefficients of numerator − value·denominator, whose roots solve quotient = value.</summary>
    public IReadOnlyList<Expr> MinusTimes(Expr value) =>
        AddCoefficients(Top, MultiplyCoefficients([-value], Bottom));

    private static KernelPolynomial? ReadAll(IReadOnlyList<Expr> parts, Expr kernel, Symbol u,
        Func<KernelPolynomial, KernelPolynomial, KernelPolynomial> join)
    {
        KernelPolynomial? result = null;
        foreach (var part in parts)
        {
            if (TryRead(part, kernel, u) is not { } own) return null;
            result = result is null ? own : join(result, own);
            if (Math.Max(result.Top.Count, result.Bottom.Count) > HighestDegree + 1) return null;
        }
        return result;
    }

    private static KernelPolynomial? ReadPower(Power power, Expr kernel, Symbol u)
    {
        var exponent = ((Number)power.Exponent).Value;
        if (exponent.Abs() > HighestDegree || TryRead(power.Base, kernel, u) is not { } inner) return null;
        var result = inner;
        for (var k = 1; k < (int)exponent.Abs().Numerator; k++)
        {
            result = Multiply(result, inner);
            if (Math.Max(result.Top.Count, result.Bottom.Count) > HighestDegree + 1) return null;
        }
        return exponent.Sign > 0 ? result : new(result.Bottom, result.Top);
    }

    private static KernelPolynomial Add(KernelPolynomial a, KernelPolynomial b) => SameCoefficients(a.Bottom, b.Bottom)
        ? new(AddCoefficients(a.Top, b.Top), a.Bottom)
        : new(AddCoefficients(MultiplyCoefficients(a.Top, b.Bottom), MultiplyCoefficients(b.Top, a.Bottom)),
            MultiplyCoefficients(a.Bottom, b.Bottom));

    private static KernelPolynomial Multiply(KernelPolynomial a, KernelPolynomial b) =>
        new(MultiplyCoefficients(a.Top, b.Top), MultiplyCoefficients(a.Bottom, b.Bottom));

    private static bool SameCoefficients(IReadOnlyList<Expr> a, IReadOnlyList<Expr> b) => a.SequenceEqual(b);

    private static List<Expr> AddCoefficients(IReadOnlyList<Expr> a, IReadOnlyList<Expr> b) => Trim(
        [.. Enumerable.Range(0, Math.Max(a.Count, b.Count)).Select(k => At(a, k) + At(b, k))]);

    private static List<Expr> MultiplyCoefficients(IReadOnlyList<Expr> a, IReadOnlyList<Expr> b)
    {
        var product = Enumerable.Repeat(Expr.Zero, a.Count + b.Count - 1).ToList();
        for (var i = 0; i < a.Count; i++)
            for (var j = 0; j < b.Count; j++) product[i + j] += a[i] * b[j];
        return Trim(product);
    }

    private static Expr At(IReadOnlyList<Expr> coefficients, int k) => k < coefficients.Count ? coefficients[k] : Expr.Zero;

    // Only a simplified coefficient shows that it is 0 and the degree lower.
    private static List<Expr> Trim(List<Expr> coefficients)
    {
        for (var i = 0; i < coefficients.Count; i++) coefficients[i] = Simplifier.Simplify(coefficients[i]);
        while (coefficients.Count > 1 && coefficients[^1].Equals(Expr.Zero)) coefficients.RemoveAt(coefficients.Count - 1);
        return coefficients;
    }
}

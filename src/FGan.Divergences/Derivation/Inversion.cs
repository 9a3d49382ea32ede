using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Solves e(u) = r for u in closed form where that can be done.</summary>
/// <remarks>
/// A single occurrence of u is peeled out of its functions; a quotient of polynomials in one kernel is solved up to degree
/// two; logarithms are gathered into one; c·log(k) + k goes to Wright's ω (which is Lambert's W of an exponential that
/// cannot overflow). What comes back are candidates: other branches are among them, and the caller tries them out.
/// </remarks>
internal static class Inversion
{
    private const int DeepestNesting = 24;

    /// <summary>Candidates for u with e(u) = r, in the order of their promise.</summary>
    public static IEnumerable<Expr> Solve(Expr e, Symbol u, Expr r) => Solve(e, u, r, 0);

    private static IEnumerable<Expr> Solve(Expr e, Symbol u, Expr r, int depth)
    {
        if (depth > DeepestNesting || !e.Contains(u)) return [];
        return e switch
        {
            Symbol => [Simplifier.Simplify(r)],
            Sum sum => SolveSum(sum, u, r, depth + 1),
            Product product => SolveProduct(product, u, r, depth + 1),
            Power power => SolvePower(power, u, r, depth + 1),
            Call { Arguments.Length: 1 } call => Peel(call.Function, r).SelectMany(inner => Solve(call.Argument, u, inner, depth + 1)),
            _ => [],
        };
    }

    private static IEnumerable<Expr> SolveSum(Sum sum, Symbol u, Expr r, int depth)
    {
        var varying = sum.Terms.Where(term => term.Contains(u)).ToList();
        var rest = Simplifier.Simplify(r - Sum.Of(sum.Terms.Where(term => !term.Contains(u))));
        if (varying.Count == 1) return Solve(varying[0], u, rest, depth);
        var together = Sum.Of(varying);
        return ByKernel(together, u, rest, depth)
            .Concat(ByOneLogarithm(varying, u, rest, depth))
            .Concat(ByLambert(varying, u, rest));
    }

    private static IEnumerable<Expr> SolveProduct(Product product, Symbol u, Expr r, int depth)
    {
        var varying = product.Factors.Where(factor => factor.Contains(u)).ToList();
        var rest = Simplifier.Simplify(r / Product.Of(product.Factors.Where(factor => !factor.Contains(u))));
        if (varying.Count == 1) return Solve(varying[0], u, rest, depth);
        return ByKernel(Product.Of(varying), u, rest, depth).Concat(ByLogarithmOfProduct(varying, u, rest, depth));
    }

    private static IEnumerable<Expr> SolvePower(Power power, Symbol u, Expr r, int depth)
    {
        if (!power.Base.Contains(u)) return Solve(power.Exponent, u, Expr.Log(r) / Expr.Log(power.Base), depth);
        if (power.Exponent.Contains(u)) return [];
        var root = Simplifier.Simplify(Expr.Power(r, 1 / power.Exponent));
        var candidates = Solve(power.Base, u, root, depth);
        return power.Exponent is Number { Value: var n } && n.Numerator.IsEven
            ? candidates.Concat(Solve(power.Base, u, -root, depth))
            : candidates;
    }

    /// <summary>What the argument of a function is when its value is r; a second candidate for even functions.</summary>
    private static IEnumerable<Expr> Peel(Function function, Expr r) => function switch
    {
        Function.Exp => [Expr.Log(r)],
        Function.Expm1 => [Expr.Log(1 + r)],
        Function.Log => [Expr.Exp(r)],
        Function.Log1p => [Expr.Exp(r) - 1],
        Function.Sinh => [Expr.Call(Function.Asinh, r)],
        Function.Cosh => [Expr.Call(Function.Acosh, r), -Expr.Call(Function.Acosh, r)],
        Function.Tanh => [Expr.Call(Function.Atanh, r)],
        Function.Asinh => [Expr.Call(Function.Sinh, r)],
        Function.Acosh => [Expr.Call(Function.Cosh, r)],
        Function.Atanh => [Expr.Call(Function.Tanh, r)],
        Function.Atan => [Expr.Call(Function.Tan, r)],
        Function.Softplus => [Expr.Log(Expr.Exp(r) - 1)],
        Function.Sigmoid => [Expr.Log(r / (1 - r))],
        Function.LambertW or Function.LowerLambertW => [r * Expr.Exp(r)],
        Function.WrightOmega => [r + Expr.Log(r)],
        _ => [],
    };

    // A quotient of polynomials in a kernel is linear or quadratic in it once r times the denominator is taken away.
    private static IEnumerable<Expr> ByKernel(Expr e, Symbol u, Expr r, int depth)
    {
        foreach (var kernel in Kernels(e, u))
        {
            var inKernel = kernel.Root == 1 ? e : e.Substitute(u, Expr.Power(kernel.Placeholder, kernel.Root));
            var variable = kernel.Root == 1 ? u : kernel.Placeholder;
            if (kernel.Root != 1) inKernel = Simplifier.Simplify(inKernel);
            if (KernelPolynomial.TryRead(inKernel, kernel.Expression, variable) is not { } quotient) continue;
            foreach (var root in Roots(quotient.MinusTimes(r)))
            {
                var solutions = kernel.Root == 1
                    ? Solve(kernel.Expression, u, root, depth)
                    : [Simplifier.Simplify(Expr.Power(root, kernel.Root))];
                foreach (var solution in solutions) yield return solution;
            }
        }
    }

    private static IEnumerable<Expr> Roots(IReadOnlyList<Expr> c)
    {
        if (c.Count == 2) return [Simplifier.Simplify(-c[0] / c[1])];
        if (c.Count != 3) return [];
        var root = Expr.Sqrt((c[1] * c[1]) - (4 * c[2] * c[0]));
        return [Simplifier.Simplify((-c[1] + root) / (2 * c[2])), Simplifier.Simplify((-c[1] - root) / (2 * c[2]))];
    }

    private sealed record Kernel(Expr Expression, Rational Root, Symbol Placeholder);

    // u^(1/n) where roots of u occur, else u; and every function or power of which u is part.
    private static IEnumerable<Kernel> Kernels(Expr e, Symbol u)
    {
        var w = new Symbol("w", true);
        var root = RationalForm.RootOf(e, u);
        if (root.IsOne) yield return new Kernel(u, 1, w);
        else yield return new Kernel(w, root, w);
        foreach (var part in Parts(e).Where(part => part is Call or Power && part.Contains(u)).Distinct().OrderByDescending(part => part.Size))
            if (!part.Equals(e)) yield return new Kernel(part, 1, w);
    }

    private static IEnumerable<Expr> Parts(Expr e) => e.Children.SelectMany(Parts).Append(e);

    // Σ cᵢ log Aᵢ with all cᵢ whole multiples of one c is c·log Π Aᵢ^(cᵢ/c).
    private static IEnumerable<Expr> ByOneLogarithm(List<Expr> terms, Symbol u, Expr r, int depth)
    {
        var logarithms = terms.ConvertAll(AsMultipleOfLog);
        if (logarithms.Exists(term => term is null)) return [];
        var unit = logarithms.Min(term => term!.Value.Factor.Abs());
        var powers = logarithms.ConvertAll(term => (term!.Value.Argument, Exponent: term.Value.Factor / unit));
        if (!powers.TrueForAll(power => power.Exponent.IsInteger)) return [];
        var product = Product.Of(powers.Select(power => Expr.Power(power.Argument, power.Exponent)));
        return Solve(Simplifier.Simplify(product), u, Expr.Exp(r / unit), depth);
    }

    private static (Rational Factor, Expr Argument)? AsMultipleOfLog(Expr term) => term switch
    {
        Call { Function: Function.Log } call => (Rational.One, call.Argument),
        Call { Function: Function.Log1p } call => (Rational.One, 1 + call.Argument),
        Product { Factors: [Number n, Call { Function: Function.Log } call] } => (n.Value, call.Argument),
        Product { Factors: [Number n, Call { Function: Function.Log1p } call] } => (n.Value, 1 + call.Argument),
        _ => null,
    };

    // x·y·… = r through log x + log y + … = log r, of use where powers meet exponentials.
    private static IEnumerable<Expr> ByLogarithmOfProduct(List<Expr> factors, Symbol u, Expr r, int depth)
    {
        var logs = factors.ConvertAll(LogOf);
        return logs.Exists(log => log is null) ? [] : Solve(Sum.Of(logs!), u, Expr.Log(r), depth);
    }

    private static Expr? LogOf(Expr factor) => factor switch
    {
        Symbol => Expr.Log(factor),
        Power { Base: Symbol } power => power.Exponent * Expr.Log(power.Base),
        Call { Function: Function.Exp } call => call.Argument,
        _ => null,
    };

    // a·L + b·e^(sL) = r with L = log u (or L = u): w = (bs/a)·e^(sL) has w + log w = s·r/a + log(bs/a), so w = ω of that.
    private static IEnumerable<Expr> ByLambert(List<Expr> terms, Symbol u, Expr r)
    {
        if (terms.Count != 2) yield break;
        foreach (var (linear, other) in ((Expr, Expr)[])[(terms[0], terms[1]), (terms[1], terms[0])])
        {
            if (CoefficientOf(linear, Expr.Log(u), u) is { } a && AsPower(other, u) is { } power)
            {
                var w = Omega(a, power.Factor, power.Exponent, r);
                yield return Simplifier.Simplify(Expr.Power(w * a / (power.Factor * power.Exponent), 1 / power.Exponent));
            }
            else if (CoefficientOf(linear, u, u) is { } slope && AsExponential(other, u) is { } exponential)
            {
                var w = Omega(slope, exponential.Factor, exponential.Rate, r);
                yield return Simplifier.Simplify((r / slope) - (w / exponential.Rate));
            }
        }
    }

    private static Expr Omega(Expr a, Expr b, Expr s, Expr r) =>
        Expr.Call(Function.WrightOmega, Simplifier.Simplify((s * r / a) + Expr.Log(b * s / a)));

    private static Expr? CoefficientOf(Expr term, Expr kernel, Symbol u)
    {
        if (term.Equals(kernel)) return Expr.One;
        if (term is not Product product) return null;
        var others = product.Factors.Where(factor => !factor.Equals(kernel)).ToList();
        return others.Count == product.Factors.Length - 1 && others.TrueForAll(factor => !factor.Contains(u)) ? Product.Of(others) : null;
    }

    private static (Expr Factor, Expr Exponent)? AsPower(Expr term, Symbol u)
    {
        var (factor, rest) = SplitConstant(term, u);
        return rest switch
        {
            Symbol => (factor, Expr.One),
            Power { Base: Symbol } power when !power.Exponent.Contains(u) => (factor, power.Exponent),
            _ => null,
        };
    }

    private static (Expr Factor, Expr Rate)? AsExponential(Expr term, Symbol u)
    {
        var (factor, rest) = SplitConstant(term, u);
        return rest is Call { Function: Function.Exp } call && CoefficientOf(call.Argument, u, u) is { } rate ? (factor, rate) : null;
    }

    private static (Expr Factor, Expr Varying) SplitConstant(Expr term, Symbol u) => term is Product product
        ? (Product.Of(product.Factors.Where(f => !f.Contains(u))), Product.Of(product.Factors.Where(f => f.Contains(u))))
        : (Expr.One, term);
}

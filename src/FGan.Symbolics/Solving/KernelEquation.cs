namespace FGan.Symbolics;

/// <summary>Solves equations Σ cᵢ·mᵢ(x) = 0, with cᵢ free of x, for some kernel made of x.</summary>
internal static class KernelEquation
{
    /// <summary>Pairs of a kernel and its value, such as (√u, (1 + t)/2); the kernel is then solved for the unknown.</summary>
    public static IEnumerable<(Expr Kernel, Expr Value)> Solutions(NormalForm equation, Symbol unknown, Normalizer normalizer)
    {
        var terms = Split(equation, unknown);
        return Polynomial(terms).Concat(LogarithmAndPower(terms, unknown)).Concat(Products(terms, unknown))
            .Concat(Shifted(equation, unknown, normalizer));
    }

    // x-dependent monomial → coefficient, an expression free of x.
    private static Dictionary<Monomial, Expr> Split(NormalForm equation, Symbol unknown)
    {
        var terms = new Dictionary<Monomial, Expr>();
        foreach (var (monomial, coefficient) in equation.Terms)
        {
            var dependent = monomial.Where(p => p.Atom.Contains(unknown));
            var free = monomial.Where(p => !p.Atom.Contains(unknown)).ToExpr(coefficient);
            terms[dependent] = terms.TryGetValue(dependent, out var present) ? present + free : free;
        }

        return terms;
    }

    // Linear and quadratic equations in one monomial k, after division by the lowest power: c₂k² + c₁k + c₀ = 0.
    private static IEnumerable<(Expr Kernel, Expr Value)> Polynomial(Dictionary<Monomial, Expr> terms)
    {
        if (terms.Count is < 2 or > 3) yield break;
        foreach (var lowest in terms.Keys)
        {
            var ratios = terms.Keys.Where(m => !m.Equals(lowest)).Select(m => m * lowest.Raise(-1)).ToList();
            foreach (var kernel in ratios)
            {
                var other = ratios.Find(m => !m.Equals(kernel));
                if (other is not null && !other.Equals(kernel.Raise(2))) continue;
                var (c0, c1) = (terms[lowest], terms[kernel * lowest]);
                var c2 = other is null ? Expr.Zero : terms[other * lowest];
                foreach (var value in Roots(c0, c1, c2)) yield return (kernel.ToExpr(Rational.One), value);
            }
        }
    }

    private static Expr[] Roots(Expr c0, Expr c1, Expr c2)
    {
        if (c2.Equals(Expr.Zero)) return [-c0 / c1];
        var root = Expr.Sqrt((c1 * c1) - (4 * c2 * c0));
        return [(root - c1) / (2 * c2), -(root + c1) / (2 * c2)];
    }

    // a·log x + b·x^p + c = 0: with X = x^p, (a/p)·log X + b·X + c = 0.
    private static IEnumerable<(Expr Kernel, Expr Value)> LogarithmAndPower(Dictionary<Monomial, Expr> terms, Symbol unknown)
    {
        var log = Monomial.Of(Expr.Log(unknown));
        if (!terms.TryGetValue(log, out var a) || terms.Count > 3) yield break;
        var power = terms.Keys.FirstOrDefault(m => !m.IsOne && !m.Equals(log));
        if (power?.Powers is not [var x] || !x.Atom.Equals(unknown)) yield break;
        var (b, c) = (terms[power], terms.GetValueOrDefault(Monomial.One, Expr.Zero));
        var slope = b * x.Exponent / a;
        var level = -c * x.Exponent / a;

        // log X + s·X = l: s·X = W(s·e^l), for s > 0 without overflow as ω(l + log s).
        var inside = slope * Expr.Exp(level);
        yield return (power.ToExpr(Rational.One), Expr.Call(Function.WrightOmega, level + Expr.Log(slope)) / slope);
        yield return (power.ToExpr(Rational.One), Expr.Call(Function.LambertW, inside) / slope);
        yield return (power.ToExpr(Rational.One), Expr.Call(Function.LowerLambertW, inside) / slope);
    }

    // x^p·e^(qx)·a = −c, and x^p·(a·log x + b) = −c.
    private static IEnumerable<(Expr Kernel, Expr Value)> Products(Dictionary<Monomial, Expr> terms, Symbol unknown)
    {
        var c = terms.GetValueOrDefault(Monomial.One, Expr.Zero);
        var others = terms.Keys.Where(m => !m.IsOne).ToList();
        if (others is [var single] && single.ExponentOf(unknown) is { IsZero: false } p)
        {
            var q = single.ExponentOf(Expr.Exp(unknown));
            if (!q.IsZero && single.Powers.Length == 2)
            {
                // (q/p)x·e^((q/p)x) = (q/p)·r^(1/p) with r = −c/a.
                var inside = q / p * Expr.Power(-c / terms[single], Rational.One / p);
                yield return (unknown, p / q * Expr.Call(Function.LambertW, inside));
                yield return (unknown, p / q * Expr.Call(Function.LowerLambertW, inside));
            }
        }

        var log = Expr.Log(unknown);
        var withLog = others.Find(m => m.ExponentOf(log).IsOne);
        if (withLog is null || withLog.ExponentOf(unknown) is not { IsZero: false } n || withLog.Powers.Length != 2) yield break;
        var plain = Monomial.Of(unknown, n);
        if (others.Exists(m => !m.Equals(withLog) && !m.Equals(plain))) yield break;

        // M = log x + b/a: M·e^(nM) = r·e^(nb/a) with r = −c/a.
        var shift = terms.GetValueOrDefault(plain, Expr.Zero) / terms[withLog];
        var argument = n * -c / terms[withLog] * Expr.Exp(n * shift);
        yield return (log, (Rational.One / n * Expr.Call(Function.LambertW, argument)) - shift);
        yield return (log, (Rational.One / n * Expr.Call(Function.LowerLambertW, argument)) - shift);
    }

    // With y = αx + β for a linear sum that occurs in a logarithm or as a factor, x = (y − β)/α; then the same again in y.
    private static IEnumerable<(Expr Kernel, Expr Value)> Shifted(NormalForm equation, Symbol unknown, Normalizer normalizer)
    {
        foreach (var sum in LinearSums(equation.ToExpr(), unknown).Distinct().Concat(LinearFactors(equation, unknown, normalizer)).Distinct())
        {
            var form = normalizer.Normalize(sum);
            var alpha = form.Terms[Monomial.Of(unknown)];
            var beta = form - NormalForm.Of(Monomial.Of(unknown), alpha);
            var y = new Symbol("shifted", true);
            var shifted = normalizer.Normalize(equation.ToExpr().Substitute(unknown, (y - beta.ToExpr()) / alpha));
            var terms = Split(shifted, y);
            foreach (var (kernel, value) in LogarithmAndPower(terms, y).Concat(Products(terms, y)).Concat(Polynomial(terms)))
                yield return (kernel.Substitute(y, sum), value);
        }
    }

    private static IEnumerable<Expr> LinearSums(Expr x, Symbol unknown)
    {
        if (x is Call { Function: Function.Log, Argument: Sum sum } && IsLinear(sum, unknown)) yield return sum;
        foreach (var child in x.Children)
        {
            foreach (var found in LinearSums(child, unknown)) yield return found;
        }
    }

    // Of (u+1)·e^(−u) − t the factor u + 1, which only shows once the terms without t are looked at alone.
    private static IEnumerable<Expr> LinearFactors(NormalForm equation, Symbol unknown, Normalizer normalizer)
    {
        var dependent = NormalForm.Zero;
        foreach (var (monomial, coefficient) in equation.Terms)
        {
            if (monomial.Powers.Any(p => p.Atom.Contains(unknown))) dependent += NormalForm.Of(monomial, coefficient);
        }

        return dependent.Count < 2 ? [] : normalizer.ContentOf(dependent).Parts.Powers.Select(p => p.Atom).Where(a => a is Sum && IsLinear(a, unknown));
    }

    private static bool IsLinear(Expr sum, Symbol unknown) => sum is Sum { Terms: var terms }
        && terms.Count(t => t.Contains(unknown)) == 1
        && terms.Any(t => LinearForm.SplitCoefficient(t).Core.Equals(unknown));
}

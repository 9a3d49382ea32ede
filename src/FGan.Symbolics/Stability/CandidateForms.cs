namespace FGan.Symbolics;

/// <summary>Writes an expression in many equivalent ways, among which one is likely to neither overflow nor cancel.</summary>
/// <remarks>
/// At each end of the domain the variable is expressed by a small s: x = ±log s on the real line, x = s or 1/s on the positive one. In the
/// normal form in s every sum is a power of s times (constant + vanishing), so dominant parts stand as factors and addends of their
/// own and cancel exactly. The forms are then written back and passed through <see cref="RewriteRules"/>.
/// </remarks>
internal static class CandidateForms
{
    private const int LargestSize = 400;

    private static readonly Symbol Small = new("s", true);

    /// <summary>All candidates, each once, the expression itself last.</summary>
    public static IReadOnlyList<Expr> Of(Expr expression, Symbol variable)
    {
        var found = new HashSet<Expr>();
        var ordered = new List<Expr>();
        foreach (var candidate in All(expression, variable))
        {
            foreach (var form in (Expr[])[candidate, RewriteRules.Apply(candidate), RewriteRules.ApplyToPowers(candidate)])
            {
                var tidy = Constants(form);
                if (tidy.Size <= LargestSize && found.Add(tidy)) ordered.Add(tidy);
            }
        }

        return ordered;
    }

    /// <summary>Equivalent forms without the numerical rewriting, for bounds rather than for computing.</summary>
    public static IReadOnlyList<Expr> Plain(Expr expression, Symbol variable) =>
        [.. AtEnd(expression, variable, false, default).Concat(AtEnd(expression, variable, true, default)).Prepend(expression).Distinct()];

    private static IEnumerable<Expr> All(Expr expression, Symbol variable)
    {
        var options = HasHyperbolics(expression)
            ? (NormalizerOptions[])[default, new(true, false), new(true, true)]
            : [default];
        foreach (var option in options)
        {
            foreach (var atUpper in (bool[])[false, true])
            {
                foreach (var form in AtEnd(expression, variable, atUpper, option)) yield return form;
            }
        }

        yield return Simplifier.Simplify(expression);
        yield return expression;
    }

    private static List<Expr> AtEnd(Expr expression, Symbol variable, bool atUpper, NormalizerOptions options)
    {
        var (inward, outward) = variable.IsPositive
            ? (atUpper ? 1 / (Expr)Small : Small, atUpper ? 1 / (Expr)variable : variable)
            : (atUpper ? -Expr.Log(Small) : Expr.Log(Small), Expr.Exp(atUpper ? -variable : variable));
        var exponentials = new SmallExponentials(Small);
        var normalizer = new Normalizer(options, exponentials);
        try
        {
            var form = normalizer.Normalize(expression.Substitute(variable, inward));
            return [.. Ways(form, normalizer).Select(way => exponentials.Restore(way).Substitute(Small, outward))];
        }
        catch (AlgebraLimitException)
        {
            return [];
        }
    }

    private static IEnumerable<Expr> Ways(NormalForm form, Normalizer normalizer)
    {
        yield return form.ToExpr();
        if (form.Count < 2) yield break;
        if (Collection.Of(form, normalizer) is { } collection)
        {
            yield return Written(collection, g => g.Fraction.Apart()?.Times(g.Cofactor).ToExpr() ?? Factored(g));
            yield return Written(collection, Factored);
            yield return Written(collection, g => (g.Cofactor * g.Fraction.OverOneSum()).ToExpr(g.Fraction.Coefficient));
        }

        var content = normalizer.ContentOf(form);
        yield return content.Parts.ToExpr(content.Coefficient);
    }

    private static Expr Written(Collection collection, Func<(Monomial Cofactor, Fraction Fraction), Expr> write) =>
        Sum.Of(SumOrder.Sort(collection.Groups.Select(write).SelectMany(t => t is Sum sum ? sum.Terms : [t])));

    private static Expr Factored((Monomial Cofactor, Fraction Fraction) group) =>
        (group.Cofactor * group.Fraction.Factored()).ToExpr(group.Fraction.Coefficient);

    // log 3 − log 2 − log 5 as log(3/10): one constant instead of three.
    private static Expr Constants(Expr form)
    {
        if (form.Children.Count == 0) return form;
        var node = form.WithChildren([.. form.Children.Select(Constants)]);
        if (node is not Sum sum) return node;
        var constants = sum.Terms.Where(t => LinearForm.SplitCoefficient(t).Core is Call { Function: Function.Log, Argument: Number }).ToList();
        return constants.Count < 2 ? node : Sum.Of([.. sum.Terms.Except(constants), LogarithmCombination.Combine(constants)]);
    }

    private static bool HasHyperbolics(Expr expression) =>
        expression is Call
        {
            Function: Function.Sinh or Function.Cosh or Function.Tanh or Function.Asinh or Function.Acosh or Function.Atanh,
        }
        || expression.Children.Any(HasHyperbolics);
}

namespace FGan.Symbolics;

/// <summary>Finds solutions of equations in one unknown, on all branches and without checking any.</summary>
internal sealed class EquationSolver(Symbol unknown)
{
    private const int LargestDepth = 10;

    // The left sides being solved further up: to meet one again is no progress.
    private readonly HashSet<Expr> _open = [];

    /// <summary>Solves left = right for the unknown, which does not occur on the right.</summary>
    public IReadOnlyList<Expr> Solve(Expr left, Expr right)
    {
        if (left.Equals(unknown)) return [right];
        if (!left.Contains(unknown) || _open.Count > LargestDepth || !_open.Add(left)) return [];
        try
        {
            var solutions = Peel(left, right);
            return solutions.Count > 0 ? solutions : [.. ByKernel(left, right)];
        }
        catch (AlgebraLimitException)
        {
            return [];
        }
        finally
        {
            _open.Remove(left);
        }
    }

    // Undoes the outermost operation if only one of its parts contains the unknown.
    private List<Expr> Peel(Expr left, Expr right)
    {
        if (left.Children.Count(part => part.Contains(unknown)) != 1) return [];
        switch (left)
        {
            case Sum sum:
                return [.. Solve(With(sum.Terms), right - Sum.Of(sum.Terms.Where(t => !t.Contains(unknown))))];
            case Product product:
                return [.. Solve(With(product.Factors), right / Product.Of(product.Factors.Where(f => !f.Contains(unknown))))];
            case Power { Exponent: Number { Value: var n } } power:
                var root = Power.Of(right, Rational.One / n);
                return [.. Solve(power.Base, root), .. n.Numerator.IsEven ? Solve(power.Base, -root) : []];
            case Power power when !power.Base.Contains(unknown):
                return [.. Solve(power.Exponent, Expr.Log(right) / Expr.Log(power.Base))];
            case Call { Arguments.Length: 1 } call:
                return [.. Inverses(call.Function, right).SelectMany(value => Solve(call.Argument, value))];
            default:
                return [];
        }
    }

    private Expr With(IEnumerable<Expr> parts) => parts.Single(p => p.Contains(unknown));

    private static IEnumerable<Expr> Inverses(Function function, Expr y) => function switch
    {
        Function.Exp => [Expr.Log(y)],
        Function.Log => [Expr.Exp(y)],
        Function.Expm1 => [Expr.Log(1 + y)],
        Function.Log1p => [Expr.Exp(y) - 1],
        Function.Sinh => [Expr.Call(Function.Asinh, y)],
        Function.Cosh => [Expr.Call(Function.Acosh, y), -Expr.Call(Function.Acosh, y)],
        Function.Tanh => [Expr.Call(Function.Atanh, y)],
        Function.Asinh => [Expr.Call(Function.Sinh, y)],
        Function.Acosh => [Expr.Call(Function.Cosh, y)],
        Function.Atanh => [Expr.Call(Function.Tanh, y)],
        Function.Atan => [Expr.Call(Function.Tan, y)],
        Function.Tan => [Expr.Call(Function.Atan, y)],
        Function.Softplus => [Expr.Log(Expr.Exp(y) - 1)],
        Function.Sigmoid => [Expr.Log(y / (1 - y))],
        Function.Abs => [y, -y],
        Function.LambertW or Function.LowerLambertW => [y * Expr.Exp(y)],
        Function.WrightOmega => [y + Expr.Log(y)],
        _ => [],
    };

    // Clears denominators of left − right and looks at what is left as an equation in something simpler than the unknown.
    private IEnumerable<Expr> ByKernel(Expr left, Expr right)
    {
        var given = new Symbol("given", false);
        var normalizer = new Normalizer();
        var form = normalizer.Normalize(left - given);
        foreach (var equation in Cleared(form, normalizer))
        {
            foreach (var (kernel, value) in KernelEquation.Solutions(equation, unknown, normalizer))
            {
                foreach (var solution in Solve(kernel, value)) yield return solution.Substitute(given, right);
            }
        }
    }

    // The numerator; and with its square root, if it has just one, squared away.
    private IEnumerable<NormalForm> Cleared(NormalForm form, Normalizer normalizer)
    {
        yield return form;
        var numerator = normalizer.Normalize(Numerator(normalizer.ContentOf(form)));
        yield return numerator;
        if (Squared(numerator, normalizer) is { } squared)
        {
            yield return squared;
            yield return normalizer.Normalize(Numerator(normalizer.ContentOf(squared)));
        }
    }

    private Expr Numerator(Content content) => Product.Of(content.Parts.Powers
        .Where(p => p.Exponent.Sign > 0 && p.Atom is Sum && p.Atom.Contains(unknown)).Select(p => Power.Of(p.Atom, p.Exponent)));

    // A + B·√R = 0 becomes A² − B²·R = 0.
    private NormalForm? Squared(NormalForm form, Normalizer normalizer)
    {
        var root = form.Terms.Keys.SelectMany(m => m.Powers)
            .FirstOrDefault(p => p.Exponent.Denominator == 2 && p.Atom is Sum && p.Atom.Contains(unknown));
        if (root.Atom is null) return null;
        var (with, without) = (NormalForm.Zero, NormalForm.Zero);
        foreach (var (monomial, coefficient) in form.Terms)
        {
            var term = NormalForm.Of(monomial, coefficient);
            if (monomial.ExponentOf(root.Atom).IsInteger) without += term;
            else with += term;
        }

        return normalizer.Raise(without, 2) - normalizer.Raise(with, 2);
    }
}

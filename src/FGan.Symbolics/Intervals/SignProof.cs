namespace FGan.Symbolics;

/// <summary>Proves, by interval arithmetic over all of a range, that a function is nowhere negative.</summary>
public static class SignProof
{
    private const int LargestCells = 1000;
    private const double Reach = 80;

    /// <summary>Tries to prove that an expression is 0 or more all over a range of a positive variable.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="variable">The variable, positive.</param>
    /// <param name="range">The range within [0, ∞]; the ends are borders.</param>
    /// <returns>True if proved; false if not, which refutes nothing.</returns>
    /// <remarks>
    /// The range is halved in log u until a cell's bound is not negative. Each cell is bounded in several equivalent forms, those that
    /// pull the leading part at 0 or at ∞ out as a factor among them, which settle the two unbounded cells.
    /// </remarks>
    public static bool IsNonNegative(Expr expression, Symbol variable, Interval range) => Examine(expression, variable, range).IsProved;

    /// <summary>Tries to prove that an expression is 0 or more all over a range, and looks for a place where it is not.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="variable">The variable, positive.</param>
    /// <param name="range">The range within [0, ∞]; the ends are borders.</param>
    /// <returns>Whether it is proved; if not, a place where the expression is certainly negative, if one was met.</returns>
    /// <remarks>
    /// The cells that no bound settles are cut again, widest first, so the search closes in on any narrow stretch that may be negative.
    /// The number of cells is limited, not the time: the answer is the same on every machine.
    /// </remarks>
    public static (bool IsProved, double? Negative) Examine(Expr expression, Symbol variable, Interval range)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var simple = Simplifier.Simplify(expression);
        if (Positivity.IsNonNegative(simple)) return (true, null);
        var forms = CandidateForms.Plain(simple, variable).SelectMany(WithoutPositiveFactors).Distinct()
            .Select(f => new IntervalFunction(f, variable)).ToList();
        var (rough, exact) = (new CompiledFunction(simple, variable), new ExactFunction(simple, variable));
        var (left, isProved) = (new Queue<Interval>([range]), true);
        for (var cells = 0; left.Count > 0; cells++)
        {
            if (cells == LargestCells) return (false, null);
            var cell = left.Dequeue();
            if (Settles(forms, cell)) continue;
            if (Middle(cell) is not { } middle)
            {
                isProved = false;
                continue;
            }

            if (!(rough.Evaluate(middle) >= 0) && exact.Evaluate(middle) < 0) return (false, middle);
            left.Enqueue(new(cell.Lower, middle));
            left.Enqueue(new(middle, cell.Upper));
        }

        return (isProved, null);
    }

    // u^u·(1 + u·(1 + log u)²)/u has the sign of the bracket, whose slope is simple enough to tell where it rises and falls.
    private static IEnumerable<Expr> WithoutPositiveFactors(Expr form)
    {
        if (form is Product product)
        {
            var rest = product.Factors.Where(factor => !Positivity.IsPositive(factor)).ToList();
            if (rest.Count < product.Factors.Length) yield return Product.Of(rest);
        }

        yield return form;
    }

    // The form that settled one cell comes first for the next.
    private static bool Settles(List<IntervalFunction> forms, Interval cell)
    {
        var index = forms.FindIndex(f => f.Evaluate(cell).IsNonNegative);
        if (index > 0) (forms[0], forms[index]) = (forms[index], forms[0]);
        return index >= 0;
    }

    // The geometric middle; null for a cell that is too small, or too near an end, to be cut again.
    private static double? Middle(Interval cell)
    {
        var (low, high) = (Math.Log(cell.Lower), Math.Log(cell.Upper));
        if (double.IsInfinity(low) && double.IsInfinity(high)) return 1;
        var middle = double.IsInfinity(low) ? Math.Min(high, 0) - 20 : double.IsInfinity(high) ? Math.Max(low, 0) + 20 : (low + high) / 2;
        return Math.Abs(middle) > Reach || high - low < 1e-6 ? null : Math.Exp(middle);
    }
}

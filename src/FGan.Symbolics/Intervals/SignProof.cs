namespace FGan.Symbolics;

/// <summary>Proves, by interval arithmetic over all of a range, that a function is nowhere negative.</summary>
public static class SignProof
{
    private const int LargestCells = 4000;
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
    public static bool IsNonNegative(Expr expression, Symbol variable, Interval range)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var simple = Simplifier.Simplify(expression);
        if (Positivity.IsNonNegative(simple)) return true;
        var forms = CandidateForms.Plain(simple, variable).Select(f => new IntervalFunction(f, variable)).ToList();
        var left = new Stack<Interval>([range]);
        for (var cells = 0; left.Count > 0; cells++)
        {
            if (cells == LargestCells) return false;
            var cell = left.Pop();
            if (forms.Exists(f => f.Evaluate(cell).IsNonNegative)) continue;
            if (Middle(cell) is not { } middle) return false;
            left.Push(new(cell.Lower, middle));
            left.Push(new(middle, cell.Upper));
        }

        return true;
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

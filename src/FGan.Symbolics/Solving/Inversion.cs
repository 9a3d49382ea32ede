namespace FGan.Symbolics;

/// <summary>Inverts monotone functions in closed form.</summary>
/// <remarks>
/// What is tried: taking apart what occurs once; equations linear or quadratic in one kernel (√u, 1/u, e^u, log u, …) after denominators are
/// cleared and a root is squared away; a·log X + b·X = c, X^p·e^(qX) = c and X^p·(a·log X + b) = c by Lambert's W. Every solution is checked
/// numerically, which also chooses the branch.
/// </remarks>
public static class Inversion
{
    private static readonly double[] PositiveSamples = [1e-3, 0.02, 0.1, 0.31, 0.5, 0.9, 1.1, 2, 3.7, 7.5, 31, 100];
    private static readonly double[] RealSamples = [-30, -7.5, -3.1, -1.3, -0.6, -0.2, 0.15, 0.5, 1.2, 2.9, 8.1, 25];

    /// <summary>Solves <c>expression = target</c> for the unknown.</summary>
    /// <param name="expression">A strictly monotone expression in the unknown.</param>
    /// <param name="unknown">The unknown; positive or real as the symbol says.</param>
    /// <param name="target">The symbol of the given value.</param>
    /// <returns>The inverse function in the target, simplified; null if none of the ways leads to one that checks out.</returns>
    public static Expr? Solve(Expr expression, Symbol unknown, Symbol target)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var forward = new ExactFunction(expression, unknown);
        return Candidates(expression, unknown, target).Where(c => IsInverse(c, forward, unknown, target)).MinBy(c => c.ToString().Length);
    }

    /// <summary>Lists the solutions of <c>expression = target</c> on all branches, none of them checked.</summary>
    /// <param name="expression">An expression in the unknown.</param>
    /// <param name="unknown">The unknown.</param>
    /// <param name="target">The symbol of the given value.</param>
    /// <returns>Expressions in the target, simplified, each once.</returns>
    public static IReadOnlyList<Expr> Candidates(Expr expression, Symbol unknown, Symbol target)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var solver = new EquationSolver(unknown);
        var found = new List<Expr>();
        foreach (var form in (Expr[])[Simplifier.Simplify(expression), expression])
        {
            foreach (var solution in solver.Solve(form, target))
            {
                var simple = Simplifier.Simplify(solution);
                if (!found.Contains(simple)) found.Add(simple);
            }
        }

        return found;
    }

    private static bool IsInverse(Expr candidate, ExactFunction forward, Symbol unknown, Symbol target)
    {
        if (candidate.Contains(unknown)) return false;
        var inverse = new ExactFunction(candidate, target);
        var checkedPoints = 0;
        foreach (var x in unknown.IsPositive ? PositiveSamples : RealSamples)
        {
            var t = forward.Evaluate(x);

            // Where the function has all but reached a limit, its value says nothing about the point.
            if (!double.IsFinite(t) || forward.Evaluate(x * 1.001) == t) continue;
            var back = inverse.Evaluate(t);
            if (!double.IsFinite(back) || (unknown.IsPositive && back <= 0)) return false;

            // Near an end of the range a rounding of t moves x far: then the value must agree, not the point.
            var agrees = Math.Abs(back - x) <= 1e-9 * Math.Abs(x) || Math.Abs(forward.Evaluate(back) - t) <= 1e-13 * Math.Max(Math.Abs(t), 1e-3);
            if (!agrees) return false;
            checkedPoints++;
        }

        return checkedPoints >= 4;
    }
}

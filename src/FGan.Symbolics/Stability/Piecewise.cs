namespace FGan.Symbolics;

/// <summary>Joins forms that hold on different parts of the line into one that holds on all of it.</summary>
internal static class Piecewise
{
    private const int LargestPieces = 4;

    /// <summary>Covers the points from left to right with as few forms as possible; null if some point has none.</summary>
    public static Expr? Join(IReadOnlyList<Attempt> attempts, Trial trial, Symbol variable)
    {
        var pieces = new List<(Expr Form, int Last)>();
        for (var from = 0; from < trial.Points.Length;)
        {
            // The form that reaches furthest; of several the shortest.
            var best = attempts.Select(a => (a.Form, Last: Reach(a, trial, from))).Where(p => p.Last >= from)
                .OrderByDescending(p => p.Last).ThenBy(p => p.Form.ToString().Length).FirstOrDefault();
            if (best.Form is null || pieces.Count == LargestPieces) return null;
            pieces.Add(best);
            from = best.Last + 1;
        }

        return Compose(pieces, attempts, trial, variable);
    }

    private static int Reach(Attempt attempt, Trial trial, int from)
    {
        var last = from;
        while (last < trial.Points.Length && (attempt.Passes(last) || !trial.Insisted[last])) last++;
        return last - 1;
    }

    // The border between two forms lies as near to 0 (or u = 1) as both allow.
    private static Expr Compose(List<(Expr Form, int Last)> pieces, IReadOnlyList<Attempt> attempts, Trial trial, Symbol variable)
    {
        var result = pieces[^1].Form;
        for (var i = pieces.Count - 2; i >= 0; i--)
        {
            var next = attempts.First(a => a.Form.Equals(pieces[i + 1].Form));
            var first = pieces[i].Last + 1;
            var lowest = i == 0 ? 0 : pieces[i - 1].Last + 2;
            while (first > lowest && next.Passes(first - 1)) first--;
            var border = Border(trial.Points, first, pieces[i].Last + 1, variable);
            result = new Choice(variable, border, pieces[i].Form, result);
        }

        return result;
    }

    private static Expr Border(double[] points, int first, int last, Symbol variable)
    {
        var natural = variable.IsPositive ? 1.0 : 0.0;
        var (low, high) = (points[first], points[last]);
        return Rational.FromDouble(natural >= low && natural <= high ? natural : Math.Abs(low - natural) < Math.Abs(high - natural) ? low : high);
    }
}

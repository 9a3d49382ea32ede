namespace FGan.Symbolics;

/// <summary>Finds limits at the ends of a domain and from either side of a point.</summary>
/// <remarks>
/// The function is expanded in the scales e^(−1/s), s and log s of a small s, with as many terms as cancellation takes; the leading term
/// tells the limit exactly. Where a function does not fit these scales, exact values along a sequence that
/// approaches the point are extrapolated.
/// </remarks>
public static class Limits
{
    private static readonly Symbol Small = new("s", true);

    /// <summary>The limit as the variable falls to 0.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="variable">The variable.</param>
    /// <returns>The limit.</returns>
    public static Limit AtZero(Expr expression, Symbol variable) => Toward(expression, variable, Small);

    /// <summary>The limit as the variable grows beyond all bounds.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="variable">The variable.</param>
    /// <returns>The limit.</returns>
    public static Limit AtInfinity(Expr expression, Symbol variable) => Toward(expression, variable, 1 / (Expr)Small);

    /// <summary>The limit as the variable falls below all bounds.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="variable">The variable, not a positive one.</param>
    /// <returns>The limit.</returns>
    public static Limit AtMinusInfinity(Expr expression, Symbol variable) => Toward(expression, variable, -1 / (Expr)Small);

    /// <summary>The limit at a point from one side; infinite points are approached from the only side there is.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="point">The point; a double is taken as the decimal it prints as.</param>
    /// <param name="side">The side.</param>
    /// <returns>The limit.</returns>
    public static Limit At(Expr expression, Symbol variable, double point, Side side) => point switch
    {
        double.PositiveInfinity => AtInfinity(expression, variable),
        double.NegativeInfinity => AtMinusInfinity(expression, variable),
        _ => AtPoint(expression, variable, Rational.FromDouble(point), side),
    };

    /// <summary>The limit at a point given as an expression, such as the kink log(2), from one side.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="point">The point, without symbols.</param>
    /// <param name="side">The side.</param>
    /// <returns>The limit.</returns>
    public static Limit AtPoint(Expr expression, Symbol variable, Expr point, Side side) =>
        Toward(expression, variable, side == Side.Above ? point + Small : point - Small);

    /// <summary>The leading term at 0 or at ∞, such as −log(u)/2 or 2·u^(3/2).</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="atInfinity">Whether to look at ∞ rather than at 0.</param>
    /// <returns>The term in the variable; null if the function does not fit the scales.</returns>
    public static Expr? LeadingTerm(Expr expression, Symbol variable, bool atInfinity)
    {
        var inward = atInfinity ? 1 / (Expr)Small : Small;
        if (Leading(expression.Substitute(variable, inward)) is not var (key, coefficient) || key is null) return null;
        if (key.Exponentials.Any(c => !c.IsZero)) return null;
        var sign = atInfinity && !key.Logarithm.Numerator.IsEven ? -1 : 1;
        return Simplifier.Simplify(
            sign * coefficient * Expr.Power(variable, atInfinity ? -key.Power : key.Power) * Expr.Power(Expr.Log(variable), key.Logarithm));
    }

    private static Limit Toward(Expr expression, Symbol variable, Expr path)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var onPath = expression.Substitute(variable, path);
        var (measured, isSettled) = Numerically(onPath);
        var derived = ByLeadingTerm(onPath);
        // Where values a million powers of two apart no longer differ, they have the last word.
        if (derived is not { } limit) return new(measured, null);
        return isSettled && !Agree(measured, limit.Value) ? new(measured, null) : limit;
    }

    private static bool Agree(double a, double b) => a.Equals(b) || (double.IsFinite(b) && Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(b)));

    private static Limit? ByLeadingTerm(Expr onPath)
    {
        if (Leading(onPath) is not var (key, coefficient)) return null;
        if (key is null) return new Limit(0, Expr.Zero);
        if (key.IsConstant)
        {
            var exact = Simplifier.Simplify(coefficient);
            return new Limit(ExactValue.Constant(exact), exact);
        }

        if (key.CompareTo(GrowthKey.Constant(key.Exponentials.Length)) < 0) return new Limit(0, Expr.Zero);
        var odd = !key.Logarithm.Numerator.IsEven;
        return new Limit((ExactValue.Sign(coefficient) ?? 0) * (odd ? -1 : 1) * double.PositiveInfinity, null);
    }

    // The leading term in s; a null key for a function that is 0, and null for one that has no series.
    private static (GrowthKey? Key, Expr Coefficient)? Leading(Expr inSmall)
    {
        foreach (var count in (int[])[3, 6, 12, 20])
        {
            try
            {
                var series = new SeriesExpansion(Small, count).Expand(inSmall);
                if (series.IsUncertain) continue;
                return series.Terms.Count == 0 ? (null, Expr.Zero) : (series.Terms[0].Key, series.Terms[0].Coefficient.ToExpr());
            }
            catch (MoreTermsException)
            {
                // The next round keeps more.
            }
            catch (Exception e) when (e is NoSeriesException or AlgebraLimitException)
            {
                return null;
            }
        }

        return null;
    }

    // Values at s = 2^−9, 2^−20, …, each step far beyond the last: what converges has settled, what grows has grown.
    private static (double Value, bool IsSettled) Numerically(Expr onPath)
    {
        const double Drift = 1.15;
        const int Far = 9;
        var function = new ExactFunction(onPath, Small);
        var (before, last) = (double.NaN, double.NaN);
        // The first ones only show where a tower such as exp(exp(exp(1/s))) goes, which is beyond all numbers further on.
        foreach (var exponent in (int[])[1, 2, 3, 4, 6, Far, 20, 60, 300, 3000, 100_000, 10_000_000])
        {
            var value = function.Evaluate(BigReal.One.Scale(-exponent));
            if (double.IsNaN(value))
            {
                if (exponent < Far) continue;
                break;
            }

            (before, last) = (last, value);
            if (exponent >= Far && (double.IsInfinity(last) || last.Equals(before))) return (last, true);
        }

        // Even the logarithm of a logarithm grows by a quarter from one step to the next, and its reciprocal falls as much.
        if (Math.Abs(last) > Drift * Math.Abs(before) && Math.Abs(last) > 1) return (double.CopySign(double.PositiveInfinity, last), false);
        if (Math.Abs(last) < Math.Abs(before) / Drift) return (0, false);
        return (last, false);
    }
}

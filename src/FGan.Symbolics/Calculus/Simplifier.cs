namespace FGan.Symbolics;

/// <summary>Brings expressions into their simplest equivalent form.</summary>
/// <remarks>
/// Everything is multiplied out and collected into Σ cofactor·fraction, where like terms cancel whatever way they were written, and the
/// shortest of several ways of writing the result is taken: factored, apart, over a common denominator, logarithms combined.
/// </remarks>
public static class Simplifier
{
    /// <summary>Simplifies.</summary>
    /// <param name="expression">Any expression.</param>
    /// <returns>
    /// An equal expression, its text not longer. Identities are used only where they hold for all values of the symbols, a single
    /// point such as a kink or a cancelled factor's zero excepted.
    /// </returns>
    public static Expr Simplify(Expr expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        try
        {
            var normalizer = new Normalizer();
            var shortest = normalizer.Write(normalizer.Normalize(expression));
            return Presentation.ShortestOf([shortest, expression]);
        }
        catch (AlgebraLimitException)
        {
            return expression;
        }
    }

    /// <summary>Puts u = e^v and simplifies, so that log u becomes v and powers of u become exponentials.</summary>
    /// <param name="expression">An expression in <see cref="Symbol.U"/>.</param>
    /// <returns>An equal expression in <see cref="Symbol.V"/>.</returns>
    public static Expr InLogRatio(Expr expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return Simplify(expression.Substitute(Symbol.U, Expr.Exp(Symbol.V)));
    }
}

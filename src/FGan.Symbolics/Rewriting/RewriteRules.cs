namespace FGan.Symbolics;

/// <summary>The identities that turn a formula into one that neither overflows nor cancels.</summary>
/// <remarks>None of them is trusted: every form they lead to is compared with exact values before it is used.</remarks>
internal static class RewriteRules
{
    private const int LargestRounds = 60;

    private static readonly RewriteRule[] Rules =
    [
        .. ((string[])
        [
            "log(1) -> 0",
            "log(exp(a)) -> a",
            "log(a^r) -> r*log(a)",

            // Logarithms of sums of exponentials: softplus(x) = log(1 + e^x) never overflows.
            "log(1+exp(a)) -> softplus(a)",
            "log(1+d*exp(a)) -> softplus(a+log(d))",
            "log(c+d*exp(a)) -> log(c)+softplus(a+log(d/c))",
            "log(1-exp(a)) -> log(-expm1(a))",
            "log(c-d*exp(a)) -> log(c)+log(-expm1(a+log(d/c)))",
            "log(1+x) -> log1p(x)",

            // Their reciprocals: sigmoid(x) = 1/(1 + e^(-x)) reaches both ends without ∞/∞.
            "(1+exp(a))^(-n) -> sigmoid(-a)^n",
            "(1+d*exp(a))^(-n) -> sigmoid(-a-log(d))^n",
            "(c+d*exp(a))^(-n) -> c^(-n)*sigmoid(-a-log(d/c))^n",

            // Differences of nearly equal things.
            "exp(a)-1 -> expm1(a)",
            "exp(a)-exp(b) -> exp(b)*expm1(a-b)",
            "(1+x)^r-1 -> expm1(r*log1p(x))",
            "softplus(a)-a -> softplus(-a)",
            "1-sigmoid(a) -> sigmoid(-a)",
            "cosh(a)-1 -> 2*sinh(a/2)^2",
            "log1p(expm1(a)) -> a",
            "log1p(exp(a)) -> softplus(a)",
            "lambertw(exp(a)) -> wrightomega(a)",
        ]).Select(RewriteRule.Read),
    ];

    // (1 + e^x)^r for a fraction r as an exponential: slower, but nothing on the way leaves the range of a float.
    private static readonly RewriteRule[] PowerRules =
    [
        .. ((string[])
        [
            "(1+exp(a))^r -> exp(r*softplus(a))",
            "(1+d*exp(a))^r -> exp(r*softplus(a+log(d)))",
            "(c+d*exp(a))^r -> c^r*exp(r*softplus(a+log(d/c)))",
            "sigmoid(a)^r -> exp(-r*softplus(-a))",
        ]).Select(RewriteRule.Read),
    ];

    /// <summary>Writes powers of sums of exponentials as exponentials, and applies the rules.</summary>
    public static Expr ApplyToPowers(Expr expression) => Apply(expression, PowerRules);

    /// <summary>Applies the rules everywhere, from the inside out, until none matches.</summary>
    public static Expr Apply(Expr expression) => Apply(expression, []);

    private static Expr Apply(Expr expression, RewriteRule[] first)
    {
        if (expression.Children.Count == 0) return expression;
        var node = Rebuild(expression, first);
        for (var round = 0; round < LargestRounds; round++)
        {
            if (Step(node, first) is not { } next) return node;
            node = next.Equals(node) || next.Children.Count == 0 ? next : Rebuild(next, first);
        }

        return node;
    }

    private static Expr Rebuild(Expr node, RewriteRule[] first)
    {
        var children = node.Children.Select(child => Apply(child, first));
        return node.WithChildren([.. node is Call ? children.Select(LinearForm.Tidy) : children]);
    }

    private static Expr? Step(Expr node, RewriteRule[] first)
    {
        foreach (var rule in first)
        {
            if (rule.Apply(node) is { } result) return result;
        }

        if (node is Product product && (OneExponential(product) ?? ExponentialTimesSigmoid(product)) is { } paired) return paired;
        foreach (var rule in Rules)
        {
            if (rule.Apply(node) is { } result) return result;
        }

        return null;
    }

    // e^a·e^b = e^(a+b): one of them alone may overflow.
    private static Expr? OneExponential(Product product)
    {
        var exponentials = product.Factors.OfType<Call>().Where(c => c.Function == Function.Exp).ToList();
        return exponentials.Count < 2 ? null : Product.Of(
            product.Factors.Except(exponentials).Append(ExponentialOf(LinearForm.Tidy(Sum.Of(exponentials.Select(e => e.Argument))))));
    }

    // e^(qa)·σ(−a)^n = e^((q−m)a)·σ(a)^m·σ(−a)^(n−m) with m = min(q, n): the growing factor is never alone.
    private static Expr? ExponentialTimesSigmoid(Product product)
    {
        foreach (var exponential in product.Factors.OfType<Call>().Where(c => c.Function == Function.Exp))
        {
            foreach (var factor in product.Factors)
            {
                var (sigmoid, n) = factor switch
                {
                    Call { Function: Function.Sigmoid } call => (call, Rational.One),
                    Power { Base: Call { Function: Function.Sigmoid } call, Exponent: Number { Value: { Sign: > 0 } power } } => (call, power),
                    _ => (null, Rational.Zero),
                };
                if (sigmoid is null || Ratio(exponential.Argument, -sigmoid.Argument) is not { Sign: > 0 } q) continue;
                var m = q < n ? q : n;
                return Product.Of(
                [
                    .. product.Factors.Where(f => !ReferenceEquals(f, exponential) && !ReferenceEquals(f, factor)),
                    ExponentialOf((q - m) * -sigmoid.Argument),
                    Power.Of(Expr.Call(Function.Sigmoid, -sigmoid.Argument), m),
                    Power.Of(sigmoid, n - m),
                ]);
            }
        }

        return null;
    }

    private static Expr ExponentialOf(Expr exponent) => exponent.Equals(Expr.Zero) ? Expr.One : Expr.Exp(exponent);

    // a/b where that is a number.
    private static Rational? Ratio(Expr a, Expr b)
    {
        var (x, y) = (LinearForm.SplitCoefficient(a), LinearForm.SplitCoefficient(b));
        return x.Core.Equals(y.Core) && !y.Coefficient.IsZero ? x.Coefficient / y.Coefficient : null;
    }
}

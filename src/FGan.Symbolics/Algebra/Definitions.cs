namespace FGan.Symbolics;

internal sealed partial class Normalizer
{
    private static readonly Symbol Placeholder = Symbol.Named("x");

    /// <summary>Functions that are only another way of writing something: name → what it stands for.</summary>
    private static readonly Dictionary<Function, Expr> Definitions = new()
    {
        [Function.Expm1] = Rule("exp(x)-1"),
        [Function.Log1p] = Rule("log(1+x)"),
        [Function.Softplus] = Rule("log(1+exp(x))"),
        [Function.Sigmoid] = Rule("1/(1+exp(-x))"),
        [Function.Sinh] = Rule("(exp(x)-exp(-x))/2"),
        [Function.Cosh] = Rule("(exp(x)+exp(-x))/2"),
        [Function.Tanh] = Rule("(exp(2*x)-1)/(exp(2*x)+1)"),
        [Function.Asinh] = Rule("log(x+sqrt(1+x^2))"),
        [Function.Acosh] = Rule("log(x+sqrt(x^2-1))"),
        [Function.Atanh] = Rule("log((1+x)/(1-x))/2"),
    };

    private static Expr Rule(string text) => Parser.Parse(text, Placeholder.Name);
}

namespace FGan.Symbolics;

/// <summary>The functions that expressions know by name.</summary>
public enum Function
{
    /// <summary>The constant π, a function of nothing.</summary>
    Pi,

    /// <summary>The absolute value.</summary>
    Abs,

    /// <summary>The sign, 0 at 0.</summary>
    Sign,

    /// <summary>The larger of two.</summary>
    Max,

    /// <summary>The smaller of two.</summary>
    Min,

    /// <summary>The exponential.</summary>
    Exp,

    /// <summary>e^x − 1.</summary>
    Expm1,

    /// <summary>The natural logarithm.</summary>
    Log,

    /// <summary>log(1 + x).</summary>
    Log1p,

    /// <summary>The sine.</summary>
    Sin,

    /// <summary>The cosine.</summary>
    Cos,

    /// <summary>The tangent.</summary>
    Tan,

    /// <summary>The arc tangent.</summary>
    Atan,

    /// <summary>The hyperbolic sine.</summary>
    Sinh,

    /// <summary>The hyperbolic cosine.</summary>
    Cosh,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>The inverse hyperbolic sine.</summary>
    Asinh,

    /// <summary>The inverse hyperbolic cosine.</summary>
    Acosh,

    /// <summary>The inverse hyperbolic tangent.</summary>
    Atanh,

    /// <summary>log(1 + e^x).</summary>
    Softplus,

    /// <summary>1/(1 + e^(−x)).</summary>
    Sigmoid,

    /// <summary>Lambert's W, the principal branch: w·e^w = x, w ≥ −1.</summary>
    LambertW,

    /// <summary>Lambert's W, the lower branch: w·e^w = x, w ≤ −1, for −1/e ≤ x &lt; 0.</summary>
    LowerLambertW,

    /// <summary>Wright's ω: w + log w = x, that is W(e^x).</summary>
    WrightOmega,
}

/// <summary>What the room knows of one function; the table of them is the only place that lists functions.</summary>
/// <param name="Function">The function.</param>
/// <param name="Name">Its name in text.</param>
/// <param name="Arity">How many arguments it takes.</param>
/// <param name="Derivative">Its derivative by x as text, or null where <see cref="Differentiation"/> knows better.</param>
/// <param name="Sign">Its name on a page.</param>
/// <param name="Aliases">Other names that the parser takes.</param>
internal sealed record FunctionDefinition(
    Function Function, string Name, int Arity, string? Derivative, string Sign, params string[] Aliases)
{
    private Expr? _slope;

    /// <summary>The derivative by the first argument, in the symbol x.</summary>
    public Expr Slope => _slope ??= Parser.Parse(Derivative!, "x");
}

/// <summary>The table of functions.</summary>
internal static class FunctionTable
{
    private static readonly FunctionDefinition[] Definitions =
    [
        new(Function.Pi, "pi", 0, null, "π", "π"),
        new(Function.Abs, "abs", 1, "sign(x)", "abs"),
        new(Function.Sign, "sign", 1, "0", "sgn", "sgn"),
        new(Function.Max, "max", 2, null, "max"),
        new(Function.Min, "min", 2, null, "min"),
        new(Function.Exp, "exp", 1, "exp(x)", "exp"),
        new(Function.Expm1, "expm1", 1, "exp(x)", "expm1"),
        new(Function.Log, "log", 1, "1/x", "log", "ln"),
        new(Function.Log1p, "log1p", 1, "1/(1+x)", "log1p"),
        new(Function.Sin, "sin", 1, "cos(x)", "sin"),
        new(Function.Cos, "cos", 1, "-sin(x)", "cos"),
        new(Function.Tan, "tan", 1, "1+tan(x)^2", "tan"),
        new(Function.Atan, "atan", 1, "1/(1+x^2)", "arctan", "arctan"),
        new(Function.Sinh, "sinh", 1, "cosh(x)", "sinh"),
        new(Function.Cosh, "cosh", 1, "sinh(x)", "cosh"),
        new(Function.Tanh, "tanh", 1, "1-tanh(x)^2", "tanh"),
        new(Function.Asinh, "asinh", 1, "1/sqrt(1+x^2)", "arsinh", "arsinh", "arcsinh"),
        new(Function.Acosh, "acosh", 1, "1/sqrt(x^2-1)", "arcosh", "arcosh", "arccosh"),
        new(Function.Atanh, "atanh", 1, "1/(1-x^2)", "artanh", "artanh", "arctanh"),
        new(Function.Softplus, "softplus", 1, "sigmoid(x)", "softplus"),
        new(Function.Sigmoid, "sigmoid", 1, "sigmoid(x)*sigmoid(-x)", "σ", "logistic"),
        new(Function.LambertW, "lambertw", 1, "1/(x+exp(lambertw(x)))", "W", "W"),
        new(Function.LowerLambertW, "lambertwm1", 1, "1/(x+exp(lambertwm1(x)))", "W₋₁"),
        new(Function.WrightOmega, "wrightomega", 1, "wrightomega(x)/(1+wrightomega(x))", "ω"),
    ];

    private static readonly Dictionary<string, FunctionDefinition> ByName = Definitions
        .SelectMany(d => d.Aliases.Append(d.Name).Select(name => (name, d)))
        .ToDictionary(pair => pair.name, pair => pair.d, StringComparer.Ordinal);

    /// <summary>Every function's name, without aliases.</summary>
    public static IEnumerable<string> Names => Definitions.Select(d => d.Name);

    /// <summary>Gives the definition of a function.</summary>
    public static FunctionDefinition Of(Function function) => Definitions[(int)function];

    /// <summary>Finds a function by name or alias, case respected.</summary>
    public static FunctionDefinition? Find(string name) => ByName.GetValueOrDefault(name);
}

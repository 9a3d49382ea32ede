using FGan.Symbolics;

namespace FGan.Divergences;

/// <summary>Which of a divergence's two output activations a critic ends in.</summary>
public enum OutputActivationKind
{
    /// <summary>The catalogue's activation: the smooth map onto the domain that makes g∘a simplest.</summary>
    Table,

    /// <summary>a(v) = f'(e^v), for which the optimal critic is V* = log(p/q) whatever f is.</summary>
    LogRatio,
}

/// <summary>A smooth map a: ℝ → f'(D) that turns a critic's output V into the variational function T = a(V).</summary>
/// <remarks>Both functions are stable for every v whose value a double can hold; their derivatives likewise.</remarks>
public sealed class OutputActivation
{
    internal OutputActivation(OutputActivationKind kind, RealFunction activation, RealFunction composition, double threshold)
    {
        Kind = kind;
        Activation = activation;
        Composition = composition;
        Threshold = threshold;
    }

    /// <summary>The formula of a in v.</summary>
    public Expr? Expression { get; internal init; }

    /// <summary>The formula of g∘a in v; null where the conjugate is numerical and nothing simplifies.</summary>
    public Expr? CompositionExpression { get; internal init; }

    /// <summary>Whether v is a log density ratio at the optimum, or the table's own coordinate.</summary>
    public OutputActivationKind Kind { get; }

    /// <summary>a(v), the value of the variational function T; with its derivatives a', a''.</summary>
    public RealFunction Activation { get; }

    /// <summary>g(a(v)), the conjugate of that value; with its derivatives.</summary>
    public RealFunction Composition { get; }

    /// <summary>v₁ with a(v₁) = f'(1): the critic's output where the densities of data and model are equal; ±∞ if f'(1) is an end.</summary>
    public double Threshold { get; }

    /// <summary>The formula of a, in v.</summary>
    public string Text => Activation.Text;

    /// <summary>The same maps, computed by the same kernels, under the other name.</summary>
    internal OutputActivation As(OutputActivationKind kind) => new(kind, Activation, Composition, Threshold)
    {
        Expression = Expression,
        CompositionExpression = CompositionExpression,
    };

    /// <inheritdoc/>
    public override string ToString() => Text;
}

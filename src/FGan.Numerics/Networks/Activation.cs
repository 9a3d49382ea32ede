namespace FGan.Numerics;

/// <summary>Names the functions that a layer may end with.</summary>
public enum ActivationKind
{
    /// <summary>y = x.</summary>
    Identity,

    /// <summary>y = max(x, 0).</summary>
    Relu,

    /// <summary>y = x for x &gt; 0, αx otherwise.</summary>
    LeakyRelu,

    /// <summary>y = x for x &gt; 0, α(eˣ − 1) otherwise.</summary>
    Elu,

    /// <summary>y = tanh x.</summary>
    Tanh,

    /// <summary>y = 1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>y = log(1 + eˣ).</summary>
    Softplus,
}

/// <summary>Holds an activation and its parameter. Every one of them has a slope that follows from its output alone.</summary>
/// <param name="Kind">Which function.</param>
/// <param name="Parameter">α, at least 0, of <see cref="ActivationKind.LeakyRelu"/> and <see cref="ActivationKind.Elu"/>; unused by the others.</param>
public readonly record struct Activation(ActivationKind Kind, float Parameter = 0f)
{
    /// <summary>y = x.</summary>
    public static Activation Identity => default;

    /// <summary>y = max(x, 0).</summary>
    public static Activation Relu => new(ActivationKind.Relu);

    /// <summary>y = tanh x.</summary>
    public static Activation Tanh => new(ActivationKind.Tanh);

    /// <summary>y = 1 / (1 + e⁻ˣ).</summary>
    public static Activation Sigmoid => new(ActivationKind.Sigmoid);

    /// <summary>y = log(1 + eˣ).</summary>
    public static Activation Softplus => new(ActivationKind.Softplus);

    /// <summary>y = x for x &gt; 0, αx otherwise.</summary>
    /// <param name="slope">α, the slope on the left.</param>
    public static Activation LeakyRelu(float slope = 0.01f) => new(ActivationKind.LeakyRelu, slope);

    /// <summary>y = x for x &gt; 0, α(eˣ − 1) otherwise.</summary>
    /// <param name="alpha">α, minus the limit on the left.</param>
    public static Activation Elu(float alpha = 1f) => new(ActivationKind.Elu, alpha);

    /// <summary>Evaluates the function at one point: the definition that the kernels are tested against.</summary>
    /// <param name="x">The argument.</param>
    public float Value(float x) => Kind switch
    {
        ActivationKind.Identity => x,
        ActivationKind.Relu => x > 0f || float.IsNaN(x) ? x : 0f,
        ActivationKind.LeakyRelu => x > 0f ? x : Parameter * x,
        ActivationKind.Elu => x > 0f ? x : Parameter * (float)Precise.ExpMinusOne(x),
        ActivationKind.Tanh => MathF.Tanh(x),
        ActivationKind.Sigmoid => (float)(1.0 / (1.0 + Math.Exp(-(double)x))),
        ActivationKind.Softplus => (float)Precise.Softplus(x),
        _ => throw Unknown(),
    };

    /// <summary>Evaluates the derivative where the function's value is <paramref name="y"/> (at a kink: the slope from the left).</summary>
    /// <param name="y">The output, <see cref="Value"/> of some x.</param>
    public float SlopeAtOutput(float y) => Kind switch
    {
        ActivationKind.Identity => 1f,
        ActivationKind.Relu => y > 0f ? 1f : 0f,
        ActivationKind.LeakyRelu => y > 0f ? 1f : Parameter,
        ActivationKind.Elu => y > 0f ? 1f : y + Parameter,
        ActivationKind.Tanh => 1f - y * y,
        ActivationKind.Sigmoid => y * (1f - y),
        ActivationKind.Softplus => (float)-Precise.ExpMinusOne(-(double)y),
        _ => throw Unknown(),
    };

    internal ArgumentOutOfRangeException Unknown() =>
        new(nameof(Kind), Kind, "Unknown activation kind; use a member of ActivationKind.");
}

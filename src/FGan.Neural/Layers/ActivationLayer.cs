using FGan.Numerics;

namespace FGan.Neural;

/// <summary>y = a(x), element by element; has no parameters.</summary>
/// <param name="activation">a.</param>
public sealed class ActivationLayer(Activation activation) : Module
{
    /// <summary>Creates the layer from the name of an activation.</summary>
    /// <param name="kind">Which function.</param>
    /// <param name="parameter">α of leaky ReLU and ELU.</param>
    public ActivationLayer(ActivationKind kind, float parameter = 0f)
        : this(new Activation(kind, parameter))
    {
    }

    /// <summary>a.</summary>
    public Activation Activation { get; } = activation;

    /// <inheritdoc/>
    public override Value Forward(Value x, Mode mode) => x.Activate(Activation);
}

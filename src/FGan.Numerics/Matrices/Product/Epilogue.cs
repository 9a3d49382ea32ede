namespace FGan.Numerics;

/// <summary>Says what is done with each element of a product before it is stored, while it is still in a register.</summary>
/// <remarks>The default does nothing.</remarks>
public readonly ref struct Epilogue
{
    private Epilogue(ReadOnlySpan<float> bias, Activation activation, MatrixView output, bool isSlope)
    {
        Bias = bias;
        Activation = activation;
        Output = output;
        IsSlope = isSlope;
    }

    /// <summary>The bias, a value a column (a channel of a convolution); empty for none.</summary>
    public ReadOnlySpan<float> Bias { get; }

    /// <summary>The activation, or the one whose slope is taken.</summary>
    public Activation Activation { get; }

    /// <summary>The activation's outputs where <see cref="IsSlope"/>.</summary>
    public MatrixView Output { get; }

    /// <summary>Whether the product is multiplied by the activation's slope, rather than put through it.</summary>
    public bool IsSlope { get; }

    /// <summary>c = a(product + bias): the forward pass of a linear layer or a convolution.</summary>
    /// <param name="bias">A value a column (a channel), or empty.</param>
    /// <param name="activation">a.</param>
    public static Epilogue BiasActivation(ReadOnlySpan<float> bias, Activation activation = default) =>
        new(bias, activation, default, false);

    /// <summary>c = product · a'(x) where a(x) = <paramref name="output"/>: the backward pass through an activation.</summary>
    /// <param name="output">The activation's outputs, of the same extents as the product, disjoint from the destination.</param>
    /// <param name="activation">a.</param>
    public static Epilogue Slope(MatrixView output, Activation activation) => new(default, activation, output, true);
}

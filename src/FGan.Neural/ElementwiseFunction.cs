namespace FGan.Neural;

/// <summary>Lets a scalar function of one variable be applied to every element of a value.</summary>
/// <remarks>
/// The objective of an f-GAN enters the tape this way. Two functions are the same function only if they are the same
/// object, so keep instances rather than making new ones.
/// </remarks>
public abstract class ElementwiseFunction
{
    /// <summary>The name in messages.</summary>
    public abstract string Name { get; }

    /// <summary>f', asked for only when a gradient is recorded; asked of again for second derivatives.</summary>
    public abstract ElementwiseFunction Derivative { get; }

    /// <summary>Computes yᵢ = f(xᵢ).</summary>
    /// <param name="x">Arguments.</param>
    /// <param name="y">Results, as many as arguments; may be the same memory as <paramref name="x"/>. Several threads may call at once.</param>
    public abstract void Apply(ReadOnlySpan<float> x, Span<float> y);
}

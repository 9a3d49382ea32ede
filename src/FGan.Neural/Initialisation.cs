using FGan.Numerics;

namespace FGan.Neural;

/// <summary>Says how the elements of a parameter begin.</summary>
public sealed class Initialisation
{
    private readonly bool _isNormal;
    private readonly float _scale;
    private readonly float _offset;

    private Initialisation(bool isNormal, float scale, float offset) => (_isNormal, _scale, _offset) = (isNormal, scale, offset);

    /// <summary>Every element is <paramref name="number"/>.</summary>
    public static Initialisation Constant(float number) => new(false, 0f, number);

    /// <summary>U(−bound, bound).</summary>
    public static Initialisation Uniform(float bound) => new(false, bound, 0f);

    /// <summary>N(mean, deviation²).</summary>
    public static Initialisation Normal(float deviation, float mean = 0f) => new(true, deviation, mean);

    /// <summary>U(−b, b) with b = gain·√(6/(inputs + outputs)): keeps the variance level both ways (Glorot and Bengio 2010).</summary>
    /// <param name="inputs">Numbers that enter each output.</param>
    /// <param name="outputs">Numbers that each input enters.</param>
    /// <param name="gain">5/3 before tanh, 1 before a linear end.</param>
    public static Initialisation XavierUniform(int inputs, int outputs, float gain = 1f) =>
        Uniform(gain * MathF.Sqrt(6f / (inputs + outputs)));

    /// <summary>U(−b, b) with b = √(6/((1 + slope²)·inputs)): keeps the variance level before a (leaky) ReLU (He et al. 2015).</summary>
    /// <param name="inputs">Numbers that enter each output.</param>
    /// <param name="slope">The activation's slope on the left: 0 for ReLU.</param>
    public static Initialisation KaimingUniform(int inputs, float slope = 0f) =>
        Uniform(MathF.Sqrt(6f / ((1f + slope * slope) * inputs)));

    /// <summary>N(0, 2/((1 + slope²)·inputs)): as <see cref="KaimingUniform"/>, normal.</summary>
    /// <param name="inputs">Numbers that enter each output.</param>
    /// <param name="slope">The activation's slope on the left: 0 for ReLU.</param>
    public static Initialisation KaimingNormal(int inputs, float slope = 0f) =>
        Normal(MathF.Sqrt(2f / ((1f + slope * slope) * inputs)));

    internal void Fill(Span<float> elements, RandomSource source)
    {
        if (_scale == 0f)
        {
            elements.Fill(_offset);
            return;
        }
        if (_isNormal)
        {
            source.FillNormal(elements);
            Elementwise.Affine(elements, _scale, _offset, elements);
        }
        else
        {
            source.FillUniform(elements);
            Elementwise.Affine(elements, 2f * _scale, _offset - _scale, elements);
        }
    }
}

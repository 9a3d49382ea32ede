using System.Runtime.Intrinsics;

namespace FGan.Numerics;

/// <summary>Holds several floats that an operation treats at once; kernels are written once over this and compiled for every width.</summary>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
/// <remarks>
/// The same element comes out with the same bits at every width of one machine: products that are added are fused where the machine can, at all
/// widths or none.
/// </remarks>
public unsafe interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>How many floats there are.</summary>
    static abstract int Count { get; }

    /// <summary>How many such vectors the machine has registers for.</summary>
    static abstract int RegisterCount { get; }

    /// <summary>Zero in every lane.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>Puts one value into every lane.</summary>
    /// <param name="value">The value.</param>
    static abstract TSelf Create(float value);

    /// <summary>Reads <see cref="Count"/> floats.</summary>
    /// <param name="source">The first, at any alignment.</param>
    static abstract TSelf Load(float* source);

    /// <summary>Writes <see cref="Count"/> floats.</summary>
    /// <param name="destination">The first, at any alignment.</param>
    void Store(float* destination);

    /// <summary>a + b.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>a − b.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>a · b.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>a / b.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>−a.</summary>
    /// <param name="a">The operand.</param>
    static abstract TSelf operator -(TSelf a);

    /// <summary>a · b + c, rounded once where the machine can.</summary>
    /// <param name="a">Left factor.</param>
    /// <param name="b">Right factor.</param>
    /// <param name="c">What is added.</param>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The smaller of both; where the second is NaN: NaN.</summary>
    /// <param name="a">A number, not NaN.</param>
    /// <param name="b">Anything.</param>
    static abstract TSelf Minimum(TSelf a, TSelf b);

    /// <summary>The larger of both; where the second is NaN: NaN.</summary>
    /// <param name="a">A number, not NaN.</param>
    /// <param name="b">Anything.</param>
    static abstract TSelf Maximum(TSelf a, TSelf b);

    /// <summary>|a|.</summary>
    /// <param name="a">The operand.</param>
    static abstract TSelf Abs(TSelf a);

    /// <summary>√a.</summary>
    /// <param name="a">The operand.</param>
    static abstract TSelf Sqrt(TSelf a);

    /// <summary>The nearest integer, ties to even.</summary>
    /// <param name="a">The operand.</param>
    static abstract TSelf Round(TSelf a);

    /// <summary>The first or the second, as a is above b or not (NaN is not).</summary>
    /// <param name="a">Left of the comparison.</param>
    /// <param name="b">Right of the comparison.</param>
    /// <param name="above">Taken where a &gt; b.</param>
    /// <param name="otherwise">Taken elsewhere.</param>
    static abstract TSelf SelectAbove(TSelf a, TSelf b, TSelf above, TSelf otherwise);

    /// <summary>2ⁿ.</summary>
    /// <param name="n">Integers from −126 to 127; elsewhere the result is arbitrary.</param>
    static abstract TSelf PowerOfTwo(TSelf n);

    /// <summary>Splits x = mantissa · 2^exponent with the mantissa in [√½, √2).</summary>
    /// <param name="x">Positive normal numbers; elsewhere the result is arbitrary.</param>
    /// <param name="mantissa">The mantissa.</param>
    /// <returns>The exponent, an integer.</returns>
    static abstract TSelf SplitExponent(TSelf x, out TSelf mantissa);

    /// <summary>Adds up the lanes, in pairs that are half the width apart.</summary>
    /// <param name="a">The operand.</param>
    static abstract float Sum(TSelf a);

    /// <summary>The sums of four, each as <see cref="Sum"/> makes it, side by side.</summary>
    static abstract Vector128<float> Sums(TSelf a, TSelf b, TSelf c, TSelf d);
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FGan.Numerics;

/// <summary>Holds one float: how every kernel runs where there are no vectors.</summary>
internal readonly unsafe struct LanesScalar : ILanes<LanesScalar>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly float _value;

    [MethodImpl(Inline)]
    public LanesScalar(float value) => _value = value;

    public static int Count => 1;

    public static int RegisterCount => 16;

    public static LanesScalar Zero
    {
        [MethodImpl(Inline)]
        get => default;
    }

    [MethodImpl(Inline)]
    public static LanesScalar Create(float value) => new(value);

    [MethodImpl(Inline)]
    public static LanesScalar Load(float* source) => new(*source);

    [MethodImpl(Inline)]
    public void Store(float* destination) => *destination = _value;

    [MethodImpl(Inline)]
    public static LanesScalar operator +(LanesScalar a, LanesScalar b) => new(a._value + b._value);

    [MethodImpl(Inline)]
    public static LanesScalar operator -(LanesScalar a, LanesScalar b) => new(a._value - b._value);

    [MethodImpl(Inline)]
    public static LanesScalar operator *(LanesScalar a, LanesScalar b) => new(a._value * b._value);

    [MethodImpl(Inline)]
    public static LanesScalar operator /(LanesScalar a, LanesScalar b) => new(a._value / b._value);

    [MethodImpl(Inline)]
    public static LanesScalar operator -(LanesScalar a) => new(-a._value);

    [MethodImpl(Inline)]
    public static LanesScalar MultiplyAdd(LanesScalar a, LanesScalar b, LanesScalar c) =>
        new(float.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(Inline)]
    public static LanesScalar Minimum(LanesScalar a, LanesScalar b) => new(a._value < b._value ? a._value : b._value);

    [MethodImpl(Inline)]
    public static LanesScalar Maximum(LanesScalar a, LanesScalar b) => new(a._value > b._value ? a._value : b._value);

    [MethodImpl(Inline)]
    public static LanesScalar Abs(LanesScalar a) => new(MathF.Abs(a._value));

    [MethodImpl(Inline)]
    public static LanesScalar Sqrt(LanesScalar a) => new(MathF.Sqrt(a._value));

    [MethodImpl(Inline)]
    public static LanesScalar Round(LanesScalar a) => new(MathF.Round(a._value));

    [MethodImpl(Inline)]
    public static LanesScalar SelectAbove(LanesScalar a, LanesScalar b, LanesScalar above, LanesScalar otherwise) =>
        a._value > b._value ? above : otherwise;

    [MethodImpl(Inline)]
    public static LanesScalar PowerOfTwo(LanesScalar n) =>
        new(BitConverter.Int32BitsToSingle((float.ConvertToIntegerNative<int>(n._value) + FloatBits.Bias) << FloatBits.MantissaBits));

    [MethodImpl(Inline)]
    public static LanesScalar SplitExponent(LanesScalar x, out LanesScalar mantissa)
    {
        int bits = BitConverter.SingleToInt32Bits(x._value);
        int exponent = (bits - FloatBits.RootHalf) >> FloatBits.MantissaBits;
        mantissa = new(BitConverter.Int32BitsToSingle(bits - (exponent << FloatBits.MantissaBits)));
        return new(exponent);
    }

    [MethodImpl(Inline)]
    public static float Sum(LanesScalar a) => a._value;

    [MethodImpl(Inline)]
    public static Vector128<float> Sums(LanesScalar a, LanesScalar b, LanesScalar c, LanesScalar d) => Vector128.Create(a._value, b._value, c._value, d._value);
}

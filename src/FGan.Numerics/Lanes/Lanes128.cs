using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace FGan.Numerics;

/// <summary>Holds 4 floats in a vector of 128 bits.</summary>
internal readonly unsafe struct Lanes128 : ILanes<Lanes128>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector128<float> _value;

    [MethodImpl(Inline)]
    public Lanes128(Vector128<float> value) => _value = value;

    public static int Count => 4;

    public static int RegisterCount => Avx512F.VL.IsSupported || AdvSimd.IsSupported ? 32 : 16;

    public static Lanes128 Zero
    {
        [MethodImpl(Inline)]
        get => new(Vector128<float>.Zero);
    }

    [MethodImpl(Inline)]
    public static Lanes128 Create(float value) => new(Vector128.Create(value));

    [MethodImpl(Inline)]
    public static Lanes128 Load(float* source) => new(Vector128.Load(source));

    [MethodImpl(Inline)]
    public void Store(float* destination) => _value.Store(destination);

    [MethodImpl(Inline)]
    public static Lanes128 operator +(Lanes128 a, Lanes128 b) => new(a._value + b._value);

    [MethodImpl(Inline)]
    public static Lanes128 operator -(Lanes128 a, Lanes128 b) => new(a._value - b._value);

    [MethodImpl(Inline)]
    public static Lanes128 operator *(Lanes128 a, Lanes128 b) => new(a._value * b._value);

    [MethodImpl(Inline)]
    public static Lanes128 operator /(Lanes128 a, Lanes128 b) => new(a._value / b._value);

    [MethodImpl(Inline)]
    public static Lanes128 operator -(Lanes128 a) => new(-a._value);

    [MethodImpl(Inline)]
    public static Lanes128 MultiplyAdd(Lanes128 a, Lanes128 b, Lanes128 c) =>
        new(Vector128.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(Inline)]
    public static Lanes128 Minimum(Lanes128 a, Lanes128 b) => new(Vector128.MinNative(a._value, b._value));

    [MethodImpl(Inline)]
    public static Lanes128 Maximum(Lanes128 a, Lanes128 b) => new(Vector128.MaxNative(a._value, b._value));

    [MethodImpl(Inline)]
    public static Lanes128 Abs(Lanes128 a) => new(Vector128.Abs(a._value));

    [MethodImpl(Inline)]
    public static Lanes128 Sqrt(Lanes128 a) => new(Vector128.Sqrt(a._value));

    [MethodImpl(Inline)]
    public static Lanes128 Round(Lanes128 a) => new(Vector128.Round(a._value));

    [MethodImpl(Inline)]
    public static Lanes128 SelectAbove(Lanes128 a, Lanes128 b, Lanes128 above, Lanes128 otherwise) =>
        new(Vector128.ConditionalSelect(Vector128.GreaterThan(a._value, b._value), above._value, otherwise._value));

    [MethodImpl(Inline)]
    public static Lanes128 PowerOfTwo(Lanes128 n) =>
        new(((Vector128.ConvertToInt32Native(n._value) + Vector128.Create(FloatBits.Bias)) << FloatBits.MantissaBits).AsSingle());

    [MethodImpl(Inline)]
    public static Lanes128 SplitExponent(Lanes128 x, out Lanes128 mantissa)
    {
        Vector128<int> bits = x._value.AsInt32();
        Vector128<int> exponent = (bits - Vector128.Create(FloatBits.RootHalf)) >> FloatBits.MantissaBits;
        mantissa = new((bits - (exponent << FloatBits.MantissaBits)).AsSingle());
        return new(Vector128.ConvertToSingle(exponent));
    }

    [MethodImpl(Inline)]
    public static float Sum(Lanes128 a)
    {
        Vector128<float> halves = a._value + Vector128.Shuffle(a._value, Vector128.Create(2, 3, 0, 1));
        return halves[0] + halves[1];
    }

    [MethodImpl(Inline)]
    public static Vector128<float> Sums(Lanes128 a, Lanes128 b, Lanes128 c, Lanes128 d)
    {
        Vector128<float> left = Interleave.Low(a._value, b._value) + Interleave.High(a._value, b._value);
        Vector128<float> right = Interleave.Low(c._value, d._value) + Interleave.High(c._value, d._value);
        return Interleave.LowPairs(left, right) + Interleave.HighPairs(left, right);
    }
}

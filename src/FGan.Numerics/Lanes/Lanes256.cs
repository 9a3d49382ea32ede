using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FGan.Numerics;

/// <summary>Holds 8 floats in a vector of 256 bits.</summary>
internal readonly unsafe struct Lanes256 : ILanes<Lanes256>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<float> _value;

    [MethodImpl(Inline)]
    public Lanes256(Vector256<float> value) => _value = value;

    public static int Count => 8;

    public static int RegisterCount => Avx512F.VL.IsSupported ? 32 : 16;

    public static Lanes256 Zero
    {
        [MethodImpl(Inline)]
        get => new(Vector256<float>.Zero);
    }

    [MethodImpl(Inline)]
    public static Lanes256 Create(float value) => new(Vector256.Create(value));

    [MethodImpl(Inline)]
    public static Lanes256 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(Inline)]
    public void Store(float* destination) => _value.Store(destination);

    [MethodImpl(Inline)]
    public static Lanes256 operator +(Lanes256 a, Lanes256 b) => new(a._value + b._value);

    [MethodImpl(Inline)]
    public static Lanes256 operator -(Lanes256 a, Lanes256 b) => new(a._value - b._value);

    [MethodImpl(Inline)]
    public static Lanes256 operator *(Lanes256 a, Lanes256 b) => new(a._value * b._value);

    [MethodImpl(Inline)]
    public static Lanes256 operator /(Lanes256 a, Lanes256 b) => new(a._value / b._value);

    [MethodImpl(Inline)]
    public static Lanes256 operator -(Lanes256 a) => new(-a._value);

    [MethodImpl(Inline)]
    public static Lanes256 MultiplyAdd(Lanes256 a, Lanes256 b, Lanes256 c) =>
        new(Vector256.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(Inline)]
    public static Lanes256 Minimum(Lanes256 a, Lanes256 b) => new(Vector256.MinNative(a._value, b._value));

    [MethodImpl(Inline)]
    public static Lanes256 Maximum(Lanes256 a, Lanes256 b) => new(Vector256.MaxNative(a._value, b._value));

    [MethodImpl(Inline)]
    public static Lanes256 Abs(Lanes256 a) => new(Vector256.Abs(a._value));

    [MethodImpl(Inline)]
    public static Lanes256 Sqrt(Lanes256 a) => new(Vector256.Sqrt(a._value));

    [MethodImpl(Inline)]
    public static Lanes256 Round(Lanes256 a) => new(Vector256.Round(a._value));

    [MethodImpl(Inline)]
    public static Lanes256 SelectAbove(Lanes256 a, Lanes256 b, Lanes256 above, Lanes256 otherwise) =>
        new(Vector256.ConditionalSelect(Vector256.GreaterThan(a._value, b._value), above._value, otherwise._value));

    [MethodImpl(Inline)]
    public static Lanes256 PowerOfTwo(Lanes256 n) =>
        new(((Vector256.ConvertToInt32Native(n._value) + Vector256.Create(FloatBits.Bias)) << FloatBits.MantissaBits).AsSingle());

    [MethodImpl(Inline)]
    public static Lanes256 SplitExponent(Lanes256 x, out Lanes256 mantissa)
    {
        Vector256<int> bits = x._value.AsInt32();
        Vector256<int> exponent = (bits - Vector256.Create(FloatBits.RootHalf)) >> FloatBits.MantissaBits;
        mantissa = new((bits - (exponent << FloatBits.MantissaBits)).AsSingle());
        return new(Vector256.ConvertToSingle(exponent));
    }

    [MethodImpl(Inline)]
    public static float Sum(Lanes256 a)
    {
        return Lanes128.Sum(Halves(a));
    }

    [MethodImpl(Inline)]
    public static Vector128<float> Sums(Lanes256 a, Lanes256 b, Lanes256 c, Lanes256 d) => Lanes128.Sums(Halves(a), Halves(b), Halves(c), Halves(d));

    [MethodImpl(Inline)]
    private static Lanes128 Halves(Lanes256 a) => new(a._value.GetLower() + a._value.GetUpper());
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FGan.Numerics;

/// <summary>Holds 16 floats in a vector of 512 bits.</summary>
internal readonly unsafe struct Lanes512 : ILanes<Lanes512>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<float> _value;

    [MethodImpl(Inline)]
    public Lanes512(Vector512<float> value) => _value = value;

    public static int Count => 16;

    public static int RegisterCount => 32;

    public static Lanes512 Zero
    {
        [MethodImpl(Inline)]
        get => new(Vector512<float>.Zero);
    }

    [MethodImpl(Inline)]
    public static Lanes512 Create(float value) => new(Vector512.Create(value));

    [MethodImpl(Inline)]
    public static Lanes512 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(Inline)]
    public void Store(float* destination) => _value.Store(destination);

    [MethodImpl(Inline)]
    public static Lanes512 operator +(Lanes512 a, Lanes512 b) => new(a._value + b._value);

    [MethodImpl(Inline)]
    public static Lanes512 operator -(Lanes512 a, Lanes512 b) => new(a._value - b._value);

    [MethodImpl(Inline)]
    public static Lanes512 operator *(Lanes512 a, Lanes512 b) => new(a._value * b._value);

    [MethodImpl(Inline)]
    public static Lanes512 operator /(Lanes512 a, Lanes512 b) => new(a._value / b._value);

    [MethodImpl(Inline)]
    public static Lanes512 operator -(Lanes512 a) => new(-a._value);

    [MethodImpl(Inline)]
    public static Lanes512 MultiplyAdd(Lanes512 a, Lanes512 b, Lanes512 c) =>
        new(Vector512.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(Inline)]
    public static Lanes512 Minimum(Lanes512 a, Lanes512 b) => new(Vector512.MinNative(a._value, b._value));

    [MethodImpl(Inline)]
    public static Lanes512 Maximum(Lanes512 a, Lanes512 b) => new(Vector512.MaxNative(a._value, b._value));

    [MethodImpl(Inline)]
    public static Lanes512 Abs(Lanes512 a) => new(Vector512.Abs(a._value));

    [MethodImpl(Inline)]
    public static Lanes512 Sqrt(Lanes512 a) => new(Vector512.Sqrt(a._value));

    [MethodImpl(Inline)]
    public static Lanes512 Round(Lanes512 a) => new(Vector512.Round(a._value));

    [MethodImpl(Inline)]
    public static Lanes512 SelectAbove(Lanes512 a, Lanes512 b, Lanes512 above, Lanes512 otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(a._value, b._value), above._value, otherwise._value));

    [MethodImpl(Inline)]
    public static Lanes512 PowerOfTwo(Lanes512 n) =>
        new(((Vector512.ConvertToInt32Native(n._value) + Vector512.Create(FloatBits.Bias)) << FloatBits.MantissaBits).AsSingle());

    [MethodImpl(Inline)]
    public static Lanes512 SplitExponent(Lanes512 x, out Lanes512 mantissa)
    {
        Vector512<int> bits = x._value.AsInt32();
        Vector512<int> exponent = (bits - Vector512.Create(FloatBits.RootHalf)) >> FloatBits.MantissaBits;
        mantissa = new((bits - (exponent << FloatBits.MantissaBits)).AsSingle());
        return new(Vector512.ConvertToSingle(exponent));
    }

    [MethodImpl(Inline)]
    public static float Sum(Lanes512 a)
    {
        return Lanes256.Sum(Halves(a));
    }

    [MethodImpl(Inline)]
    public static Vector128<float> Sums(Lanes512 a, Lanes512 b, Lanes512 c, Lanes512 d) => Lanes256.Sums(Halves(a), Halves(b), Halves(c), Halves(d));

    [MethodImpl(Inline)]
    private static Lanes256 Halves(Lanes512 a) => new(a._value.GetLower() + a._value.GetUpper());
}

using System.Runtime.Intrinsics;

namespace FGan.Symbolics;

/// <summary>A 256-bit register.</summary>
internal readonly struct Lanes256<T>(Vector256<T> value) : ILanes<Lanes256<T>, T>
    where T : unmanaged
{
    private readonly Vector256<T> _value = value;

    public static int Count => Vector256<T>.Count;

    public static Lanes256<T> operator +(Lanes256<T> a, Lanes256<T> b) => new(a._value + b._value);

    public static Lanes256<T> operator -(Lanes256<T> a, Lanes256<T> b) => new(a._value - b._value);

    public static Lanes256<T> operator *(Lanes256<T> a, Lanes256<T> b) => new(a._value * b._value);

    public static Lanes256<T> operator /(Lanes256<T> a, Lanes256<T> b) => new(a._value / b._value);

    public static Lanes256<T> operator -(Lanes256<T> a) => new(-a._value);

    public static Lanes256<T> Load(ref T source, int index) => new(Vector256.LoadUnsafe(ref source, (nuint)(uint)index));

    public static void Store(Lanes256<T> value, ref T target, int index) => value._value.StoreUnsafe(ref target, (nuint)(uint)index);

    public static Lanes256<T> Broadcast(double value) => typeof(T) == typeof(float)
        ? new(Vector256.Create((float)value).As<float, T>())
        : new(Vector256.Create(value).As<double, T>());

    public static Lanes256<T> Sqrt(Lanes256<T> x) => new(Vector256.Sqrt(x._value));

    public static Lanes256<T> Abs(Lanes256<T> x) => new(Vector256.Abs(x._value));

    public static Lanes256<T> Max(Lanes256<T> a, Lanes256<T> b) => new(Vector256.Max(a._value, b._value));

    public static Lanes256<T> Min(Lanes256<T> a, Lanes256<T> b) => new(Vector256.Min(a._value, b._value));

    public static Lanes256<T> Exp(Lanes256<T> x) => typeof(T) == typeof(float)
        ? new(Vector256.Exp(x._value.As<T, float>()).As<float, T>())
        : new(Vector256.Exp(x._value.As<T, double>()).As<double, T>());

    public static Lanes256<T> Log(Lanes256<T> x) => typeof(T) == typeof(float)
        ? new(Vector256.Log(x._value.As<T, float>()).As<float, T>())
        : new(Vector256.Log(x._value.As<T, double>()).As<double, T>());

    public static Lanes256<T> MultiplyAdd(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c) => typeof(T) == typeof(float)
        ? new(Vector256.FusedMultiplyAdd(
            a._value.As<T, float>(), b._value.As<T, float>(), c._value.As<T, float>()).As<float, T>())
        : new(Vector256.FusedMultiplyAdd(
            a._value.As<T, double>(), b._value.As<T, double>(), c._value.As<T, double>()).As<double, T>());

    public static Lanes256<T> CopySign(Lanes256<T> magnitude, Lanes256<T> sign) =>
        new(Vector256.CopySign(magnitude._value, sign._value));

    public static Lanes256<T> SelectLess(
        Lanes256<T> left, Lanes256<T> right, Lanes256<T> whenLess, Lanes256<T> otherwise) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(left._value, right._value), whenLess._value, otherwise._value));

    public static Lanes256<T> Map<TFunction>(Lanes256<T> x)
        where TFunction : struct, IScalarFunction
    {
        var result = Vector256<T>.Zero;
        for (var i = 0; i < Count; i++) result = result.WithElement(i, Lane.From<T>(TFunction.Invoke(Lane.Value(x._value.GetElement(i)))));
        return new(result);
    }

    public static Lanes256<T> Pow(Lanes256<T> x, Lanes256<T> exponent)
    {
        var result = Vector256<T>.Zero;
        for (var i = 0; i < Count; i++)
        {
            var power = Math.Pow(Lane.Value(x._value.GetElement(i)), Lane.Value(exponent._value.GetElement(i)));
            result = result.WithElement(i, Lane.From<T>(power));
        }

        return new(result);
    }
}

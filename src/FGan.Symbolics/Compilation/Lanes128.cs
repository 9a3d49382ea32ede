using System.Runtime.Intrinsics;

namespace FGan.Symbolics;

/// <summary>A 128-bit register.</summary>
internal readonly struct Lanes128<T>(Vector128<T> value) : ILanes<Lanes128<T>, T>
    where T : unmanaged
{
    private readonly Vector128<T> _value = value;

    public static int Count => Vector128<T>.Count;

    public static Lanes128<T> operator +(Lanes128<T> a, Lanes128<T> b) => new(a._value + b._value);

    public static Lanes128<T> operator -(Lanes128<T> a, Lanes128<T> b) => new(a._value - b._value);

    public static Lanes128<T> operator *(Lanes128<T> a, Lanes128<T> b) => new(a._value * b._value);

    public static Lanes128<T> operator /(Lanes128<T> a, Lanes128<T> b) => new(a._value / b._value);

    public static Lanes128<T> operator -(Lanes128<T> a) => new(-a._value);

    public static Lanes128<T> Load(ref T source, int index) => new(Vector128.LoadUnsafe(ref source, (nuint)(uint)index));

    public static void Store(Lanes128<T> value, ref T target, int index) => value._value.StoreUnsafe(ref target, (nuint)(uint)index);

    public static Lanes128<T> Broadcast(double value) => typeof(T) == typeof(float)
        ? new(Vector128.Create((float)value).As<float, T>())
        : new(Vector128.Create(value).As<double, T>());

    public static Lanes128<T> Sqrt(Lanes128<T> x) => new(Vector128.Sqrt(x._value));

    public static Lanes128<T> Abs(Lanes128<T> x) => new(Vector128.Abs(x._value));

    public static Lanes128<T> Max(Lanes128<T> a, Lanes128<T> b) => new(Vector128.Max(a._value, b._value));

    public static Lanes128<T> Min(Lanes128<T> a, Lanes128<T> b) => new(Vector128.Min(a._value, b._value));

    public static Lanes128<T> Exp(Lanes128<T> x) => typeof(T) == typeof(float)
        ? new(Vector128.Exp(x._value.As<T, float>()).As<float, T>())
        : new(Vector128.Exp(x._value.As<T, double>()).As<double, T>());

    public static Lanes128<T> Log(Lanes128<T> x) => typeof(T) == typeof(float)
        ? new(Vector128.Log(x._value.As<T, float>()).As<float, T>())
        : new(Vector128.Log(x._value.As<T, double>()).As<double, T>());

    public static Lanes128<T> MultiplyAdd(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c) => typeof(T) == typeof(float)
        ? new(Vector128.FusedMultiplyAdd(
            a._value.As<T, float>(), b._value.As<T, float>(), c._value.As<T, float>()).As<float, T>())
        : new(Vector128.FusedMultiplyAdd(
            a._value.As<T, double>(), b._value.As<T, double>(), c._value.As<T, double>()).As<double, T>());

    public static Lanes128<T> CopySign(Lanes128<T> magnitude, Lanes128<T> sign) =>
        new(Vector128.CopySign(magnitude._value, sign._value));

    public static Lanes128<T> SelectLess(
        Lanes128<T> left, Lanes128<T> right, Lanes128<T> whenLess, Lanes128<T> otherwise) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(left._value, right._value), whenLess._value, otherwise._value));

    public static Lanes128<T> Map<TFunction>(Lanes128<T> x)
        where TFunction : struct, IScalarFunction
    {
        var result = Vector128<T>.Zero;
        for (var i = 0; i < Count; i++) result = result.WithElement(i, Lane.From<T>(TFunction.Invoke(Lane.Value(x._value.GetElement(i)))));
        return new(result);
    }

    public static Lanes128<T> Pow(Lanes128<T> x, Lanes128<T> exponent)
    {
        var result = Vector128<T>.Zero;
        for (var i = 0; i < Count; i++)
        {
            var power = Math.Pow(Lane.Value(x._value.GetElement(i)), Lane.Value(exponent._value.GetElement(i)));
            result = result.WithElement(i, Lane.From<T>(power));
        }

        return new(result);
    }
}

using System.Runtime.Intrinsics;

namespace FGan.Symbolics;

/// <summary>A 512-bit register.</summary>
internal readonly struct Lanes512<T>(Vector512<T> value) : ILanes<Lanes512<T>, T>
    where T : unmanaged
{
    private readonly Vector512<T> _value = value;

    public static int Count => Vector512<T>.Count;

    public static Lanes512<T> operator +(Lanes512<T> a, Lanes512<T> b) => new(a._value + b._value);

    public static Lanes512<T> operator -(Lanes512<T> a, Lanes512<T> b) => new(a._value - b._value);

    public static Lanes512<T> operator *(Lanes512<T> a, Lanes512<T> b) => new(a._value * b._value);

    public static Lanes512<T> operator /(Lanes512<T> a, Lanes512<T> b) => new(a._value / b._value);

    public static Lanes512<T> operator -(Lanes512<T> a) => new(-a._value);

    public static Lanes512<T> Load(ref T source, int index) => new(Vector512.LoadUnsafe(ref source, (nuint)(uint)index));

    public static void Store(Lanes512<T> value, ref T target, int index) => value._value.StoreUnsafe(ref target, (nuint)(uint)index);

    public static Lanes512<T> Broadcast(double value) => typeof(T) == typeof(float)
        ? new(Vector512.Create((float)value).As<float, T>())
        : new(Vector512.Create(value).As<double, T>());

    public static Lanes512<T> Sqrt(Lanes512<T> x) => new(Vector512.Sqrt(x._value));

    public static Lanes512<T> Abs(Lanes512<T> x) => new(Vector512.Abs(x._value));

    public static Lanes512<T> Max(Lanes512<T> a, Lanes512<T> b) => new(Vector512.Max(a._value, b._value));

    public static Lanes512<T> Min(Lanes512<T> a, Lanes512<T> b) => new(Vector512.Min(a._value, b._value));

    public static Lanes512<T> Exp(Lanes512<T> x) => typeof(T) == typeof(float)
        ? new(Vector512.Exp(x._value.As<T, float>()).As<float, T>())
        : new(Vector512.Exp(x._value.As<T, double>()).As<double, T>());

    public static Lanes512<T> Log(Lanes512<T> x) => typeof(T) == typeof(float)
        ? new(Vector512.Log(x._value.As<T, float>()).As<float, T>())
        : new(Vector512.Log(x._value.As<T, double>()).As<double, T>());

    public static Lanes512<T> MultiplyAdd(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c) => typeof(T) == typeof(float)
        ? new(Vector512.FusedMultiplyAdd(
            a._value.As<T, float>(), b._value.As<T, float>(), c._value.As<T, float>()).As<float, T>())
        : new(Vector512.FusedMultiplyAdd(
            a._value.As<T, double>(), b._value.As<T, double>(), c._value.As<T, double>()).As<double, T>());

    public static Lanes512<T> CopySign(Lanes512<T> magnitude, Lanes512<T> sign) =>
        new(Vector512.CopySign(magnitude._value, sign._value));

    public static Lanes512<T> SelectLess(
        Lanes512<T> left, Lanes512<T> right, Lanes512<T> whenLess, Lanes512<T> otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(left._value, right._value), whenLess._value, otherwise._value));

    public static Lanes512<T> Map<TFunction>(Lanes512<T> x)
        where TFunction : struct, IScalarFunction
    {
        var result = Vector512<T>.Zero;
        for (var i = 0; i < Count; i++) result = result.WithElement(i, Lane.From<T>(TFunction.Invoke(Lane.Value(x._value.GetElement(i)))));
        return new(result);
    }

    public static Lanes512<T> Pow(Lanes512<T> x, Lanes512<T> exponent)
    {
        var result = Vector512<T>.Zero;
        for (var i = 0; i < Count; i++)
        {
            var power = Math.Pow(Lane.Value(x._value.GetElement(i)), Lane.Value(exponent._value.GetElement(i)));
            result = result.WithElement(i, Lane.From<T>(power));
        }

        return new(result);
    }
}

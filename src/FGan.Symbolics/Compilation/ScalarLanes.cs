namespace FGan.Symbolics;

/// <summary>One number as a register of one lane: the scalar twin of the vector code, and the code for scalars.</summary>
internal readonly struct ScalarLanes(double value) : ILanes<ScalarLanes, double>
{
    public static int Count => 1;

    public double Value { get; } = value;

    public static ScalarLanes operator +(ScalarLanes a, ScalarLanes b) => new(a.Value + b.Value);

    public static ScalarLanes operator -(ScalarLanes a, ScalarLanes b) => new(a.Value - b.Value);

    public static ScalarLanes operator *(ScalarLanes a, ScalarLanes b) => new(a.Value * b.Value);

    public static ScalarLanes operator /(ScalarLanes a, ScalarLanes b) => new(a.Value / b.Value);

    public static ScalarLanes operator -(ScalarLanes a) => new(-a.Value);

    public static ScalarLanes Load(ref double source, int index) =>
        new(System.Runtime.CompilerServices.Unsafe.Add(ref source, index));

    public static void Store(ScalarLanes value, ref double target, int index) =>
        System.Runtime.CompilerServices.Unsafe.Add(ref target, index) = value.Value;

    public static ScalarLanes Broadcast(double value) => new(value);

    public static ScalarLanes Sqrt(ScalarLanes x) => new(Math.Sqrt(x.Value));

    public static ScalarLanes Abs(ScalarLanes x) => new(Math.Abs(x.Value));

    public static ScalarLanes Max(ScalarLanes a, ScalarLanes b) => new(Math.Max(a.Value, b.Value));

    public static ScalarLanes Min(ScalarLanes a, ScalarLanes b) => new(Math.Min(a.Value, b.Value));

    public static ScalarLanes Exp(ScalarLanes x) => new(Math.Exp(x.Value));

    public static ScalarLanes Log(ScalarLanes x) => new(Math.Log(x.Value));

    public static ScalarLanes MultiplyAdd(ScalarLanes a, ScalarLanes b, ScalarLanes c) =>
        new(Math.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static ScalarLanes CopySign(ScalarLanes magnitude, ScalarLanes sign) => new(Math.CopySign(magnitude.Value, sign.Value));

    public static ScalarLanes SelectLess(ScalarLanes left, ScalarLanes right, ScalarLanes whenLess, ScalarLanes otherwise) =>
        left.Value < right.Value ? whenLess : otherwise;

    public static ScalarLanes Map<TFunction>(ScalarLanes x)
        where TFunction : struct, IScalarFunction => new(TFunction.Invoke(x.Value));

    public static ScalarLanes Pow(ScalarLanes x, ScalarLanes exponent) => new(Math.Pow(x.Value, exponent.Value));
}

/// <summary>Moves single lanes between double and their own type.</summary>
internal static class Lane
{
    public static double Value<T>(T lane)
        where T : unmanaged => typeof(T) == typeof(float) ? (float)(object)lane : (double)(object)lane;

    public static T From<T>(double value)
        where T : unmanaged => typeof(T) == typeof(float) ? (T)(object)(float)value : (T)(object)value;
}

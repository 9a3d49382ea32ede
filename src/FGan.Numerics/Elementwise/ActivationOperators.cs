using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Is an activation at compile time: its value, and its slope from its output.</summary>
internal interface IActivationFunction
{
    /// <summary>Whether the value takes a few operations only.</summary>
    static abstract bool HasLightValue { get; }

    /// <summary>Whether the slope takes a few operations only.</summary>
    static abstract bool HasLightSlope { get; }

    TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>;

    TLanes SlopeAtOutput<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Is run with the activation that was asked for.</summary>
internal interface IActivationWork
{
    void Run<TFunction>(TFunction function)
        where TFunction : struct, IActivationFunction;
}

internal static class ActivationFunctions
{
    /// <summary>Runs the work with an activation made known to the compiler.</summary>
    public static void Run<TWork>(Activation activation, TWork work)
        where TWork : struct, IActivationWork, allows ref struct
    {
        switch (activation.Kind)
        {
            case ActivationKind.Identity: work.Run(default(IdentityFunction)); break;
            case ActivationKind.Relu: work.Run(default(ReluFunction)); break;
            case ActivationKind.LeakyRelu when activation.Parameter > 1f: work.Run(new SteepReluFunction(activation.Parameter)); break;
            case ActivationKind.LeakyRelu: work.Run(new LeakyReluFunction(activation.Parameter)); break;
            case ActivationKind.Elu: work.Run(new EluFunction(activation.Parameter)); break;
            case ActivationKind.Tanh: work.Run(default(TanhFunction)); break;
            case ActivationKind.Sigmoid: work.Run(default(SigmoidFunction)); break;
            case ActivationKind.Softplus: work.Run(default(SoftplusFunction)); break;
            default: throw activation.Unknown();
        }
    }
}

internal readonly struct IdentityFunction : IActivationFunction
{
    public static bool HasLightValue => true;

    public static bool HasLightSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes SlopeAtOutput<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes> => TLanes.Create(1f);
}

internal readonly struct ReluFunction : IActivationFunction
{
    public static bool HasLightValue => true;

    public static bool HasLightSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.Maximum(TLanes.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes SlopeAtOutput<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectAbove(y, TLanes.Zero, TLanes.Create(1f), TLanes.Zero);
}

/// <summary>The larger of x and αx, α at most 1. Half the time of a choice by x's sign, which shows in products of short sums.</summary>
internal readonly struct LeakyReluFunction(float slope) : IActivationFunction
{
    public static bool HasLightValue => true;

    public static bool HasLightSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.Maximum(TLanes.Create(slope) * x, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes SlopeAtOutput<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectAbove(y, TLanes.Zero, TLanes.Create(1f), TLanes.Create(slope));
}

/// <summary>The smaller of x and αx, α above 1.</summary>
internal readonly struct SteepReluFunction(float slope) : IActivationFunction
{
    public static bool HasLightValue => true;

    public static bool HasLightSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.Minimum(TLanes.Create(slope) * x, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes SlopeAtOutput<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectAbove(y, TLanes.Zero, TLanes.Create(1f), TLanes.Create(slope));
}

internal readonly struct EluFunction(float alpha) : IActivationFunction
{
    public static bool HasLightValue => false;

    public static bool HasLightSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectAbove(x, TLanes.Zero, x, TLanes.Create(alpha) * Elementary.ExpMinusOne(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes SlopeAtOutput<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SelectAbove(y, TLanes.Zero, TLanes.Create(1f), y + TLanes.Create(alpha));
}

internal readonly struct TanhFunction : IActivationFunction
{
    public static bool HasLightValue => false;

    public static bool HasLightSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Elementary.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes SlopeAtOutput<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes> => TLanes.Create(1f) - (y * y);
}

internal readonly struct SigmoidFunction : IActivationFunction
{
    public static bool HasLightValue => false;

    public static bool HasLightSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Elementary.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes SlopeAtOutput<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes> => y * (TLanes.Create(1f) - y);
}

internal readonly struct SoftplusFunction : IActivationFunction
{
    public static bool HasLightValue => false;

    public static bool HasLightSlope => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => Elementary.Softplus(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes SlopeAtOutput<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes> => -Elementary.ExpMinusOne(-y);
}

/// <summary>a(x).</summary>
internal readonly struct ActivationOperator<TFunction>(Activation activation, TFunction function) : IUnaryOperator
    where TFunction : struct, IActivationFunction
{
    public float Scalar(float x) => activation.Value(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => function.Value(x);
}

/// <summary>a'(x) from y = a(x).</summary>
internal readonly struct SlopeOperator<TFunction>(Activation activation, TFunction function) : IUnaryOperator
    where TFunction : struct, IActivationFunction
{
    public float Scalar(float y) => activation.SlopeAtOutput(y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes> => function.SlopeAtOutput(y);
}

/// <summary>x · a'(·) from y = a(·).</summary>
internal readonly struct TimesSlopeOperator<TFunction>(Activation activation, TFunction function) : IBinaryOperator
    where TFunction : struct, IActivationFunction
{
    public float Scalar(float x, float y) => x * activation.SlopeAtOutput(y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes> => x * function.SlopeAtOutput(y);
}

/// <summary>a(x + bias).</summary>
internal readonly struct BiasActivationOperator<TFunction>(TFunction function) : IBinaryOperator
    where TFunction : struct, IActivationFunction
{
    public float Scalar(float x, float y) => throw new NotSupportedException("Defined by Activation.Value.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Vector<TLanes>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes> => function.Value(x + y);
}

namespace FGan.Numerics;

internal readonly struct NegateOperator : IScalarUnary
{
    public float Apply(float x) => -x;
}

internal readonly struct AbsOperator : IScalarUnary
{
    public float Apply(float x) => MathF.Abs(x);
}

internal readonly struct SquareOperator : IScalarUnary
{
    public float Apply(float x) => x * x;
}

internal readonly struct SqrtOperator : IScalarUnary
{
    public float Apply(float x) => MathF.Sqrt(x);
}

internal readonly struct ReciprocalSqrtOperator : IScalarUnary
{
    public float Apply(float x) => 1f / MathF.Sqrt(x);
}

internal readonly struct ReciprocalOperator : IScalarUnary
{
    public float Apply(float x) => 1f / x;
}

internal readonly struct ExpOperator : IScalarUnary
{
    public float Apply(float x) => MathF.Exp(x);
}

internal readonly struct ExpMinusOneOperator : IScalarUnary
{
    public float Apply(float x) => (float)(Math.Exp(x) - 1.0);
}

internal readonly struct LogOperator : IScalarUnary
{
    public float Apply(float x) => MathF.Log(x);
}

internal readonly struct LogOnePlusOperator : IScalarUnary
{
    public float Apply(float x) => (float)Math.Log(1.0 + x);
}

internal readonly struct TanhOperator : IScalarUnary
{
    public float Apply(float x) => MathF.Tanh(x);
}

internal readonly struct SigmoidOperator : IScalarUnary
{
    public float Apply(float x) => Activation.Sigmoid.Value(x);
}

internal readonly struct SoftplusOperator : IScalarUnary
{
    public float Apply(float x) => Activation.Softplus.Value(x);
}

internal readonly struct StepOperator : IScalarUnary
{
    public float Apply(float x) => x > 0f ? 1f : 0f;
}

internal readonly struct SignOperator : IScalarUnary
{
    public float Apply(float x) => x > 0f ? 1f : x < 0f ? -1f : 0f;
}

internal readonly struct AddOperator : IScalarBinary
{
    public float Apply(float x, float y) => x + y;
}

internal readonly struct SubtractOperator : IScalarBinary
{
    public float Apply(float x, float y) => x - y;
}

internal readonly struct MultiplyOperator : IScalarBinary
{
    public float Apply(float x, float y) => x * y;
}

internal readonly struct DivideOperator : IScalarBinary
{
    public float Apply(float x, float y) => x / y;
}

internal readonly struct MaximumOperator : IScalarBinary
{
    public float Apply(float x, float y) => MathF.Max(x, y);
}

internal readonly struct MinimumOperator : IScalarBinary
{
    public float Apply(float x, float y) => MathF.Min(x, y);
}

internal readonly struct AffineOperator(float factor, float offset) : IScalarUnary
{
    public float Apply(float x) => (factor * x) + offset;
}

internal readonly struct ClampOperator(float low, float high) : IScalarUnary
{
    public float Apply(float x) => MathF.Min(MathF.Max(x, low), high);
}

internal readonly struct CombineOperator(float a, float b) : IScalarBinary
{
    public float Apply(float x, float y) => (a * x) + (b * y);
}

internal readonly struct ActivationOperator(Activation activation) : IScalarUnary
{
    public float Apply(float x) => activation.Value(x);
}

internal readonly struct ActivationSlopeOperator(Activation activation) : IScalarUnary
{
    public float Apply(float x) => activation.SlopeAtOutput(x);
}

internal readonly struct TimesSlopeOperator(Activation activation) : IScalarBinary
{
    public float Apply(float x, float y) => x * activation.SlopeAtOutput(y);
}

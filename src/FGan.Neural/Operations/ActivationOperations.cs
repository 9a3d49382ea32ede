using FGan.Numerics;

namespace FGan.Neural.Operations;

/// <summary>y = a(x).</summary>
internal sealed record ActivationOperation(Activation Activation) : Operation
{
    public override string Name => Activation.Kind.ToString();

    public override bool TreatsRowsAlone => true;

    public override bool MayOverwrite(int input) => true;

    public override void Differentiate(Differentiation step) => step.Add(0, () =>
        step.Tape.Record(new ActivationBackwardOperation(Activation), [step.Gradient, step.Output()], step.Output().Shape));

    public override void Execute(Execution step) => Elementwise.Activate(step.Input(0), Activation, step.Output(), step.Team);
}

/// <summary>g·s(y) with s(y) = a'(x) where y = a(x): the gradient behind an activation, from its output alone.</summary>
internal sealed record ActivationBackwardOperation(Activation Activation) : Operation
{
    public override string Name => $"{Activation.Kind} backward";

    public override bool TreatsRowsAlone => true;

    public override bool MayOverwrite(int input) => true;

    public override void Differentiate(Differentiation step)
    {
        Value h = step.Gradient, g = step.Input(0), y = step.Input(1);
        step.Add(0, () => step.Tape.Record(this, [h, y], y.Shape));
        // Where the slope is constant in y (ReLU), nothing at all is recorded.
        if (SlopeDerivative(y) is Value curvature) step.Add(1, () => h * g * curvature);
    }

    public override void Execute(Execution step) =>
        Elementwise.MultiplyBySlope(step.Input(0), step.Input(1), Activation, step.Output(), step.Team);

    /// <summary>ds/dy: tanh s = 1 − y², sigmoid s = y(1 − y), softplus s = 1 − e⁻ʸ, ELU s = y + α left of 0.</summary>
    private Value? SlopeDerivative(Value y) => Activation.Kind switch
    {
        ActivationKind.Tanh => -2f * y,
        ActivationKind.Sigmoid => (-2f * y) + 1f,
        ActivationKind.Softplus => (-y).Exp(),
        ActivationKind.Elu => y.Tape.Record(new NegativePartIndicatorOperation(), [y], y.Shape),
        _ => null,
    };
}

/// <summary>1 where x ≤ 0, else 0; its derivative is 0.</summary>
internal sealed record NegativePartIndicatorOperation : Operation
{
    public override string Name => "x ≤ 0";

    public override bool TreatsRowsAlone => true;

    public override bool MayOverwrite(int input) => true;

    public override void Differentiate(Differentiation step)
    {
        // Piecewise constant.
    }

    public override void Execute(Execution step)
    {
        Elementwise.Step(step.Input(0), step.Output(), step.Team);
        Elementwise.Affine(step.Output(), -1f, 1f, step.Output(), step.Team);
    }
}

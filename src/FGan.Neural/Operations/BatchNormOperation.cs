using FGan.Numerics;

namespace FGan.Neural.Operations;

/// <summary>y = γ·(x − mean)/√(var + ε) + β with the batch's own mean and variance; keeps running ones for sampling.</summary>
/// <remarks>The compiler may add an activation, y = a(…). Inputs x [N, C·S], γ, β [1, C]; outputs y, the batch's mean and biased variance [1, C].</remarks>
internal sealed record BatchNormOperation(
    int Channels, float Epsilon, RunningStatistics Running, Activation Activation = default) : Operation
{
    public override string Name => "BatchNorm";

    public override bool IsPure => false;

    public override void Differentiate(Differentiation step)
    {
        Value x = step.Input(0), gamma = step.Input(1), g = step.Gradient;
        var backward = new BatchNormBackwardOperation(Channels, Epsilon);
        Node node = step.Tape.RecordNode(
            backward, [g, x, step.Output(1), step.Output(2), gamma], x.Shape, gamma.Shape, gamma.Shape);
        for (int i = 0; i < 3; i++)
        {
            Value contribution = node.Outputs[i];
            step.Add(i, () => contribution);
        }
    }

    public override void Execute(Execution step)
    {
        Shape shape = step.InputShape(0);
        int pixels = shape.Columns / Channels;
        BatchNormKernels.Forward(
            step.Input(0), step.Input(1), step.Input(2), Epsilon, Activation, step.Output(1), step.Output(2), step.Output(0), pixels, step.Team);
        Running.Update(step.Output(1), step.Output(2), shape.Rows * pixels);
    }
}

/// <summary>The gradient behind batch normalisation: from g, x, mean, variance, γ to those of x, γ and β.</summary>
/// <remarks>Where the compiler added the activation, its output y is the sixth input and g is multiplied by its slope first.</remarks>
internal sealed record BatchNormBackwardOperation(int Channels, float Epsilon, Activation Activation = default) : Operation
{
    public override string Name => "BatchNorm backward";

    /// <summary>Differentiates the formulas below, written with primitive operations; only second-order users pay for it.</summary>
    /// <remarks>
    /// x̂ = (x − mean)·r, r = 1/√(var + ε); dβ = Σg, dγ = Σg·x̂, dx = γr/n · (n·g − dβ − x̂·dγ), n numbers a channel.
    /// </remarks>
    public override void Differentiate(Differentiation step)
    {
        Value g = step.Input(0), x = step.Input(1), gamma = step.Input(4);
        int n = x.Shape.Count / Channels;
        Value centred = x - (x.ChannelSums(Channels) / n).BroadcastChannels(x.Shape);
        Value variance = centred.Square().ChannelSums(Channels) / n;
        Value r = (variance + Epsilon).Sqrt().Reciprocal();
        Value normalised = centred * r.BroadcastChannels(x.Shape);
        Value dBeta = g.ChannelSums(Channels), dGamma = (g * normalised).ChannelSums(Channels);
        Value dx = (g - (dBeta / n).BroadcastChannels(x.Shape) - normalised * (dGamma / n).BroadcastChannels(x.Shape))
            * (gamma * r).BroadcastChannels(x.Shape);
        Value[] outputs = [dx, dGamma, dBeta];
        int[] used = [.. Enumerable.Range(0, 3).Where(i => step.GradientOf(i) is not null)];
        Value[] contributions = step.Tape.Gradient(
            Array.ConvertAll(used, i => outputs[i]), Array.ConvertAll(used, i => step.GradientOf(i)!), [g, x, gamma], partial: true);
        step.Add(0, () => contributions[0]);
        step.Add(1, () => contributions[1]);
        step.Add(4, () => contributions[2]);
    }

    public override void Execute(Execution step) => BatchNormKernels.Backward(
        step.Input(0), step.Input(1), step.InputCount > 5 ? step.Input(5) : default, step.Input(2), step.Input(3), step.Input(4), Epsilon, Activation,
        step.Output(1), step.Output(2), step.Output(0), step.InputShape(0).Columns / Channels, team: step.Team);
}

using FGan.Numerics;

namespace FGan.Neural.Operations;

/// <summary>Adds up rows, columns or both until the output's shape is left, times a factor.</summary>
internal sealed record SumOperation(float Factor) : Operation
{
    public override string Name => "sum";

    public override void Differentiate(Differentiation step) =>
        step.Add(0, () => (step.Gradient * Factor).BroadcastTo(step.Input().Shape));

    public override void Execute(Execution step) => throw new NotImplementedException();
}

/// <summary>Repeats a single row, a single column or both until the output's shape is full.</summary>
internal sealed record BroadcastOperation : Operation
{
    public override string Name => "broadcast";

    public override void Differentiate(Differentiation step) => step.Add(0, () => step.Gradient.SumTo(step.Input().Shape));

    public override void Execute(Execution step) => throw new NotImplementedException();
}

/// <summary>Adds up rows and the pixels of each channel: [rows, channels·pixels] → [1, channels].</summary>
internal sealed record ChannelSumOperation(int Channels) : Operation
{
    public override string Name => "channel sums";

    public override void Differentiate(Differentiation step) =>
        step.Add(0, () => step.Gradient.BroadcastChannels(step.Input().Shape));

    public override void Execute(Execution step) => throw new NotImplementedException();
}

/// <summary>Repeats a number for each channel over rows and pixels: [1, channels] → [rows, channels·pixels].</summary>
internal sealed record ChannelBroadcastOperation : Operation
{
    public override string Name => "channel broadcast";

    public override void Differentiate(Differentiation step) =>
        step.Add(0, () => step.Gradient.ChannelSums(step.Input().Shape.Columns));

    public override void Execute(Execution step) => throw new NotImplementedException();
}

using FGan.Numerics;

namespace FGan.Neural.Operations;

/// <summary>Adds up rows, columns or both until the output's shape is left, times a factor.</summary>
internal sealed record SumOperation(float Factor) : Operation
{
    public override string Name => "sum";

    public override void Differentiate(Differentiation step) =>
        step.Add(0, () => (step.Gradient * Factor).BroadcastTo(step.Input().Shape));

    public override void Execute(Execution step)
    {
        Shape from = step.InputShape(0), to = step.OutputShape();
        ReadOnlySpan<float> x = step.Input(0);
        Span<float> y = step.Output();
        if (to == Shape.Scalar)
        {
            y[0] = (float)(Reductions.Sum(x, step.Team) * Factor);
            return;
        }
        if (to.Rows == 1 && from.Rows > 1) Reductions.SumChannels(x, y, team: step.Team);
        else Reductions.SumRows(x, y, team: step.Team);
        if (Factor != 1f) Elementwise.Scale(y, Factor, y, step.Team);
    }
}

/// <summary>Repeats a single row, a single column or both until the output's shape is full.</summary>
internal sealed record BroadcastOperation : Operation
{
    public override string Name => "broadcast";

    public override bool TreatsRowsAlone => true;

    public override void Differentiate(Differentiation step) => step.Add(0, () => step.Gradient.SumTo(step.Input().Shape));

    public override void Execute(Execution step)
    {
        Shape from = step.InputShape(0);
        if (from == Shape.Scalar) step.Output().Fill(step.Input(0)[0]);
        else if (from.Rows == 1) Broadcast.FillChannel(step.Input(0), step.Output(), team: step.Team);
        else Broadcast.FillColumn(step.Input(0), step.Output(), step.Team);
    }
}

/// <summary>Adds up rows and the pixels of each channel: [rows, channels·pixels] → [1, channels].</summary>
internal sealed record ChannelSumOperation(int Channels) : Operation
{
    public override string Name => "channel sums";

    public override void Differentiate(Differentiation step) =>
        step.Add(0, () => step.Gradient.BroadcastChannels(step.Input().Shape));

    public override void Execute(Execution step) =>
        Reductions.SumChannels(step.Input(0), step.Output(), step.InputShape(0).Columns / Channels, team: step.Team);
}

/// <summary>Repeats a number for each channel over rows and pixels: [1, channels] → [rows, channels·pixels].</summary>
internal sealed record ChannelBroadcastOperation : Operation
{
    public override string Name => "channel broadcast";

    public override bool TreatsRowsAlone => true;

    public override void Differentiate(Differentiation step) =>
        step.Add(0, () => step.Gradient.ChannelSums(step.Input().Shape.Columns));

    public override void Execute(Execution step) =>
        Broadcast.FillChannel(step.Input(0), step.Output(), step.OutputShape().Columns / step.InputShape(0).Columns, step.Team);
}

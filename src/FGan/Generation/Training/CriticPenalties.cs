using FGan.Divergences;
using FGan.Neural;
using FGan.Numerics;

namespace FGan;

/// <summary>What the critic's loss adds to the objective, in units of its curvature.</summary>
internal static class CriticPenalties
{
    /// <summary>Keeps the root of a slope that is 0 differentiable.</summary>
    private const float LeastSquare = 1e-12f;

    /// <summary>R1, R2 and the regulariser of Roth et al., all from one gradient of V; null where the options want none.</summary>
    /// <param name="networks">The critic and its objective.</param>
    /// <param name="rows">Data, then as many samples.</param>
    /// <param name="v">The critic's V of these rows, or of packs of them; what it is told beside them has no slope to keep.</param>
    /// <param name="options">The weights.</param>
    public static Value? OnSlopes(GameNetworks networks, Value rows, Value v, GanTrainerOptions options)
    {
        if (options is { DataPenalty: 0, SamplePenalty: 0, NoisePenalty: 0 }) return null;
        int batch = rows.Shape.Rows / 2, packs = v.Shape.Rows / 2;

        // V of a row depends on that row, or on its pack, alone, so the gradient of the sum holds the gradient of each.
        Value slopes = rows.Tape.Gradient(v.Sum(), rows).Square().RowSums();
        Value onData = CriticInput.SumPacks(slopes.Rows(0, batch), options.Pack), onSamples = CriticInput.SumPacks(slopes.Rows(batch, batch), options.Pack);
        Value loss = onData.Mean() * (float)(options.DataPenalty / 2) + onSamples.Mean() * (float)(options.SamplePenalty / 2);
        if (options.NoisePenalty == 0) return loss;
        return loss + (float)(options.NoisePenalty / 2) * (options.Direction == Direction.Forward
            ? OnNoise(networks, v.Rows(packs, packs), onSamples)
            : OnNoise(networks, v.Rows(0, packs), onData));
    }

    /// <summary>λ·E[max(0, ‖∇ₓT‖²/L² − 1)], or the two-sided λ·E[(‖∇ₓT‖/L − 1)²], at random points between a row of data and a sample.</summary>
    public static Value OnLeavingLipschitz(
        GameNetworks networks, Value data, Value samples, Value? conditions, double limit, GanTrainerOptions options, RandomSource mixing)
    {
        Value share = data.Tape.Uniform(data.Shape.Rows, 1, mixing).BroadcastTo(data.Shape);
        Value between = samples + share * (data - samples);
        Value t = networks.Critic.Forward(CriticInput.Of(between, conditions, options.Pack), Mode.Train).Apply(TapeFunction.Of(networks.Objective.Activation.Activation));
        Value squares = CriticInput.SumPacks(data.Tape.Gradient(t.Sum(), between).Square().RowSums(), options.Pack) / (float)(limit * limit);
        Value excess = options.LipschitzSides == LipschitzSides.One
            ? (squares - 1f).Activate(Activation.Relu)
            : ((squares + LeastSquare).Sqrt() - 1f).Square();
        return excess.Mean() * (float)options.LipschitzPenalty;
    }

    /// <summary>E[(g∘a)'(V)·‖∇ₓV‖²] over the side that g stands on.</summary>
    private static Value OnNoise(GameNetworks networks, Value v, Value slopes)
    {
        Value weights = v.Apply(TapeFunction.Of(networks.Objective.Activation.Composition.Derivative));
        return (weights * slopes).Mean() / networks.Curvature;
    }
}

using FGan.Divergences;
using FGan.Neural;

namespace FGan;

/// <summary>A compiled program that computes the gradients of critic, generator or both on one batch.</summary>
internal sealed class GameStep : IDisposable
{
    private readonly TrainingRows _rows;
    private readonly RandomSource _latent, _noise, _mixing;
    private readonly int _latentDraws, _noiseDraws;
    private readonly int _batch;
    private readonly Value? _data;
    private readonly Value _result;
    private readonly Program _program;

    /// <summary>Records and compiles.</summary>
    /// <param name="networks">The networks, and the objective they play for.</param>
    /// <param name="rows">Where batches come from.</param>
    /// <param name="options">The options of the run.</param>
    /// <param name="movesCritic">Whether the critic's gradient is computed.</param>
    /// <param name="movesGenerator">Whether the generator's gradient is computed; with both, all gradients are taken at one point.</param>
    public GameStep(GameNetworks networks, TrainingRows rows, GanTrainerOptions options, bool movesCritic, bool movesGenerator)
    {
        (_rows, _batch) = (rows, options.BatchSize);
        _latent = new RandomSource(options.Seed, movesCritic ? RandomStreams.CriticLatent : RandomStreams.GeneratorLatent);
        _noise = new RandomSource(options.Seed, movesCritic ? RandomStreams.CriticNoise : RandomStreams.GeneratorNoise);
        _mixing = new RandomSource(options.Seed, RandomStreams.CriticMixing);
        (_latentDraws, _noiseDraws) = (_batch * options.LatentDimension, _batch * rows.Space.Width);

        var tape = new Tape();
        Value latent = LatentSource.Record(tape, _batch, options, _latent);
        Value samples = rows.Space.Relax(networks.Generator.Forward(latent, Mode.Train), _noise, (float)options.GumbelTemperature);
        Value onSamples;
        if (movesCritic)
        {
            _data = tape.Input(_batch, rows.Space.Width, "data");
            (onSamples, _result) = RecordCritic(networks, _data, samples, options, _mixing);
        }
        else
        {
            onSamples = networks.Critic.Forward(samples, Mode.Train);
            _result = onSamples;
        }

        if (movesGenerator)
        {
            Value loss = onSamples.Apply(TapeFunction.Of(GeneratorTerm(networks.GeneratorObjective, options))).Mean();
            tape.Backward(loss / networks.GeneratorCurvature, networks.GeneratorWeights);
        }

        _program = tape.Compile(_result);
    }

    /// <summary>Computes the gradients of one batch.</summary>
    /// <param name="draw">Number of the batch: which data and which random numbers it takes.</param>
    /// <returns>The critic's value on the batch where the critic moves, else the first V.</returns>
    public float Run(ulong draw)
    {
        _latent.Position = draw * (ulong)_latentDraws;
        _noise.Position = draw * (ulong)_noiseDraws;
        _mixing.Position = draw * (ulong)_batch;
        if (_data is not null) _rows.Fill(_program[_data], draw * (ulong)_batch);
        _program.Run();
        return _program[_result][0];
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose() => _program.Dispose();

    /// <summary>
    /// E_P[data term] + E_Q[model term], in units of the curvature, less the penalties, ascended by the critic; both samples pass it in one go.
    /// </summary>
    private static (Value OnSamples, Value Value) RecordCritic(GameNetworks networks, Value data, Value samples, GanTrainerOptions options, RandomSource mixing)
    {
        int batch = data.Shape.Rows;
        Value rows = Value.StackRows(data, samples), v = networks.Critic.Forward(rows, Mode.Train);
        Value onData = v.Rows(0, batch), onSamples = v.Rows(batch, batch);
        Value value = onData.Apply(TapeFunction.Of(networks.Objective.DataTerm)).Mean()
            + onSamples.Apply(TapeFunction.Of(networks.Objective.ModelTerm)).Mean();
        Value loss = -value / networks.Curvature;
        if (CriticPenalties.OnSlopes(networks, rows, v, options) is { } slopes) loss += slopes;
        if (options.LipschitzLimit is double limit) loss += CriticPenalties.OnLeavingLipschitz(networks, data, samples, limit, options, mixing);
        data.Tape.Backward(loss, networks.CriticWeights);
        return (onSamples, value);
    }

    /// <summary>What the generator descends, as a function of V at a sample.</summary>
    public static Symbolics.RealFunction GeneratorTerm(Objective objective, GanTrainerOptions options) =>
        options.GeneratorObjective == GeneratorObjective.Alternative ? objective.AlternativeGeneratorTerm : objective.GeneratorTerm;
}

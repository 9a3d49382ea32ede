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
    private readonly Value? _data, _conditions;
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
        if (rows.Conditions is { } sampling) _conditions = tape.Input(_batch, sampling.Vector.Width, "conditions");
        Value latent = LatentSource.Record(tape, _batch, options, _latent);
        Value raw = networks.Generator.Forward(CriticInput.With(latent, _conditions), Mode.Train);
        Value samples = rows.Space.Relax(raw, _noise, (float)options.GumbelTemperature);
        Value onSamples;
        if (movesCritic)
        {
            _data = tape.Input(_batch, rows.Space.Width, "data");
            (onSamples, _result) = RecordCritic(networks, _data, samples, _conditions, options, _mixing);
        }
        else
        {
            onSamples = networks.Critic.Forward(CriticInput.Of(samples, _conditions, options.Pack), Mode.Train);
            _result = onSamples;
        }

        if (movesGenerator)
        {
            Value loss = onSamples.Apply(TapeFunction.Of(GeneratorTerm(networks.GeneratorObjective, options))).Mean() / networks.GeneratorCurvature;
            if (_conditions is not null) loss += rows.Conditions!.Vector.CrossEntropy(raw, _conditions);
            tape.Backward(loss, networks.GeneratorWeights);
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
        Fill(draw * (ulong)_batch);
        _program.Run();
        return _program[_result][0];
    }

    /// <summary>The same conditions for rows of data and for samples, so that no difference between the two is one of conditions.</summary>
    private void Fill(ulong firstRow)
    {
        if (_conditions is null)
        {
            if (_data is not null) _rows.Fill(_program[_data], firstRow);
        }
        else if (_data is null)
        {
            _rows.Conditions!.Fill(_program[_conditions], firstRow);
        }
        else
        {
            _rows.Conditions!.Fill(_program[_data], _program[_conditions], firstRow);
        }
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose() => _program.Dispose();

    /// <summary>
    /// E_P[data term] + E_Q[model term], in units of the curvature, less the penalties, ascended by the critic; both samples pass it in one go.
    /// </summary>
    private static (Value OnSamples, Value Value) RecordCritic(
        GameNetworks networks, Value data, Value samples, Value? conditions, GanTrainerOptions options, RandomSource mixing)
    {
        int batch = data.Shape.Rows, packs = batch / options.Pack;
        Value rows = Value.StackRows(data, samples);
        Value v = networks.Critic.Forward(CriticInput.OfHalves(rows, conditions, options.Pack), Mode.Train);
        Value onData = v.Rows(0, packs), onSamples = v.Rows(packs, packs);
        Value value = onData.Apply(TapeFunction.Of(networks.Objective.DataTerm)).Mean()
            + onSamples.Apply(TapeFunction.Of(networks.Objective.ModelTerm)).Mean();
        Value loss = -value / networks.Curvature;
        if (CriticPenalties.OnSlopes(networks, rows, v, options) is { } slopes) loss += slopes;
        if (options.LipschitzLimit is double limit) loss += CriticPenalties.OnLeavingLipschitz(networks, data, samples, conditions, limit, options, mixing);
        data.Tape.Backward(loss, networks.CriticWeights);
        return (onSamples, value);
    }

    /// <summary>What the generator descends, as a function of V at a sample.</summary>
    public static Symbolics.RealFunction GeneratorTerm(Objective objective, GanTrainerOptions options) =>
        options.GeneratorObjective == GeneratorObjective.Alternative ? objective.AlternativeGeneratorTerm : objective.GeneratorTerm;
}

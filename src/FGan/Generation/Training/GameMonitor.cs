using FGan.Data;
using FGan.Divergences;
using FGan.Neural;
using FGan.Symbolics;

namespace FGan;

/// <summary>Measures a game on held-out rows against fresh samples of the averaged generator.</summary>
internal sealed class GameMonitor : IDisposable
{
    private const int ChunkRows = 256, FewestSamples = 1024, MostNeighbours = 512;
    private const double LeastSlope = 0.01;

    private readonly Game _game;
    private readonly GanTrainerOptions _options;
    private readonly SampleSpace _space;
    private readonly FloatMatrix _heldOut, _samples;
    private readonly double[] _dataScores, _sampleScores;
    private readonly RandomSource _latent, _noise;
    private readonly int _latentDraws;
    private readonly CriticScorer _critic;
    private readonly Value _samplesOut;
    private readonly Value? _conditions;
    private readonly Program _makeSamples;
    private readonly double _dataSpread;

    public GameMonitor(Game game, TrainingRows rows, GanTrainerOptions options)
    {
        (_game, _options, _space) = (game, options, rows.Space);
        int width = rows.Space.Width, samples = Math.Max(rows.HeldOut.Rows, FewestSamples), pack = options.Pack;
        (_heldOut, _samples) = (rows.HeldOut, new FloatMatrix(samples, width, new float[samples * width]));
        if (_heldOut.Rows < pack)
            throw new DataException($"the critic would judge {pack} rows side by side, but only {_heldOut.Rows} are kept back to measure it on; give a Pack of at most {_heldOut.Rows}");
        (_dataScores, _sampleScores) = (new double[_heldOut.Rows / pack], new double[samples / pack]);
        _latent = new RandomSource(options.Seed, RandomStreams.MonitorLatent);
        _noise = new RandomSource(options.Seed, RandomStreams.MonitorNoise);
        _latentDraws = ChunkRows * options.LatentDimension;
        _dataSpread = Spread(_heldOut);

        var making = new Tape();
        if (_space.Condition is { } vector) _conditions = making.Input(ChunkRows, vector.Width, "conditions");

        _critic = new CriticScorer(game.Networks.Critic, width, _space.Condition?.Width ?? 0, pack);
        Value latent = LatentSource.Record(making, ChunkRows, options, _latent);
        Value raw = game.Networks.Generator.Forward(CriticInput.With(latent, _conditions), Mode.Sample);
        _samplesOut = rows.Space.Relax(raw, _noise, (float)options.GumbelTemperature);
        _makeSamples = making.Compile(_samplesOut);
        if (_conditions is not null) _makeSamples[_conditions].Clear();
    }

    /// <summary>Whether there was a measurement, and so are samples.</summary>
    public bool HasMeasured { get; private set; }

    /// <summary>The first samples of the last measurement.</summary>
    public IDataset Samples(SampleSpace space, int count, ulong seed)
    {
        count = Math.Clamp(count, 1, _samples.Rows);
        return space.Decode(new FloatMatrix(count, _samples.Columns, _samples.Values[..(count * _samples.Columns)].ToArray()), seed, first: 0);
    }

    /// <summary>Measures the game as it stands; changes nothing in it.</summary>
    /// <param name="step">Generator steps taken.</param>
    /// <param name="seconds">Time of training until now.</param>
    /// <param name="rate">The factor on the learning rates.</param>
    public GanEvaluation Evaluate(long step, double seconds, double rate)
    {
        MakeSamples();
        _critic.Score(_heldOut, _dataScores);
        _critic.Score(_samples, _sampleScores);
        HasMeasured = true;
        HeldOutBound bound = HeldOutBound.Of(_game.Networks.Objective, _dataScores, _sampleScores);
        return new GanEvaluation(
            step,
            seconds,
            bound.Bound,
            bound.StandardError,
            _game.Value,
            ShareTakenForData(_dataScores),
            ShareTakenForData(_sampleScores),
            _dataSpread > 0 ? Spread(_samples) / _dataSpread : double.NaN,
            _game.CriticGradientNorm,
            _game.GeneratorGradientNorm,
            rate)
        {
            Divergences = _options.Activation == OutputActivationKind.LogRatio ? HeldOutBound.OfLogRatio(LogRatios(_dataScores), LogRatios(_sampleScores)) : [],
            Saturation = ShareWithoutSlope(_sampleScores),
            Neighbours = NeighboursOf(First(_heldOut, MostNeighbours), First(_samples, MostNeighbours)),
            ConditionMet = ShareOfConditionsMet(),
            Coverage = (_space as PointSpace)?.Toy.Coverage(_samples.Values),
        };
    }

    /// <summary>Held-out rows, and the samples of the last measurement.</summary>
    public (FloatMatrix HeldOut, FloatMatrix Samples) Rows => (_heldOut, _samples);

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        _critic.Dispose();
        _makeSamples.Dispose();
    }

    /// <summary>Asks for each value of each column as often as the data have it.</summary>
    private double? ShareOfConditionsMet()
    {
        if (_conditions is null || _space.Condition is not { } vector) return null;
        int met = 0;
        Span<float> asked = _makeSamples[_conditions];
        _game.Average.Swap();
        for (int first = 0; first < FewestSamples; first += ChunkRows)
        {
            _latent.Position = (ulong)(first / ChunkRows * _latentDraws);
            _noise.Position = (ulong)first * (ulong)_samples.Columns;
            vector.Fill(asked, new ConditionLaw([.. vector.Shares]), new Numerics.Philox(_options.Seed, RandomStreams.MonitorConditions), (ulong)first);
            _makeSamples.Run();
            met += CountMet(vector, _makeSamples[_samplesOut], asked);
        }

        _game.Average.Swap();
        asked.Clear();
        return met / (double)FewestSamples;
    }

    private static int CountMet(ConditionVector vector, ReadOnlySpan<float> rows, ReadOnlySpan<float> asked)
    {
        int met = 0, width = rows.Length / ChunkRows;
        for (int row = 0; row < ChunkRows; row++)
            met += vector.IsMet(rows.Slice(row * width, width), asked.Slice(row * vector.Width, vector.Width)) ? 1 : 0;
        return met;
    }

    private void MakeSamples()
    {
        int width = _samples.Columns;
        _game.Average.Swap();
        for (int first = 0; first < _samples.Rows; first += ChunkRows)
        {
            int count = Math.Min(ChunkRows, _samples.Rows - first);
            _latent.Position = (ulong)(first / ChunkRows * _latentDraws);
            _noise.Position = (ulong)first * (ulong)width;
            _makeSamples.Run();
            _makeSamples[_samplesOut][..(count * width)].CopyTo(_samples.Values[(first * width)..]);
        }

        _game.Average.Swap();
    }

    /// <summary>V estimates log(p/q) in (A) and log(q/p) in (B).</summary>
    private double[] LogRatios(double[] scores) => _options.Direction == Direction.Forward ? scores : Array.ConvertAll(scores, v => -v);

    private double ShareWithoutSlope(double[] scores)
    {
        Objective objective = _game.Networks.GeneratorObjective;
        RealFunction slope = GameStep.GeneratorTerm(objective, _options).Derivative;
        double least = LeastSlope * Math.Abs(slope.Evaluate(objective.Activation.Threshold));
        return scores.Count(v => Math.Abs(slope.Evaluate(v)) < least) / (double)scores.Length;
    }

    private static NeighbourQuality? NeighboursOf(FloatMatrix real, FloatMatrix samples) =>
        Math.Min(real.Rows, samples.Rows) > NeighbourQuality.Neighbours ? NeighbourQuality.Measure(real, samples) : null;

    private static FloatMatrix First(FloatMatrix rows, int most)
    {
        int count = Math.Min(rows.Rows, most);
        return new FloatMatrix(count, rows.Columns, rows.Values[..(count * rows.Columns)].ToArray());
    }

    private double ShareTakenForData(double[] scores) =>
        scores.Count(_game.Networks.Objective.TakesForData) / (double)scores.Length;

    /// <summary>The root of the summed variances of all columns.</summary>
    private static double Spread(FloatMatrix rows)
    {
        double variances = 0;
        for (int column = 0; column < rows.Columns; column++)
        {
            double sum = 0, squares = 0;
            for (int row = 0; row < rows.Rows; row++) sum += rows.Row(row)[column];
            double mean = sum / rows.Rows;
            for (int row = 0; row < rows.Rows; row++) squares += (rows.Row(row)[column] - mean) * (rows.Row(row)[column] - mean);
            variances += squares / rows.Rows;
        }

        return Math.Sqrt(variances);
    }
}

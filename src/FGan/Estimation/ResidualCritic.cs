using FGan.Data;
using FGan.Divergences;
using FGan.Neural;
using FGan.Numerics;

namespace FGan;

/// <summary>A critic V = V₀ + network, V₀ fixed: the network learns only what the quadratic critic misses.</summary>
internal sealed class ResidualCritic : ILogRatioCritic
{
    private const float LearningRate = 1e-3f;
    private const int ScoreRows = 1024;
    private const int MostStepsInEpoch = 400;
    private const int FewestStepsInEpoch = 40;
    private const int Patience = 5;

    private readonly ILogRatioCritic _base;
    private readonly Sequential _network;
    private readonly ParameterSet _weights;

    private ResidualCritic(ILogRatioCritic start, int width, EstimatorOptions options, int fold)
    {
        _base = start;
        _network = Network(width, options.HiddenWidths);
        _weights = new ParameterSet(_network, options.Seed, Streams.Weights + (ulong)fold);
    }

    /// <summary>Trains until the selection part has not improved for a few epochs, and keeps the best weights.</summary>
    public static ResidualCritic Fit(
        ILogRatioCritic start, FitAndSelect learning, EstimatorOptions options, int fold, CancellationToken cancellation)
    {
        var critic = new ResidualCritic(start, learning.FitP.Columns, options, fold);
        critic.Train(learning, options, fold, cancellation);
        return critic;
    }

    public void Score(FloatMatrix sample, Span<double> scores)
    {
        _base.Score(sample, scores);
        var tape = new Tape();
        var x = tape.Input(ScoreRows, sample.Columns);
        var residual = _network.Forward(x, Mode.Sample);
        using var program = tape.Compile(residual);
        for (var start = 0; start < sample.Rows; start += ScoreRows)
        {
            var rows = Math.Min(ScoreRows, sample.Rows - start);
            var input = program[x];
            sample.Values.Slice(start * sample.Columns, rows * sample.Columns).CopyTo(input);
            input[(rows * sample.Columns)..].Clear();
            program.Run();
            var output = program[residual];
            for (var row = 0; row < rows; row++) scores[start + row] += output[row];
        }
    }

    private void Train(FitAndSelect learning, EstimatorOptions options, int fold, CancellationToken cancellation)
    {
        using var step = new CriticStep(_network, _weights, learning.FitP.Columns, options);
        using var adam = new Adam(_weights, new AdamOptions { LearningRate = LearningRate });
        var p = new BatchSource(learning.FitP, _base, options.Seed, Streams.Batches + 2 * (ulong)fold);
        var q = new BatchSource(learning.FitQ, _base, options.Seed, Streams.Batches + 2 * (ulong)fold + 1);
        var steps = Math.Clamp(Math.Max(learning.FitP.Rows, learning.FitQ.Rows) / options.BatchRows, FewestStepsInEpoch, MostStepsInEpoch);
        var (bestLoss, best, bestEpoch) = (double.PositiveInfinity, _weights.Values.ToArray(), 0);
        for (var epoch = 0; epoch < options.MaxEpochs && epoch - bestEpoch < Patience; epoch++)
        {
            for (var i = 0; i < steps; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                step.Run(p, q);
                adam.Step();
            }
            var loss = this.Scores(learning.SelectP, learning.SelectQ).LogLoss();
            if (!(loss < bestLoss)) continue;
            (bestLoss, bestEpoch) = (loss, epoch);
            _weights.Values.CopyTo(best);
        }
        best.CopyTo(_weights.Values);
    }

    private static Sequential Network(int width, IReadOnlyList<int> hidden)
    {
        var layers = new List<Module>();
        foreach (var next in hidden)
        {
            layers.Add(new Linear(width, next));
            layers.Add(new ActivationLayer(Activation.Elu()));
            width = next;
        }
        layers.Add(new Linear(width, 1, bias: false, Initialisation.Uniform(0)));
        return new Sequential([.. layers]);
    }

    /// <summary>One gradient of −(E_P[a(V)] − E_Q[g(a(V))]) with respect to the network.</summary>
    private sealed class CriticStep : IDisposable
    {
        private readonly Value _p, _q, _startP, _startQ;
        private readonly Program _program;

        public CriticStep(Module network, ParameterSet weights, int width, EstimatorOptions options)
        {
            var objective = (options.CriticObjective ?? Catalogue.Find("jensen-shannon")).LogRatioActivation;
            var tape = new Tape();
            _p = tape.Input(options.BatchRows, width);
            _q = tape.Input(options.BatchRows, width);
            _startP = tape.Input(options.BatchRows, 1);
            _startQ = tape.Input(options.BatchRows, 1);
            var onP = (network.Forward(_p, Mode.Train) + _startP).Apply(TapeFunction.Of(objective.Activation));
            var onQ = (network.Forward(_q, Mode.Train) + _startQ).Apply(TapeFunction.Of(objective.Composition));
            var loss = onQ.Mean() - onP.Mean();
            tape.Backward(loss, weights);
            _program = tape.Compile(loss);
        }

        public void Run(BatchSource p, BatchSource q)
        {
            p.Draw(_program[_p], _program[_startP]);
            q.Draw(_program[_q], _program[_startQ]);
            _program.Run();
        }

        public void Dispose() => _program.Dispose();
    }

    /// <summary>Draws rows with replacement, each with the score that the network starts from.</summary>
    private sealed class BatchSource
    {
        private readonly FloatMatrix _sample;
        private readonly Philox _random;
        private readonly float[] _start;
        private int[] _drawn = [];
        private ulong _position;

        public BatchSource(FloatMatrix sample, ILogRatioCritic start, ulong seed, ulong stream)
        {
            _sample = sample;
            _random = new Philox(seed, stream);
            var scores = new double[sample.Rows];
            start.Score(sample, scores);
            _start = Array.ConvertAll(scores, v => (float)v);
        }

        public void Draw(Span<float> rows, Span<float> start)
        {
            if (_drawn.Length != start.Length) _drawn = new int[start.Length];
            _random.Integers(_drawn, _sample.Rows, _position);
            _position += (ulong)_drawn.Length;
            for (var i = 0; i < start.Length; i++)
            {
                var row = _drawn[i];
                _sample.Row(row).CopyTo(rows.Slice(i * _sample.Columns, _sample.Columns));
                start[i] = _start[row];
            }
        }
    }
}

using FGan.Data;
using FGan.Divergences;
using FGan.Neural;
using FGan.Numerics;

namespace FGan;

/// <summary>A critic V = V₀ + network, V₀ fixed: the network learns only what the simpler critic misses.</summary>
internal sealed class ResidualCritic : ILogRatioCritic
{
    private const float LearningRate = 3e-3f;
    private const float AverageDecay = 0.99f;
    private const int ScoreRows = 1024;
    private const int MostStepsInEpoch = 400;
    private const int FewestStepsInEpoch = 50;
    private const int Patience = 6;

    private readonly Sequential _network;
    private readonly ParameterSet _weights;

    /// <summary>Makes a critic whose network does not speak yet.</summary>
    public ResidualCritic(ILogRatioCritic start, int width, IReadOnlyList<int> hiddenWidths, ulong seed, ulong stream)
    {
        (Start, HiddenWidths) = (start, hiddenWidths);
        _network = Network(width, hiddenWidths);
        _weights = new ParameterSet(_network, seed, stream);
    }

    /// <summary>V₀.</summary>
    public ILogRatioCritic Start { get; }

    /// <summary>Widths of the hidden layers.</summary>
    public IReadOnlyList<int> HiddenWidths { get; }

    /// <summary>The network's weights.</summary>
    public IReadOnlyList<NamedTensor> Tensors => _weights.Tensors;

    /// <summary>Trains until the selection part has not improved for a few epochs, and keeps the best weights.</summary>
    public static ResidualCritic Fit(
        ILogRatioCritic start, FitAndSelect learning, EstimatorOptions options, int fold, CancellationToken cancellation)
    {
        var critic = new ResidualCritic(start, learning.FitP.Columns, options.HiddenWidths, options.Seed, Streams.Weights + (ulong)fold);
        critic.Train(learning, options, fold, cancellation);
        return critic;
    }

    public void Score(FloatMatrix sample, Span<double> scores)
    {
        Start.Score(sample, scores);
        AddResidual(sample, scores);
    }

    private void AddResidual(FloatMatrix sample, Span<double> scores)
    {
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

    private HeldOutScores WithResidual(HeldOutScores start, FitAndSelect learning)
    {
        var scores = start.Map(v => v);
        AddResidual(learning.SelectP, scores.P);
        AddResidual(learning.SelectQ, scores.Q);
        return scores;
    }

    private void Train(FitAndSelect learning, EstimatorOptions options, int fold, CancellationToken cancellation)
    {
        using var step = new CriticStep(_network, _weights, learning.FitP.Columns, options);
        using var adam = new Adam(_weights, new AdamOptions { LearningRate = LearningRate });
        // The path of the weights is noisy, its running mean much less so: it is the mean that is judged and kept.
        using var average = new ExponentialMovingAverage(_weights, AverageDecay);
        var p = new BatchSource(learning.FitP, Start, options.Seed, Streams.Batches + 2 * (ulong)fold);
        var q = new BatchSource(learning.FitQ, Start, options.Seed, Streams.Batches + 2 * (ulong)fold + 1);
        var start = Start.Scores(learning.SelectP, learning.SelectQ);
        var steps = Math.Clamp(Math.Max(learning.FitP.Rows, learning.FitQ.Rows) / options.BatchRows, FewestStepsInEpoch, MostStepsInEpoch);
        var (bestLoss, best, bestEpoch) = (double.PositiveInfinity, _weights.Values.ToArray(), 0);
        for (var epoch = 0; epoch < options.MaxEpochs && epoch - bestEpoch < Patience; epoch++)
        {
            for (var i = 0; i < steps; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                step.Run(p, q);
                adam.Step();
                average.Update();
            }
            average.Swap();
            var loss = WithResidual(start, learning).LogLoss();
            if (loss < bestLoss)
            {
                (bestLoss, bestEpoch) = (loss, epoch);
                _weights.Values.CopyTo(best);
            }
            average.Swap();
        }
        _weights.Load(best);
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

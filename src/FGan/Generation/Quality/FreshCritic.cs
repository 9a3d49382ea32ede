using FGan.Data;
using FGan.Divergences;
using FGan.Neural;
using FGan.Numerics;
using static System.Globalization.CultureInfo;

namespace FGan;

/// <summary>
/// Measures how far pictures are from real ones with a critic trained anew on them alone: one instrument for generators of any make, where the
/// bounds of their own critics would depend on how those were built, held back and left.
/// </summary>
/// <remarks>
/// A convolutional critic ascends the Jensen–Shannon objective on one part of both sides; a second part chooses among its states; the bounds are
/// means over pictures that neither saw. Under the log-ratio activation V estimates log(p/q), so that one critic serves every divergence.
/// Both sides are bytes, so that no critic can tell samples by numbers that no picture has.
/// </remarks>
public static class FreshCritic
{
    /// <summary>Measures samples.</summary>
    /// <param name="learning">Real pictures and samples to learn from, a tenth of which chooses the state of the critic.</param>
    /// <param name="reported">Real pictures and samples that are reported on; neither may be among the first.</param>
    /// <param name="options">How the critic learns; defaults when left out.</param>
    /// <param name="cancellation">Ends the work between steps.</param>
    /// <exception cref="DataException">Sizes differ, or there are too few pictures, or their sides do not halve twice.</exception>
    public static FreshCriticResult Measure(
        (ImageSet Real, ImageSet Samples) learning,
        (ImageSet Real, ImageSet Samples) reported,
        FreshCriticOptions? options = null,
        CancellationToken cancellation = default)
    {
        options ??= new FreshCriticOptions();
        RequireOneSize(learning.Real, learning.Samples, reported.Real, reported.Samples);
        using var training = new Training(learning.Real, learning.Samples, options);
        training.Run(cancellation);
        double[] onReal = training.Score(Rows(reported.Real)), onSamples = training.Score(Rows(reported.Samples));
        return new FreshCriticResult(
            HeldOutBound.OfLogRatio(onReal, onSamples),
            onReal.Count(v => v > 0) / (double)onReal.Length,
            onSamples.Count(v => v > 0) / (double)onSamples.Length,
            training.BestStep);
    }

    /// <summary>Measures samples, where there is one file of each side: a sixth of both, drawn at random, is reported on, the rest learned from.</summary>
    /// <param name="real">Real pictures, best of all such as the generator was not trained on.</param>
    /// <param name="samples">Samples.</param>
    /// <param name="options">How the critic learns; defaults when left out.</param>
    /// <param name="cancellation">Ends the work between steps.</param>
    /// <exception cref="DataException">Sizes differ, or there are too few pictures, or their sides do not halve twice.</exception>
    public static FreshCriticResult Measure(
        ImageSet real, ImageSet samples, FreshCriticOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(samples);
        options ??= new FreshCriticOptions();
        (ImageSet realReported, ImageSet realLearning) = Split(real, options.Seed);
        (ImageSet samplesReported, ImageSet samplesLearning) = Split(samples, options.Seed);
        return Measure((realLearning, samplesLearning), (realReported, samplesReported), options, cancellation);
    }

    private static (ImageSet Reported, ImageSet Learning) Split(ImageSet images, ulong seed)
    {
        const int Parts = 6, Fewest = 4 * Parts;
        if (images.Count < Fewest) throw new DataException($"there are {images.Count} pictures; a critic of their own needs at least {Fewest} of each side");
        var order = new int[images.Count];
        new Philox(seed, RandomStreams.FreshCriticParts).Permutation(order);
        int reported = images.Count / Parts;
        return (images.Take(order.AsSpan(0, reported)), images.Take(order.AsSpan(reported)));
    }

    private static FloatMatrix Rows(ImageSet images)
    {
        var rows = new FloatMatrix(images.Count, images.Size, new float[images.Count * images.Size]);
        images.ToUnitRange([.. Enumerable.Range(0, images.Count)], rows.Values);
        return rows;
    }

    private static void RequireOneSize(ImageSet first, params ImageSet[] others)
    {
        foreach (ImageSet other in others)
        {
            if ((other.Channels, other.Height, other.Width) != (first.Channels, first.Height, first.Width))
                throw new DataException($"cannot compare {first.Describe()} with {other.Describe()}; sizes must be equal");
        }
    }

    /// <summary>The critic while it learns.</summary>
    private sealed class Training : IDisposable
    {
        private readonly FreshCriticOptions _options;
        private readonly ImageRows _real, _samples;
        private readonly ParameterSet _weights;
        private readonly Adam _adam;
        private readonly ExponentialMovingAverage _average;
        private readonly Objective _objective = Catalogue.Find("jensen-shannon").Objective(Direction.Forward);
        private readonly Value _realIn, _samplesIn;
        private readonly Program _program;
        private readonly CriticScorer _scorer;
        private readonly float[] _best;

        public Training(ImageSet real, ImageSet samples, FreshCriticOptions options)
        {
            _options = options;
            GanTrainerOptions game = GanTrainerOptions.For(SampleKind.Images) with { Architecture = NetworkArchitecture.Convolutional, Seed = options.Seed };
            (_real, _samples) = (new ImageRows(real, game), new ImageRows(samples, game with { Seed = options.Seed + 1 }));
            Module critic = NetworkPair.Of(game, _real.Space).Critic(CriticScale.Linear);
            _weights = new ParameterSet(critic, options.Seed, RandomStreams.CriticWeights);
            _adam = new Adam(_weights, new AdamOptions { LearningRate = options.LearningRate });
            _average = new ExponentialMovingAverage(_weights, options.AverageDecay);
            _best = _weights.Values.ToArray();

            var tape = new Tape();
            _realIn = tape.Input(options.BatchSize, _real.Space.Width, "real");
            _samplesIn = tape.Input(options.BatchSize, _real.Space.Width, "samples");
            Value v = critic.Forward(Value.StackRows(_realIn, _samplesIn), Mode.Train);
            Value loss = -(v.Rows(0, options.BatchSize).Apply(TapeFunction.Of(_objective.DataTerm)).Mean()
                + v.Rows(options.BatchSize, options.BatchSize).Apply(TapeFunction.Of(_objective.ModelTerm)).Mean());
            tape.Backward(loss, _weights);
            _program = tape.Compile(loss);
            _scorer = new CriticScorer(critic, _real.Space.Width);
        }

        public int BestStep { get; private set; }

        /// <summary>Takes all steps, and leaves the averaged state that the choosing part liked best.</summary>
        public void Run(CancellationToken cancellation)
        {
            double best = double.NegativeInfinity;
            for (int step = 0; step <= _options.Steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (step > 0) Step((ulong)(step - 1));
                if (step % _options.ChoiceInterval != 0 && step != _options.Steps) continue;
                _average.Swap();
                double bound = Score(_real.HeldOut).Average(_objective.DataTerm.Evaluate) + Score(_samples.HeldOut).Average(_objective.ModelTerm.Evaluate);
                if (bound > best)
                {
                    (best, BestStep) = (bound, step);
                    _weights.Values.CopyTo(_best);
                }

                _average.Swap();
            }

            _weights.Load(_best);
        }

        public double[] Score(FloatMatrix rows)
        {
            var scores = new double[rows.Rows];
            _scorer.Score(rows, scores);
            return scores;
        }

        public void Dispose()
        {
            _scorer.Dispose();
            _program.Dispose();
            _average.Dispose();
            _adam.Dispose();
            _weights.Dispose();
        }

        private void Step(ulong step)
        {
            _real.Fill(_program[_realIn], step * (ulong)_options.BatchSize);
            _samples.Fill(_program[_samplesIn], step * (ulong)_options.BatchSize);
            _program.Run();
            _adam.Step();
            _average.Update();
        }
    }
}

/// <summary>How a <see cref="FreshCritic"/> learns.</summary>
public sealed record FreshCriticOptions
{
    /// <summary>Steps of the critic.</summary>
    public int Steps { get; init; } = 2000;

    /// <summary>Pictures of each side in a step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Adam's step length.</summary>
    public float LearningRate { get; init; } = 5e-4f;

    /// <summary>Weight of the past in the moving average of the critic, which is what is judged and kept.</summary>
    public float AverageDecay { get; init; } = 0.98f;

    /// <summary>Steps between choices.</summary>
    public int ChoiceInterval { get; init; } = 250;

    /// <summary>Seeds weights, batches and the choosing part.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>What a <see cref="FreshCritic"/> found.</summary>
/// <param name="Bounds">A bound on each divergence of the table.</param>
/// <param name="RealAccepted">Share of the reported real pictures that it takes for real.</param>
/// <param name="SamplesAccepted">Share of the reported samples that it takes for real.</param>
/// <param name="ChosenStep">The step whose state was kept; well below the last, more steps would not help.</param>
public sealed record FreshCriticResult(IReadOnlyList<HeldOutBound> Bounds, double RealAccepted, double SamplesAccepted, int ChosenStep)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(InvariantCulture,
        $"{Bounds.Single(bound => bound.Id == "jensen-shannon")} nats; it takes {RealAccepted:P1} of the real ones and {SamplesAccepted:P1} of the samples for real");
}

using FGan.Data;
using FGan.Divergences;
using FGan.Neural;

namespace FGan;

/// <summary>
/// A critic that is trained anew at every evaluation, always from the same weights, on the same rows and for the same steps, against the averaged
/// generator: what it finds depends on the generator alone.
/// </summary>
/// <remarks>
/// The bound of the game's own critic is no measure to choose by: it is low where the critic is weak, most of all at the start. The referee is of
/// the same architecture, unpenalised, and ascends the Jensen–Shannon objective whatever f is, which is bounded and so cannot be ruined by one row.
/// </remarks>
internal sealed class Referee : IDisposable
{
    private const int Steps = 200;
    private const float LearningRate = 1e-3f;

    private readonly Game _game;
    private readonly TrainingRows _rows;
    private readonly ulong _seed;
    private readonly int _batch;
    private readonly Objective _objective = Catalogue.Find(BestState.RefereeDivergence).Objective(Direction.Forward);
    private readonly ParameterSet _weights;
    private readonly Adam _adam;
    private readonly RandomSource _latent, _noise;
    private readonly Value _data;
    private readonly Program _program;
    private readonly CriticScorer _scorer;

    public Referee(Game game, TrainingRows rows, GanTrainerOptions options)
    {
        (_game, _rows, _seed, _batch) = (game, rows, options.Seed, options.BatchSize);
        Module critic = NetworkPair.Plain(options with { CriticNormalisation = CriticNormalisation.None }, rows.Space).Critic(CriticScale.Linear);
        _weights = new ParameterSet(critic, _seed, RandomStreams.RefereeWeights);
        _adam = new Adam(_weights, new AdamOptions { LearningRate = LearningRate });
        _latent = new RandomSource(_seed, RandomStreams.RefereeLatent);
        _noise = new RandomSource(_seed, RandomStreams.RefereeNoise);

        var tape = new Tape();
        Value latent = LatentSource.Record(tape, _batch, options, _latent);
        Value? nothing = rows.Space.Condition is { } vector ? tape.Constant(new Shape(_batch, vector.Width), 0f) : null;
        Value samples = rows.Space.Relax(game.Networks.Generator.Forward(CriticInput.With(latent, nothing), Mode.Sample), _noise, (float)options.GumbelTemperature);
        _data = tape.Input(_batch, rows.Space.Width, "data");
        Value v = critic.Forward(Value.StackRows(_data, samples), Mode.Train);
        Value bound = v.Rows(0, _batch).Apply(TapeFunction.Of(_objective.DataTerm)).Mean()
            + v.Rows(_batch, _batch).Apply(TapeFunction.Of(_objective.ModelTerm)).Mean();
        tape.Backward(-bound, _weights);
        _program = tape.Compile(bound);
        _scorer = new CriticScorer(critic, rows.Space.Width);
    }

    /// <summary>Trains, and measures rows that the training did not see.</summary>
    public HeldOutBound Judge(FloatMatrix heldOut, FloatMatrix samples)
    {
        Train();
        return HeldOutBound.Of(_objective, Score(heldOut), Score(samples));
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        _scorer.Dispose();
        _program.Dispose();
        _adam.Dispose();
        _weights.Dispose();
    }

    private void Train()
    {
        _weights.Initialise(_seed, RandomStreams.RefereeWeights);
        _adam.Reset();
        (_latent.Position, _noise.Position) = (0, 0);
        _game.Average.Swap();
        for (int step = 0; step < Steps; step++)
        {
            _rows.Fill(_program[_data], (ulong)(step * _batch));
            _program.Run();
            _adam.LearningRate = LearningRate * (Steps - step) / Steps;
            _adam.Step();
        }

        _game.Average.Swap();
    }

    private double[] Score(FloatMatrix rows)
    {
        var scores = new double[rows.Rows];
        _scorer.Score(rows, scores);
        return scores;
    }
}

using FGan.Data;
using FGan.Neural;

namespace FGan;

/// <summary>The state of a run whose samples a <see cref="Referee"/> could tell from held-out rows least, and how long ago that was.</summary>
internal sealed class BestState(Game game, TrainingRows rows, GanTrainerOptions options) : IDisposable
{
    /// <summary>What the referee bounds, whatever the game's own divergence.</summary>
    public const string RefereeDivergence = "jensen-shannon";

    private readonly GanModel _model = new(rows.Space, options, 0);
    private readonly Referee _referee = new(game, rows, options);
    private double _least = double.PositiveInfinity;

    /// <summary>Evaluations since the best one.</summary>
    public int EvaluationsSince { get; private set; }

    /// <summary>What a resumed run needs of it.</summary>
    public IEnumerable<(string Name, NamedTensor Tensor)> Tensors =>
    [
        .. _model.Networks.GeneratorWeights.Tensors.Select(tensor => ($"best_generator.{tensor.Name}", tensor)),
        .. _model.Networks.CriticWeights.Tensors.Select(tensor => ($"best_critic.{tensor.Name}", tensor)),
    ];

    /// <summary>Measures the game as it stands, and keeps its networks where they are the best so far.</summary>
    /// <returns>The evaluation with the referee's finding.</returns>
    public GanEvaluation Judge(GanEvaluation evaluation, (FloatMatrix HeldOut, FloatMatrix Samples) measured)
    {
        evaluation = evaluation with { Referee = _referee.Judge(measured.HeldOut, measured.Samples) };
        if (Note(evaluation)) _model.Take(game, evaluation.Step);
        return evaluation;
    }

    /// <summary>Takes up the evaluations of the run that is resumed; its tensors were read already.</summary>
    public void Remember(IReadOnlyList<GanEvaluation> history)
    {
        foreach (GanEvaluation evaluation in history)
        {
            if (Note(evaluation)) _model.Steps = evaluation.Step;
        }
    }

    /// <summary>Copies the best networks.</summary>
    public void CopyTo(GanModel model) => model.Take(_model);

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        _referee.Dispose();
        _model.Dispose();
    }

    private bool Note(GanEvaluation evaluation)
    {
        bool isBest = evaluation.Referee!.Bound < _least;
        if (isBest) _least = evaluation.Referee.Bound;
        EvaluationsSince = isBest ? 0 : EvaluationsSince + 1;
        return isBest;
    }
}

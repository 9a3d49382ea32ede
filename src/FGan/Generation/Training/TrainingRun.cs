using System.Diagnostics;
using FGan.Neural;

namespace FGan;

/// <summary>One run of a game: when to measure, when to save, when to go back, when to end.</summary>
internal sealed class TrainingRun : IDisposable
{
    private const int MostSetbacks = 5;
    private const double LeastRate = 0.02;
    private const int ReportsPerSecond = 5;

    private readonly TrainingRows _rows;
    private readonly GanTrainerOptions _options;
    private readonly IProgress<GanProgress>? _progress;
    private readonly Game _game;
    private readonly GameMonitor _monitor;
    private readonly GameSnapshot _lastGood;
    private readonly BestState? _best;
    private readonly List<GanEvaluation> _history = [];
    private readonly List<string> _setbacks = [];
    private readonly Pulse _pulse = new();
    private readonly Stopwatch _clock = new();
    private readonly double _secondsBefore;
    private long _step;
    private double _recovery = 1;
    private double _nextReport;

    public TrainingRun(TrainingRows rows, GanTrainerOptions options, IProgress<GanProgress>? progress, string? resumeFrom)
    {
        (_rows, _options, _progress) = (rows, options, progress);
        _game = new Game(rows, options);
        _monitor = new GameMonitor(_game, rows, options);
        _lastGood = new GameSnapshot(_game);
        if (options.Keep == KeptModel.Best || options.Patience is not null) _best = new BestState(_game, rows, options);
        if (resumeFrom is not null)
        {
            RunPosition position = Checkpoint.Restore(resumeFrom, _game, _best, rows, options);
            (_step, _secondsBefore, _recovery) = (position.Step, position.Seconds, position.Recovery);
            _history.AddRange(position.History);
            _best?.Remember(_history);
            _setbacks.AddRange(position.Setbacks);
        }

        _lastGood.TryTake(_step);
    }

    private double Seconds => _secondsBefore + _clock.Elapsed.TotalSeconds;

    /// <summary>Plays to the end.</summary>
    public GanTrainingResult Play(CancellationToken cancellation)
    {
        _clock.Start();
        foreach (string remark in _rows.Remarks) Report(remark: remark);
        StopReason? reason;
        while ((reason = ReasonToStop(cancellation)) is null)
        {
            _game.Play(_step, CooldownRate() * _recovery);
            if (!_game.IsSound)
            {
                GoBack();
                continue;
            }

            _step++;
            RequireLife(_pulse.AfterStep(_game.GeneratorGradientNorm));
            if (_step % _options.EvaluationInterval == 0) Evaluate();
            if (_step % _options.CheckpointInterval == 0) Save();
            ReportNowAndThen();
        }

        if (_history.Count == 0 || _history[^1].Step != _step) Evaluate();
        Save();
        return Finish(reason.Value);
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        _best?.Dispose();
        _monitor.Dispose();
        _game.Dispose();
    }

    private StopReason? ReasonToStop(CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return StopReason.Cancelled;
        if (_step >= _options.Steps) return StopReason.Steps;
        if (_best?.EvaluationsSince >= _options.Patience) return StopReason.NoProgress;
        return _options.TimeBudget is TimeSpan budget && Seconds >= budget.TotalSeconds ? StopReason.Time : null;
    }

    /// <summary>Share of the run that is done: of the steps or of the time, whichever ends it first. Where time is ample, rates do not depend on the clock.</summary>
    private double Fraction() => Math.Max(
        _options.Steps is long steps ? _step / (double)steps : 0,
        _options.TimeBudget is TimeSpan budget ? Math.Min(Seconds / budget.TotalSeconds, 1) : 0);

    private double CooldownRate()
    {
        if (_options.Cooldown == 0) return 1;
        double left = Math.Clamp((1 - Fraction()) / _options.Cooldown, 0, 1);
        return Math.Max(_options.CooldownShape == CooldownShape.Cosine ? (1 - Math.Cos(Math.PI * left)) / 2 : left, LeastRate);
    }

    private void Evaluate()
    {
        GanEvaluation evaluation = _monitor.Evaluate(_step, Seconds, CooldownRate() * _recovery);
        if (double.IsNaN(evaluation.Bound) || !_lastGood.TryTake(_step))
        {
            GoBack();
            return;
        }

        if (_best is not null) evaluation = _best.Judge(evaluation, _monitor.Rows);
        _history.Add(evaluation);
        Report(isNewEvaluation: true);
        RequireLife(_pulse.AfterEvaluation(evaluation));
    }

    private void RequireLife(string? reasonOfDeath)
    {
        if (reasonOfDeath is not null) throw new TrainingDivergedException($"The run is dead at step {_step}: {reasonOfDeath}.", _step, _history);
    }

    /// <summary>Returns to the last good state with half the learning rates; gives up after a few times.</summary>
    private void GoBack()
    {
        string where = $"At step {_step} the numbers were no longer finite (value {_game.Value}, gradients {_game.CriticGradientNorm} and {_game.GeneratorGradientNorm})";
        if (_setbacks.Count == MostSetbacks)
        {
            throw new TrainingDivergedException(
                $"{where}, for the {MostSetbacks + 1}th time. Try lower learning rates, larger DataPenalty and SamplePenalty, or a bounded divergence such as jensen-shannon.", _step, _history);
        }

        _recovery /= 2;
        _lastGood.Restore();
        _step = _lastGood.Step;
        _setbacks.Add($"{where}; the run went back to step {_step} with {_recovery:0.####} of the learning rates.");
        Report(remark: _setbacks[^1]);
    }

    /// <summary>Also remembers the state, so that a run resumed from the file would go back to the same state as this one.</summary>
    private void Save()
    {
        _lastGood.TryTake(_step);
        if (_options.CheckpointPath is not null)
            Checkpoint.Save(_options.CheckpointPath, _game, _best, _rows, _options, new RunPosition(_step, Seconds, _recovery, _history, _setbacks));
    }

    private void ReportNowAndThen()
    {
        if (_progress is null || Seconds < _nextReport) return;
        _nextReport = Seconds + 1.0 / ReportsPerSecond;
        Report();
    }

    private void Report(bool isNewEvaluation = false, string? remark = null) => _progress?.Report(new GanProgress(
        _step, TimeSpan.FromSeconds(Seconds), Fraction(), _history.Count > 0 ? _history[^1] : null, isNewEvaluation, remark)
    {
        History = _history,
        Draw = _monitor.HasMeasured ? count => _monitor.Samples(_rows.Space, count, _options.Seed) : null,
    });

    private GanTrainingResult Finish(StopReason reason)
    {
        var model = new GanModel(_rows.Space, _options, _step);
        if (_options.Keep == KeptModel.Best) _best!.CopyTo(model);
        else model.Take(_game, _step);
        return new GanTrainingResult(
            model, reason, _step, TimeSpan.FromSeconds(Seconds), _history, _setbacks, Diagnosis.Of(_history[^1], _options), CoverageOf(model))
        {
            Remarks = _rows.Remarks,
        };
    }

    private ModeCoverage? CoverageOf(GanModel model)
    {
        const int Samples = 10_000;
        return model.Toy is { Modes.Count: > 0 } toy ? toy.Coverage(model.SampleRows(Samples, _options.Seed).Values) : null;
    }
}

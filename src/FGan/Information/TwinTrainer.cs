using FGan.Neural;
using FGan.Numerics;

namespace FGan;

/// <summary>Trains a <see cref="TwinCritic"/> to pick each row's partner out of its batch, and stops when the selection part gains no more.</summary>
/// <remarks>
/// The loss is −mean Vᵢᵢ + ½·mean log Σⱼ e^Vᵢⱼ + ½·mean log Σᵢ e^Vᵢⱼ (InfoNCE both ways; van den Oord et al. 2018): the exact log-likelihood
/// of "which of the m is the partner", smallest at the log-ratio for every m, and free of the exploding weights of e^V over single pairs.
/// </remarks>
internal sealed class TwinTrainer : IDisposable
{
    private const float FirstRate = 2e-3f;
    private const float LastRate = 1e-4f;
    private const float RateFactor = 0.4f;
    private const float AverageDecay = 0.98f;
    private const int MostStepsInRound = 40;
    private const int FewestStepsInRound = 12;
    private const int MostBatchRows = 512;
    private const int Patience = 5;

    private readonly TwinCritic _critic;
    private readonly IPairCritic? _base;
    private readonly int _fitRows;
    private readonly int _batch;
    private readonly Program _program;
    private readonly Value _x, _y, _start;
    private readonly Adam _adamX, _adamY;
    private readonly ExponentialMovingAverage _averageX, _averageY;
    private readonly RowDealer _dealer;
    private readonly float[] _baseScores;

    private TwinTrainer(TwinCritic critic, IPairCritic? start, PairedRows fit, ulong seed, int fold)
    {
        _critic = critic;
        _base = start;
        _fitRows = fit.Count;
        _batch = Math.Min(MostBatchRows, fit.Count);
        _dealer = new RowDealer(fit, _batch, seed, InformationStreams.Batches + (ulong)fold);
        _baseScores = new float[_batch * _batch];
        var tape = new Tape();
        _x = tape.Input(_batch, fit.X.Features.Columns, "x");
        _y = tape.Input(_batch, fit.Y.Features.Columns, "y");
        _start = tape.Input(_batch, _batch, "base");
        var loss = Loss(tape);
        tape.Backward(loss, critic.WeightsX, critic.WeightsY);
        _program = tape.Compile(loss);
        var options = new AdamOptions { LearningRate = FirstRate, MaximumGradientNorm = 5 };
        _adamX = new Adam(critic.WeightsX, options);
        _adamY = new Adam(critic.WeightsY, options);
        _averageX = new ExponentialMovingAverage(critic.WeightsX, AverageDecay);
        _averageY = new ExponentialMovingAverage(critic.WeightsY, AverageDecay);
    }

    /// <summary>Trains on the fitting part, and returns the averaged weights that the selection part liked best.</summary>
    public static TwinCritic Train(
        IPairCritic? start, PairedRows fit, PairedRows select, InformationOptions options, int fold, CancellationToken cancellation)
    {
        var critic = new TwinCritic(start, fit.X.Features.Columns, fit.Y.Features.Columns, options.Seed, fold);
        using var trainer = new TwinTrainer(critic, start, fit, options.Seed, fold);
        trainer.Run(select, options.MaxRounds, cancellation);
        return critic;
    }

    public void Dispose()
    {
        _program.Dispose();
        _adamX.Dispose();
        _adamY.Dispose();
        _averageX.Dispose();
        _averageY.Dispose();
    }

    private Value Loss(Tape tape)
    {
        var inner = TwinCritic.Embedding;
        var onX = _critic.X.Forward(_x, Mode.Train);
        var onY = _critic.Y.Forward(_y, Mode.Train);
        Value f = onX.Columns(0, inner), g = onY.Columns(0, inner), a = onX.Columns(inner, 1), b = onY.Columns(inner, 1);
        var ones = tape.Constant(new Shape(_batch, 1), 1f);
        var logits = f.MatMul(g, transposeRight: true) + _start + a + ones.MatMul(b, transposeRight: true);
        var partners = (f * g).RowSums() + a + b;
        var exponentials = logits.Exp();
        return (exponentials.RowSums().Log().Mean() + exponentials.ColumnSums().Log().Mean()) * 0.5f - partners.Mean();
    }

    private void Run(PairedRows select, int mostRounds, CancellationToken cancellation)
    {
        var baseOnSelect = new float[select.Count * select.Count];
        _base?.Score(select.X, select.Y, baseOnSelect);
        var steps = Math.Clamp(_fitRows / _batch, FewestStepsInRound, MostStepsInRound);
        var bestContrast = Contrast(select, baseOnSelect);
        float[] bestX = _critic.WeightsX.Values.ToArray(), bestY = _critic.WeightsY.Values.ToArray();
        var sinceBest = 0;
        for (var round = 0; round < mostRounds; round++)
        {
            for (var step = 0; step < steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                Step();
            }
            Swap();
            var contrast = Contrast(select, baseOnSelect);
            sinceBest++;
            if (contrast > bestContrast)
            {
                (bestContrast, sinceBest) = (contrast, 0);
                _critic.WeightsX.Values.CopyTo(bestX);
                _critic.WeightsY.Values.CopyTo(bestY);
            }
            Swap();
            if (sinceBest < Patience) continue;
            if (_adamX.LearningRate * RateFactor < LastRate) break;
            sinceBest = 0;
            _adamX.LearningRate *= RateFactor;
            _adamY.LearningRate *= RateFactor;
        }
        _critic.WeightsX.Load(bestX);
        _critic.WeightsY.Load(bestY);
    }

    private double Contrast(PairedRows select, float[] baseOnSelect)
    {
        var scores = (float[])baseOnSelect.Clone();
        _critic.AddOwn(select.X, select.Y, scores);
        return PairScores.Of(scores, select.Count).Contrast().Value;
    }

    // Weights and their averages change places, so that the averages are measured.
    private void Swap()
    {
        _averageX.Swap();
        _averageY.Swap();
    }

    private void Step()
    {
        var batch = _dealer.Next();
        batch.X.Features.Values.CopyTo(_program[_x]);
        batch.Y.Features.Values.CopyTo(_program[_y]);
        if (_base is not null)
        {
            _base.Score(batch.X, batch.Y, _baseScores);
            Elementwise.Clamp(_baseScores, -60, 40, _program[_start]);
        }
        _program.Run();
        _adamX.Step();
        _adamY.Step();
        _averageX.Update();
        _averageY.Update();
    }
}

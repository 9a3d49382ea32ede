using FGan.Data;
using FGan.Numerics;

namespace FGan;

/// <summary>Fits the critics of an estimation: one a fold, and one more on half of the rows for what must hold at any number of rows.</summary>
/// <param name="Folds">The folds; together they hold out every row once.</param>
/// <param name="Half">A critic of one half of the rows, and its scores of the other.</param>
internal sealed record CrossFit(IReadOnlyList<HeldOutPart> Folds, HeldOutPart Half)
{
    public static CrossFit Run(
        FloatMatrix p, FloatMatrix q, EstimationSettings settings, IProgress<EstimationProgress>? progress, CancellationToken cancellation)
    {
        var options = settings.Options;
        var folds = DealtSamples.Deal(p, q, options.Folds, options.Seed, Streams.FoldsOfP, Streams.FoldsOfQ);
        var halves = DealtSamples.Deal(p, q, 2, options.Seed, Streams.HalvesOfP, Streams.HalvesOfQ);
        var parts = new HeldOutPart[options.Folds + 1];
        Share(parts.Length, job => parts[job] = job < options.Folds
            ? HeldOutPart.Of(folds, job, job, (p.Rows, q.Rows), settings, progress, cancellation)
            : HeldOutPart.Of(halves, 0, job, (p.Rows / 2, q.Rows / 2), settings, null, cancellation));
        var asked = new HeldOutPart[options.Folds];
        Share(asked.Length, fold => asked[fold] = parts[fold].Asking(parts[(fold + 1) % options.Folds], folds));
        return new CrossFit(asked, parts[^1]);
    }

    // One job a core where there are enough jobs, else every core on one job after another: the bits are the same.
    private static void Share(int jobs, Action<int> job)
    {
        var team = ThreadTeam.Shared.Size <= jobs ? ThreadTeam.Shared : ThreadTeam.Single;
        team.Run(new Jobs(job), jobs);
    }

    private readonly struct Jobs(Action<int> job) : IParallelWork
    {
        public void Run(int part) => job(part);
    }
}

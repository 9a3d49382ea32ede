using System.Text;
using FGan.Divergences;
using FGan.Numerics;
using static System.Globalization.CultureInfo;

namespace FGan.GenerationStudy;

/// <summary>Trains every divergence of the table, both directions, on a toy with known modes, with default settings.</summary>
internal sealed class ModesStudy(ToyData toy, IReadOnlyList<ulong> seeds, long? steps)
{
    private const long ShortRun = 300;

    private readonly List<Outcome> _outcomes = [];

    /// <summary>Runs everything.</summary>
    /// <param name="command">The arguments, to be printed with the table.</param>
    /// <returns>The results as Markdown.</returns>
    public string Run(string command)
    {
        foreach (FDivergence divergence in Catalogue.Table)
        {
            foreach (Direction direction in Enum.GetValues<Direction>())
            {
                foreach (ulong seed in seeds) Record(divergence, direction, seed);
            }
        }

        return Write(command);
    }

    private void Record(FDivergence divergence, Direction direction, ulong seed)
    {
        GanTrainerOptions options = GanTrainerOptions.For(SampleKind.Points, divergence) with { Direction = direction, Seed = seed };
        if (steps is long given) options = options with { Steps = given };
        var outcome = new Outcome(divergence, direction, seed, Play(options), BitsAgree(options));
        _outcomes.Add(outcome);
        Console.Error.WriteLine(outcome.ToRow());
    }

    private GanTrainingResult? Play(GanTrainerOptions options)
    {
        try
        {
            GanTrainingResult result = new GanTrainer(options).Train(toy);
            result.Model.Dispose();
            return result;
        }
        catch (TrainingDivergedException)
        {
            return null;
        }
    }

    /// <summary>A shorter run of the same game, on one thread and on all: the samples must be equal in every bit.</summary>
    private bool BitsAgree(GanTrainerOptions options)
    {
        options = options with { Steps = ShortRun };
        ThreadTeam all = ThreadTeam.Shared;
        float[] onAll = Samples(options);
        ThreadTeam.Shared = ThreadTeam.Single;
        float[] onOne = Samples(options);
        ThreadTeam.Shared = all;
        return onAll.AsSpan().SequenceEqual(onOne);
    }

    private float[] Samples(GanTrainerOptions options)
    {
        using GanModel model = new GanTrainer(options).Train(toy).Model;
        return model.SampleRows(1000).Values.ToArray();
    }

    private string Write(string command)
    {
        var text = new StringBuilder();
        GanTrainerOptions options = GanTrainerOptions.For(SampleKind.Points);
        text.AppendLine(InvariantCulture, $"# {toy.Name}: eight divergences, both directions");
        text.AppendLine();
        text.AppendLine(InvariantCulture, $"{toy.Modes.Count} Gaussians with σ = {toy.Modes[0].StandardDeviation}. Default settings ({steps ?? options.Steps} steps of {options.BatchSize} points, the same for all), seeds {string.Join(", ", seeds)}.");
        text.AppendLine();
        text.AppendLine(InvariantCulture, $"    dotnet run -c Release --project bench/FGan.GenerationStudy -- {command}");
        text.AppendLine();
        text.AppendLine(Outcome.Head);
        foreach (Outcome outcome in _outcomes) text.AppendLine(outcome.ToRow());
        text.AppendLine();
        text.AppendLine("A mode is found when at least 20 % of its due samples lie within 3σ of it; of true points in the plane 98.9 % lie within 3σ. The bound is");
        text.AppendLine("the held-out lower bound on the divergence that is left, with its standard error, in the units of each f. *Setbacks* counts the times that a");
        text.AppendLine(InvariantCulture, $"number was not finite. *Same bits*: two runs of {ShortRun} steps, on one thread and on all, gave equal samples in every bit.");
        text.AppendLine();
        text.AppendLine(InvariantCulture, $"Measured on {Machine.Describe()}.");
        return text.ToString();
    }
}

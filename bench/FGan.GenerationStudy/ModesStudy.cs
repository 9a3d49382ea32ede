using FGan.Divergences;
using FGan.Numerics;
using static System.Globalization.CultureInfo;

namespace FGan.GenerationStudy;

/// <summary>Trains divergences, those of the table where none are named, in both directions, on a toy with known modes, with default settings.</summary>
internal sealed class ModesStudy(ToyData toy, IReadOnlyList<string> names, IReadOnlyList<ulong> seeds, long? steps)
{
    private const long ShortRun = 300;

    /// <summary>Runs everything and writes the page.</summary>
    /// <param name="command">The arguments, to be printed with the table.</param>
    /// <param name="file">Where the page goes.</param>
    public void Run(string command, string file)
    {
        StudyPage page = Page(command);
        foreach (FDivergence divergence in names.Select(Catalogue.Find))
        {
            foreach (Direction direction in Enum.GetValues<Direction>())
            {
                foreach (ulong seed in seeds) page.Add(Row(divergence, direction, seed));
            }
        }

        page.Write(file);
    }

    private string Row(FDivergence divergence, Direction direction, ulong seed)
    {
        GanTrainerOptions options = GanTrainerOptions.For(SampleKind.Points, divergence) with { Direction = direction, Seed = seed };
        if (steps is long given) options = options with { Steps = given };
        return new Outcome(divergence, direction, seed, Play(options), BitsAgree(options)).ToRow();
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

    private StudyPage Page(string command)
    {
        GanTrainerOptions options = GanTrainerOptions.For(SampleKind.Points);
        return new StudyPage($"{toy.Name}: eight divergences, both directions", command, Outcome.Head)
        {
            Introduction = string.Create(InvariantCulture, $"{toy.Modes.Count} Gaussians with σ = {toy.Modes[0].StandardDeviation}. Default settings ")
                + string.Create(InvariantCulture, $"({steps ?? options.Steps} steps of {options.BatchSize} points, the same for all), seeds {string.Join(", ", seeds)}."),
            Notes = string.Create(InvariantCulture, $"""
                A mode is found when at least 20 % of its due samples lie within 3σ of it; of true points in the plane 98.9 % lie within 3σ. The bound is
                the held-out lower bound on the divergence that is left, with its standard error, in the units of each f. *Setbacks* counts the times that a
                number was not finite. *Same bits*: two runs of {ShortRun} steps, on one thread and on all, gave equal samples in every bit.
                """),
        };
    }
}

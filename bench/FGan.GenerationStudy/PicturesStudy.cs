using FGan.Data;
using static System.Globalization.CultureInfo;

namespace FGan.GenerationStudy;

/// <summary>The convolutional pair beside the perceptrons on pictures: the same time each, one instrument for both, and a grid to look at.</summary>
internal sealed class PicturesStudy(string folder, TimeSpan time, IReadOnlyList<NetworkArchitecture> pairs, string output, string grids)
{
    private const int Shown = 100, Across = 10, Scale = 2;

    private const string Head = """
        | trained | held-out JS, nats | taken for real: pictures | samples | MMD² | precision | recall | density | coverage | steps | seconds | setbacks |
        |---|---|---|---|---|---|---|---|---|---|---|---|
        """;

    private readonly ImageSet _train = IdxFolder.Training(folder), _test = IdxFolder.Test(folder);

    /// <summary>Trains and measures each pair; the table is written anew after each.</summary>
    public void Run(string command)
    {
        StudyPage page = Page(command);
        page.Add(Row("nothing: training pictures themselves", Halves()));
        foreach (NetworkArchitecture pair in pairs)
        {
            GanTrainingResult result = new GanTrainer(Options(pair)).Train(_train, new EvaluationLog());
            using GanModel model = result.Model;
            var samples = (ImageSet)model.Sample(_train.Count + _test.Count);
            PngFile.WriteGrid(Path.Combine(grids, $"fashion-{Name(pair)}.png"), Part(samples, 0, Shown), Across, scale: Scale);
            page.Add(Row(Name(pair), (_train, Part(samples, _test.Count, _train.Count)), (_test, Part(samples, 0, _test.Count)), result));
            page.Merge(output);
        }
    }

    /// <summary>Real pictures as samples, each side a half of its own: what the instrument shows where nothing is to be found.</summary>
    private ((ImageSet, ImageSet) Learning, (ImageSet, ImageSet) Reported) Halves()
    {
        int half = _train.Count / 2, part = _test.Count / 2;
        return ((Part(_train, 0, half), Part(_train, half, half)), (Part(_test, 0, part), Part(_test, part, part)));
    }

    private GanTrainerOptions Options(NetworkArchitecture pair) => GanTrainerOptions.For(SampleKind.Images, architecture: pair) with { TimeBudget = time };

    private static string Row(string name, ((ImageSet, ImageSet) Learning, (ImageSet, ImageSet) Reported) pictures) =>
        Row(name, pictures.Learning, pictures.Reported, result: null);

    private static string Row(string name, (ImageSet, ImageSet) learning, (ImageSet Real, ImageSet Samples) reported, GanTrainingResult? result)
    {
        FreshCriticResult seen = FreshCritic.Measure(learning, reported);
        SampleEvaluation near = SampleEvaluation.Compare(reported.Real, reported.Samples);
        HeldOutBound js = seen.Bounds.Single(bound => bound.Id == "jensen-shannon");
        return string.Create(InvariantCulture, $"| {name} | {js.Bound:0.0000} ± {js.StandardError:0.0000} | {seen.RealAccepted:P1} | {seen.SamplesAccepted:P1} | {near.Discrepancy:0.0000} | ")
            + string.Create(InvariantCulture, $"{near.Neighbours!.Precision:0.00} | {near.Neighbours.Recall:0.00} | {near.Neighbours.Density:0.00} | {near.Neighbours.Coverage:0.00} | ")
            + string.Create(InvariantCulture, $"{result?.Steps} | {result?.Elapsed.TotalSeconds:0} | {result?.Setbacks.Count} |");
    }

    private StudyPage Page(string command) => new("Fashion-MNIST: the convolutional pair beside the perceptrons", command, Head)
    {
        Introduction = string.Create(InvariantCulture, $"""
            60,000 pictures (Debian package dataset-fashion-mnist), Jensen–Shannon, the default settings of each pair, {time.TotalMinutes:0.#} minutes of training each. *perceptron* is
            the paper's MNIST pair, generator 100-1200-1200-784 against critic 784-240-240-1; *convolutional* is DCGAN's pair for 28 × 28.
            """),
        Notes = """
            *Held-out JS* is a lower bound in nats (at most log 2 = 0.693) on the Jensen–Shannon divergence between the pictures and the samples, by one instrument
            for every row: a convolutional critic trained anew for 2,000 steps on the 60,000 training pictures and 60,000 samples, a tenth of both choosing among its
            states, then read on the 10,000 test pictures, which neither generator nor critic has seen, and 10,000 more samples. The critics of the
            runs themselves would measure with two different instruments, each penalised and in step with its own generator. In the first row training
            pictures stand on both sides. *Taken for real* is what that critic says at V > 0. MMD² and the neighbours are between pixels, against test pictures.
            """,
    };

    private static string Name(NetworkArchitecture pair) => pair == NetworkArchitecture.Convolutional ? "convolutional" : "perceptron";

    private static ImageSet Part(ImageSet images, int start, int count) => images.Take([.. Enumerable.Range(start, count)]);
}

/// <summary>Shows the evaluations of a run as they come.</summary>
internal sealed class EvaluationLog : IProgress<GanProgress>
{
    public void Report(GanProgress value)
    {
        if (value.Remark is not null) Console.Error.WriteLine(value.Remark);
        else if (value.IsNewEvaluation) Console.Error.WriteLine(string.Create(InvariantCulture, $"{value.Elapsed.TotalSeconds,6:0} s  {value.Evaluation}"));
    }
}

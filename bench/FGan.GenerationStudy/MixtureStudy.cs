using System.Diagnostics;
using System.Text;
using FGan.Data;
using FGan.Divergences;
using FGan.Divergences.Exact;
using FGan.Neural;
using static System.Globalization.CultureInfo;

namespace FGan.GenerationStudy;

/// <summary>The f-GAN paper's misspecified fit: one normal to a mixture of two, where each divergence has a minimiser of its own.</summary>
internal sealed class MixtureStudy(ulong seed)
{
    private const int Points = 1 << 20;

    private static readonly string[] Names = ["kl", "reverse-kl", "jensen-shannon", "jeffrey", "neyman"];

    private readonly ToyData _toy = ToyData.Find("mixture");
    private readonly Density _data = Density.Parse(string.Create(InvariantCulture, $"0.33*normal(-1,{Math.Sqrt(0.065):R})+0.67*normal(2,{Math.Sqrt(2):R})"));

    /// <summary>The game of the study; its critic is the paper's, its generator x = μ + σz.</summary>
    public static GanTrainerOptions Options(FDivergence divergence, ulong seed) => GanTrainerOptions.For(SampleKind.Points, divergence) with
    {
        Seed = seed,
        GeneratorObjective = GeneratorObjective.Saturating,
        LatentDimension = 1,
        GeneratorWidths = [],
        CriticWidths = [64, 64],
        CriticActivation = HiddenActivation.Tanh,
        BatchSize = 1024,
        DataPenalty = 0,
        SamplePenalty = 0,
        CriticSteps = 2,
        Steps = 10_000,
    };

    /// <summary>Trains on each divergence, measures each fit by all, and writes the page.</summary>
    /// <param name="command">The arguments, to be printed with the table.</param>
    /// <param name="file">Where the page goes.</param>
    public void Run(string command, string file)
    {
        FDivergence[] divergences = [.. Names.Select(Catalogue.Find)];
        Fit[] fits = [.. divergences.Select(FitOf)];
        StudyPage page = Page(command, CrossTable(divergences, fits));
        foreach (Fit fit in fits) page.Add(fit.ToRow());
        page.Write(file);
    }

    private Fit FitOf(FDivergence divergence)
    {
        GanTrainerOptions options = Options(divergence, seed);
        var clock = Stopwatch.StartNew();
        using GanModel model = new GanTrainer(options).Train(_toy).Model;
        clock.Stop();
        double mean = Only(model, "0.bias"), deviation = Math.Abs(Only(model, "0.weight"));
        (double bestMean, double bestDeviation) = Minimiser.Find((m, d) => d > 0 ? Exact(divergence, m, d) : double.PositiveInfinity, 1, 1.8);
        return new Fit(
            divergence, mean, deviation, bestMean, bestDeviation,
            Bound(model, divergence), Exact(divergence, mean, deviation), Exact(divergence, bestMean, bestDeviation), clock.Elapsed.TotalSeconds);
    }

    private static double Only(GanModel model, string tensor) => model.GeneratorTensors.Single(t => t.Name == tensor).Values[0];

    private double Exact(FDivergence divergence, double mean, double deviation) =>
        ExactDivergence.Between(divergence, _data, Density.Parse(string.Create(InvariantCulture, $"normal({mean:R},{deviation:R})")));

    /// <summary>The game's own estimate: its critic's value over fresh points of both sides.</summary>
    private double Bound(GanModel model, FDivergence divergence)
    {
        var data = new FloatMatrix(Points, 1, new float[Points]);
        _toy.Draw(data.Values, seed + 1);
        Objective objective = divergence.Objective(Direction.Forward, model.Options.Activation);
        return model.Scores(data).Average(objective.DataTerm.Evaluate)
            + model.Scores(model.SampleRows(Points, seed + 1)).Average(objective.ModelTerm.Evaluate);
    }

    private string CrossTable(FDivergence[] divergences, Fit[] fits)
    {
        var text = new StringBuilder();
        text.AppendLine("| trained on | " + string.Join(" | ", divergences.Select(d => d.Id)) + " |");
        text.AppendLine("|---" + string.Concat(divergences.Select(_ => "|---")) + "|");
        foreach (Fit fit in fits)
            text.AppendLine($"| {fit.Divergence.Id} | " + string.Join(" | ", divergences.Select(d => Exact(d, fit.Mean, fit.Deviation).ToString("0.0000", InvariantCulture))) + " |");
        text.Append("| least possible | " + string.Join(" | ", fits.Select(f => f.Least.ToString("0.0000", InvariantCulture))) + " |");
        return text.ToString();
    }

    private StudyPage Page(string command, string crossTable)
    {
        GanTrainerOptions options = Options(Catalogue.Find(Names[0]), seed);
        return new StudyPage("One normal fitted to a mixture of two", command, Fit.Head)
        {
            Introduction = string.Create(InvariantCulture, $"""
                Data: 0.33·N(−1, 0.065) + 0.67·N(2, 2), variances second. Generator x = μ + σz; critic of two tanh layers of 64. Minimax (saturating) generator,
                {options.CriticSteps} critic steps a round, {options.Steps} rounds of {options.BatchSize} points, seed {seed}, no penalty. The same settings for every divergence.
                """),
            Notes = $"""
                *Best* are the true minimisers, by quadrature. *Estimate* is the game's own bound over 2²⁰ fresh points a side, beside the exact divergence at the
                learned point and the least that any normal reaches.

                Each fit (a row) measured exactly by each divergence (a column); the least of a column should stand on the diagonal:

                {crossTable}
                """,
        };
    }

    private sealed record Fit(
        FDivergence Divergence, double Mean, double Deviation, double BestMean, double BestDeviation, double Estimate, double Exact, double Least, double Seconds)
    {
        public const string Head = """
            | trained on | μ | best μ | σ | best σ | estimate | exact | error | least | seconds |
            |---|---|---|---|---|---|---|---|---|---|
            """;

        public string ToRow() => string.Create(InvariantCulture,
            $"| {Divergence.Id} | {Mean:0.000} | {BestMean:0.000} | {Deviation:0.000} | {BestDeviation:0.000} | {Estimate:0.0000} | {Exact:0.0000} | {100 * (Estimate / Exact - 1):0.0} % | {Least:0.0000} | {Seconds:0.0} |");
    }
}

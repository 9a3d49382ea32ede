using FGan.Data;
using FGan.Divergences;
using FGan.Neural;

namespace FGan;

public sealed partial record GanTrainerOptions
{
    /// <summary>Options that suit a kind of data and a divergence; what they reach is measured in <c>docs/results</c>.</summary>
    /// <param name="kind">What the samples are.</param>
    /// <param name="divergence">The divergence to minimise; Jensen–Shannon when left out.</param>
    /// <param name="architecture">The pair of networks, whose rates and penalties the options then suit; that of the kind when left out.</param>
    public static GanTrainerOptions For(SampleKind kind, FDivergence? divergence = null, NetworkArchitecture? architecture = null)
    {
        GanTrainerOptions options = kind switch
        {
            SampleKind.Points => ForPoints(),
            SampleKind.Table => ForTables(),
            _ => architecture == NetworkArchitecture.Convolutional ? ForConvolutions() : ForImages(),
        };
        options = options with { Architecture = architecture ?? options.Architecture };
        return divergence is null ? options : options with { Divergence = divergence };
    }

    /// <summary>Options that suit a table or images, and a table's number of rows: the longer it is, the more there is to learn.</summary>
    /// <param name="data">What is learned from.</param>
    /// <param name="divergence">The divergence to minimise; Jensen–Shannon when left out.</param>
    /// <param name="architecture">The pair of networks; that of the kind of data when left out.</param>
    public static GanTrainerOptions For(IDataset data, FDivergence? divergence = null, NetworkArchitecture? architecture = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data is Table or PreparedTable
            ? For(SampleKind.Table, divergence, architecture) with { Steps = StepsFor(data.Count) }
            : For(SampleKind.Images, divergence, architecture);
    }

    /// <summary>25·rows^¾: 2,000 for 344 rows, 8,900 for 2,500, never more than 60,000. More would teach a short table by heart.</summary>
    private static long StepsFor(int rows)
    {
        const double Fewest = 1000, Most = 60_000, Hundred = 100;
        return (long)(Math.Round(Math.Clamp(25 * Math.Pow(rows, 0.75), Fewest, Most) / Hundred) * Hundred);
    }

    private static GanTrainerOptions ForPoints() => new()
    {
        Generator = PointsAdam(),
        Critic = PointsAdam(),
        Steps = 8000,
        BatchSize = 512,
        Cooldown = 0.5,
        DataPenalty = 0.2,
        SamplePenalty = 0.2,
        AverageDecay = 0.995,
        LatentDimension = 8,
        GeneratorWidths = [128, 128],
        CriticWidths = [128, 128],
        EvaluationInterval = 1000,
    };

    private static AdamOptions PointsAdam() => new() { LearningRate = 2e-3f, Beta1 = 0.5f, Beta2 = 0.99f, MaximumGradientNorm = 1f };

    private static GanTrainerOptions ForTables() => new()
    {
        Generator = TablesAdam(),
        Critic = TablesAdam(),
        Steps = 20_000,
        TimeBudget = TimeSpan.FromMinutes(20),
        BatchSize = 256,
        Cooldown = 0.5,
        DataPenalty = 10,
        SamplePenalty = 10,
        AverageDecay = 0.998,
        LatentDimension = 64,
        GeneratorWidths = [256, 256],
        CriticWidths = [256, 256],
    };

    private static AdamOptions TablesAdam() => new() { LearningRate = 1e-3f, Beta1 = 0.5f, Beta2 = 0.99f, MaximumGradientNorm = 1f };

    private static GanTrainerOptions ForImages() => new()
    {
        Steps = null,
        TimeBudget = TimeSpan.FromMinutes(10),
        BatchSize = 256,
        AverageDecay = 0.999,
        DataPenalty = 1,
        SamplePenalty = 1,
        LatentDimension = 100,
        Architecture = NetworkArchitecture.PaperMnist,
        EvaluationInterval = 500,
    };

    /// <summary>Small batches and long steps, since a step of convolutions costs much and its many places count as many rows.</summary>
    private static GanTrainerOptions ForConvolutions() => ForImages() with
    {
        Architecture = NetworkArchitecture.Convolutional,
        Generator = ConvolutionsAdam(),
        Critic = ConvolutionsAdam(),
        BatchSize = 64,
        Cooldown = 0.5,
    };

    private static AdamOptions ConvolutionsAdam() => new() { LearningRate = 1e-3f, Beta1 = 0.5f, Beta2 = 0.99f, MaximumGradientNorm = 1f };
}

using System.Text.Json.Serialization;
using FGan.Data;
using FGan.Divergences;
using FGan.Neural;

namespace FGan;

/// <summary>Everything that decides a training run: with the same data, two runs of equal options give the same bits.</summary>
/// <remarks>
/// Begin with <see cref="For(IDataset, FDivergence?, NetworkArchitecture?)"/>, which knows what suits points, tables and images, and change what you wish:
/// <code>GanTrainerOptions.For(SampleKind.Table, Catalogue.Find("kl")) with { Steps = 2000, Seed = 7 }</code>
/// </remarks>
public sealed partial record GanTrainerOptions
{
    /// <summary>The divergence that the game minimises.</summary>
    public FDivergence Divergence { get; init; } = Catalogue.Find("jensen-shannon");

    /// <summary>Whether D_f(P‖Q) or D_f(Q‖P) is minimised, P the data.</summary>
    public Direction Direction { get; init; } = Direction.Forward;

    /// <summary>What the generator descends.</summary>
    public GeneratorObjective GeneratorObjective { get; init; } = GeneratorObjective.Alternative;

    /// <summary>
    /// The divergence whose term the generator descends at the critic's V; null for <see cref="Divergence"/> itself. Under the log-ratio activation V
    /// estimates log(p/q) whatever the critic's f is, so the generator may follow another.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FDivergence? GeneratorDivergence { get; init; }

    /// <summary>The output activation a of T = a(V).</summary>
    public OutputActivationKind Activation { get; init; } = OutputActivationKind.LogRatio;

    /// <summary>In which order the networks learn.</summary>
    public UpdateScheme Updates { get; init; } = UpdateScheme.Alternating;

    /// <summary>Critic steps before each generator step, when alternating.</summary>
    public int CriticSteps { get; init; } = 1;

    /// <summary>Rows of data, and of samples, in a step.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Generator steps after which the run ends; null for no limit but <see cref="TimeBudget"/>.</summary>
    public long? Steps { get; init; } = 4000;

    /// <summary>Time of training after which the run ends, resumed parts counted; null for no limit but <see cref="Steps"/>.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>The optimiser of the generator; its <see cref="AdamOptions.MaximumGradientNorm"/> is the clipping of gradients.</summary>
    public AdamOptions Generator { get; init; } = new() { LearningRate = 2e-4f, Beta1 = 0.5f, MaximumGradientNorm = 1f };

    /// <summary>The optimiser of the critic.</summary>
    public AdamOptions Critic { get; init; } = new() { LearningRate = 2e-4f, Beta1 = 0.5f, MaximumGradientNorm = 1f };

    /// <summary>
    /// The share of the run, counted from its end, over which both learning rates fall to a fiftieth; 0 keeps them. By whichever of
    /// <see cref="Steps"/> and <see cref="TimeBudget"/> is nearer its end; where that is the steps throughout, a run is reproducible.
    /// </summary>
    public double Cooldown { get; init; }

    /// <summary>How they fall.</summary>
    public CooldownShape CooldownShape { get; init; } = CooldownShape.Linear;

    /// <summary>
    /// γ of R1, (γ/2)·E_P‖∇ₓV(x)‖², which keeps the critic flat at the data; 0 for none (Mescheder et al. 2018). It counts in units of a'(v₁),
    /// the objective's curvature where P = Q, so that one γ suits every f.
    /// </summary>
    public double DataPenalty { get; init; }

    /// <summary>γ of R2, (γ/2)·E_Q‖∇ₓV(x)‖², the same at the samples.</summary>
    public double SamplePenalty { get; init; }

    /// <summary>
    /// γ of Roth et al. 2017, (γ/2)·E[g''(T)·‖∇ₓT‖²] over the side that g stands on: what the bound would lose were both samples blurred by noise of
    /// variance γ. It needs the log-ratio activation, where g''(T)·‖∇ₓT‖² is (g∘a)'(V)·‖∇ₓV‖².
    /// </summary>
    public double NoisePenalty { get; init; }

    /// <summary>
    /// L of the set Γ of functions that T may be, those that rise by at most L per unit of the encoded rows; null for all functions. The game's value is
    /// then the (f,Γ)-divergence sup_{T∈Γ} E_P[T] − inf_ν(ν + E_Q[g(T − ν)]) of Birrell et al. 2022, at most D_f and at most L times the Wasserstein
    /// distance W₁. The shift ν needs no variable of its own: Γ holds T − ν wherever it holds T, so both suprema are one.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? LipschitzLimit { get; init; }

    /// <summary>λ, the weight of the slopes of T that leave Γ, measured between data and samples, in units of the objective's curvature.</summary>
    public double LipschitzPenalty { get; init; } = 10;

    /// <summary>On which side of the limit slopes are punished.</summary>
    public LipschitzSides LipschitzSides { get; init; } = LipschitzSides.One;

    /// <summary>What keeps the critic's weights from growing.</summary>
    public CriticNormalisation CriticNormalisation { get; init; } = CriticNormalisation.None;

    /// <summary>How the critic's last number becomes V.</summary>
    public CriticScale CriticScale { get; init; } = CriticScale.Logarithmic;

    /// <summary>Weight of the past in the moving average of the generator, which is what is saved and sampled from; 0 for none.</summary>
    public double AverageDecay { get; init; } = 0.999;

    /// <summary>Numbers in the latent z.</summary>
    public int LatentDimension { get; init; } = 64;

    /// <summary>The distribution of z.</summary>
    public LatentDistribution Latent { get; init; } = LatentDistribution.Normal;

    /// <summary>The pair of networks.</summary>
    public NetworkArchitecture Architecture { get; init; } = NetworkArchitecture.Perceptron;

    /// <summary>Widths of the generator's hidden layers, when it is a perceptron; none make it affine, x = μ + Az.</summary>
    public IReadOnlyList<int> GeneratorWidths { get; init; } = [256, 256];

    /// <summary>Widths of the critic's hidden layers, when it is a perceptron.</summary>
    public IReadOnlyList<int> CriticWidths { get; init; } = [256, 256];

    /// <summary>What the critic's hidden layers end with, when it is a perceptron.</summary>
    public HiddenActivation CriticActivation { get; init; } = HiddenActivation.LeakyRelu;

    /// <summary>Whether the generator's hidden layers are batch-normalised, when it is a perceptron.</summary>
    public bool BatchNormalisation { get; init; }

    /// <summary>Temperature of the Gumbel softmax that makes categories while training on a table (Jang et al. 2017).</summary>
    public double GumbelTemperature { get; init; } = 0.2;

    /// <summary>
    /// Whether generator and critic of a table are told one value of one discrete column of each row, and rare values come often in training (Xu et al. 2019,
    /// section 4.3); nothing changes where no column is discrete.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsConditional { get; init; }

    /// <summary>
    /// Rows k that the critic judges side by side (PacGAN, Lin et al. 2018): the game's divergence is then D_f(Pᵏ‖Qᵏ) of k independent rows, which a
    /// collapsed Q raises more than a spread one.
    /// </summary>
    public int Pack { get; init; } = 1;

    /// <summary>The seed of weights, batches, latents and noise.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Share of the rows or images kept from training, to measure the game on.</summary>
    public double HeldOutShare { get; init; } = 0.1;

    /// <summary>Generator steps between evaluations on held-out rows.</summary>
    public int EvaluationInterval { get; init; } = 250;

    /// <summary>Which state of the run becomes the model.</summary>
    public KeptModel Keep { get; init; } = KeptModel.Last;

    /// <summary>Evaluations without a new best one, by <see cref="KeptModel.Best"/>'s measure, after which the run ends; null for no such end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Patience { get; init; }

    /// <summary>Where checkpoints are written; null for none. An existing file is replaced.</summary>
    [JsonIgnore]
    public string? CheckpointPath { get; init; }

    /// <summary>Generator steps between checkpoints; the last state is written too.</summary>
    public int CheckpointInterval { get; init; } = 1000;

    /// <summary>Writes the options as JSON, as model files, checkpoints and run folders hold them.</summary>
    public string ToJson() => OptionsJson.Write(this);

    /// <summary>Finds every fault of these options.</summary>
    /// <returns>One sentence a fault: what, got, allowed; empty when the options can be used.</returns>
    public IReadOnlyList<string> Faults()
    {
        var faults = new OptionFaults();
        FindFaultsOfGame(faults);
        FindFaultsOfOptimisers(faults);
        FindFaultsOfNetworks(faults);
        FindFaultsOfRun(faults);
        return faults.Found;
    }

    /// <summary>Throws when there is any fault.</summary>
    /// <exception cref="InvalidOptionsException">There is; the message lists all.</exception>
    public void Validate()
    {
        if (Faults() is { Count: > 0 } faults) throw new InvalidOptionsException("training", faults);
    }

    private void FindFaultsOfGame(OptionFaults faults)
    {
        faults.Require(Divergence is not null, nameof(Divergence), Divergence, "an entry of the catalogue or a formula");
        faults.Known(nameof(Direction), Direction);
        faults.Known(nameof(GeneratorObjective), GeneratorObjective);
        faults.Known(nameof(Activation), Activation);
        faults.Known(nameof(Updates), Updates);
        faults.Positive(nameof(CriticSteps), CriticSteps);
        faults.Require(
            Updates == UpdateScheme.Alternating || CriticSteps == 1, nameof(CriticSteps), CriticSteps, "1 with single-step updates");
        faults.Require(Pack > 0 && (BatchSize < 1 || BatchSize % Pack == 0), nameof(Pack), Pack, $"1 or another divisor of {nameof(BatchSize)}, which is {BatchSize}");
        faults.Require(
            Pack == 1 || Architecture != NetworkArchitecture.Convolutional, nameof(Pack), Pack, "1 with convolutional networks, which see one picture at a time");
        faults.NotNegative(nameof(DataPenalty), DataPenalty);
        faults.NotNegative(nameof(SamplePenalty), SamplePenalty);
        faults.NotNegative(nameof(NoisePenalty), NoisePenalty);
        if (LipschitzLimit is double limit) faults.AboveZero(nameof(LipschitzLimit), limit);
        faults.AboveZero(nameof(LipschitzPenalty), LipschitzPenalty);
        faults.Known(nameof(LipschitzSides), LipschitzSides);
        faults.Require(NoisePenalty == 0 || Activation == OutputActivationKind.LogRatio, nameof(NoisePenalty), NoisePenalty, "0 unless the activation is the log-ratio one");
        faults.Require(
            GeneratorDivergence is null || Activation == OutputActivationKind.LogRatio, nameof(GeneratorDivergence), GeneratorDivergence,
            "none unless the activation is the log-ratio one");
    }

    private void FindFaultsOfOptimisers(OptionFaults faults)
    {
        foreach ((string name, AdamOptions adam) in new[] { (nameof(Generator), Generator), (nameof(Critic), Critic) })
        {
            faults.AboveZero($"{name}.{nameof(adam.LearningRate)}", adam.LearningRate);
            faults.Fraction($"{name}.{nameof(adam.Beta1)}", adam.Beta1);
            faults.Fraction($"{name}.{nameof(adam.Beta2)}", adam.Beta2);
            faults.AboveZero($"{name}.{nameof(adam.Epsilon)}", adam.Epsilon);
            if (adam.MaximumGradientNorm is float norm) faults.AboveZero($"{name}.{nameof(adam.MaximumGradientNorm)}", norm);
            faults.Require(!adam.Maximize, $"{name}.{nameof(adam.Maximize)}", adam.Maximize, "false; the objective knows who ascends");
        }

        faults.Require(Cooldown is >= 0 and <= 1, nameof(Cooldown), Cooldown, "0 to 1");
        faults.Known(nameof(CooldownShape), CooldownShape);
        faults.Fraction(nameof(AverageDecay), AverageDecay);
    }

    private void FindFaultsOfNetworks(OptionFaults faults)
    {
        const int MostLatent = 65_536;
        faults.Known(nameof(CriticNormalisation), CriticNormalisation);
        faults.Known(nameof(CriticScale), CriticScale);
        faults.Known(nameof(CriticActivation), CriticActivation);
        faults.Known(nameof(Latent), Latent);
        faults.Known(nameof(Architecture), Architecture);
        faults.Require(LatentDimension is > 0 and <= MostLatent, nameof(LatentDimension), LatentDimension, $"1 to {MostLatent}");
        faults.Widths(nameof(GeneratorWidths), GeneratorWidths);
        faults.Widths(nameof(CriticWidths), CriticWidths);
        faults.AboveZero(nameof(GumbelTemperature), GumbelTemperature);
    }

    private void FindFaultsOfRun(OptionFaults faults)
    {
        const int LargestBatch = 1 << 20;
        faults.Require(BatchSize is >= 2 and <= LargestBatch, nameof(BatchSize), BatchSize, $"2 to {LargestBatch}");
        faults.Require(Steps is not null || TimeBudget is not null, nameof(Steps), null, "a number of steps, or a time budget, or both");
        if (Steps is long steps) faults.Positive(nameof(Steps), steps);
        if (TimeBudget is TimeSpan budget) faults.Require(budget > TimeSpan.Zero, nameof(TimeBudget), budget, "a time above 0");
        faults.Require(HeldOutShare is > 0 and <= 0.5, nameof(HeldOutShare), HeldOutShare, "above 0 and at most 0.5");
        faults.Positive(nameof(EvaluationInterval), EvaluationInterval);
        faults.Known(nameof(Keep), Keep);
        if (Patience is int patience) faults.Positive(nameof(Patience), patience);
        faults.Positive(nameof(CheckpointInterval), CheckpointInterval);
        faults.Require(CheckpointPath is null || CheckpointPath.Length > 0, nameof(CheckpointPath), "empty", "a path, or null for no checkpoints");
    }
}

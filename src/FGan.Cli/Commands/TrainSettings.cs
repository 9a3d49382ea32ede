using System.CommandLine;
using System.Globalization;
using FGan.Divergences;

namespace FGan.Cli.Commands;

/// <summary>The options of <c>fgan train</c> that change how the game is played; each left out keeps the default of the data's kind.</summary>
internal sealed class TrainSettings
{
    private readonly Option<string> _direction = Choice("--direction", "forward is D_f(data‖model), reverse D_f(model‖data)", "forward", "reverse");
    private readonly Option<string> _generator = Choice("--generator", "The generator's objective", "alternative", "saturating");
    private readonly Option<string> _updates = Choice("--updates", "The order of updates", "alternating", "single-step");
    private readonly Option<string> _activation = Choice("--activation", "The critic's output activation", "log-ratio", "table");
    private readonly Option<long?> _steps = new("--steps") { Description = "Generator steps", HelpName = "number" };
    private readonly Option<string?> _time = new("--time") { Description = "Time to train for, such as 90s, 10m or 1h", HelpName = "time" };
    private readonly Option<int?> _batch = new("--batch") { Description = "Rows a step", HelpName = "number" };
    private readonly Option<float?> _rate = new("--learning-rate") { Description = "Learning rate of both networks", HelpName = "number" };
    private readonly Option<float?> _criticRate = new("--critic-learning-rate") { Description = "Learning rate of the critic alone", HelpName = "number" };
    private readonly Option<double?> _cooldown = new("--cooldown") { Description = "Share of the run, from its end, over which the learning rates fall", HelpName = "share" };
    private readonly Option<string?> _cooldownShape = new("--cooldown-shape") { Description = "How they fall: linear or cosine", HelpName = "name" };
    private readonly Option<double?> _average = new("--average") { Description = "Weight of the past in the generator's moving average; 0 for none", HelpName = "share" };
    private readonly Option<string?> _generatorDivergence = new("--generator-divergence") { Description = "Let the generator descend another divergence than the critic ascends, by name or formula", HelpName = "f" };
    private readonly Option<int?> _criticSteps = new("--critic-steps") { Description = "Critic steps before each generator step", HelpName = "number" };
    private readonly Option<double?> _penalty = new("--penalty") { Description = "R1 and R2: γ on the critic's squared slope at the data and at the samples; 0 for none", HelpName = "gamma" };
    private readonly Option<double?> _noisePenalty = new("--noise-penalty") { Description = "γ of the regulariser of Roth et al. 2017, for any f", HelpName = "gamma" };
    private readonly Option<double?> _lipschitz = new("--lipschitz") { Description = "The (f,Γ)-divergence of L-Lipschitz critics (Birrell et al. 2022) in place of R1 and R2: L", HelpName = "L" };
    private readonly Option<string?> _lipschitzSides = new("--lipschitz-sides") { Description = "Punish slopes above L alone, or below it too: one or two", HelpName = "sides" };
    private readonly Option<string?> _normalisation = new("--critic-normalisation") { Description = "What keeps the critic's weights from growing: none or spectral", HelpName = "name" };
    private readonly Option<string?> _keep = new("--keep") { Description = "Which state becomes the model: last, or best by a critic trained anew at every evaluation", HelpName = "name" };
    private readonly Option<int?> _patience = new("--patience") { Description = "End after so many evaluations without a new best one; keeps the best", HelpName = "number" };
    private readonly Option<int?> _evaluations = new("--evaluate-every") { Description = "Steps between evaluations", HelpName = "number" };
    private readonly Option<double?> _temperature = new("--temperature") { Description = "Temperature of the Gumbel softmax that draws categories", HelpName = "number" };
    private readonly Option<string?> _condition = new("--condition") { Description = "Tell both networks one discrete value of each row, and show rare ones often (CTGAN): on or off", HelpName = "on|off" };
    private readonly Option<int?> _pack = new("--pack") { Description = "Rows that the critic judges side by side (PacGAN)", HelpName = "k" };
    private readonly Option<string?> _architecture = new("--architecture") { Description = "The pair of networks: perceptron, paper-mnist or convolutional", HelpName = "name" };
    private readonly Option<string?> _criticWidths = new("--critic-widths") { Description = "Widths of the critic's hidden layers, such as 128,128", HelpName = "widths" };
    private readonly Option<string?> _generatorWidths = new("--generator-widths") { Description = "The same of the generator; none makes it affine", HelpName = "widths" };
    private readonly Option<string?> _criticActivation = new("--critic-activation") { Description = "The critic's hidden activation: leaky-relu, relu, elu or tanh", HelpName = "name" };
    private readonly Option<int?> _latent = new("--latent") { Description = "Numbers in the latent z", HelpName = "number" };
    private readonly Option<int?> _checkpoint = new("--checkpoint-every") { Description = "Steps between checkpoints", HelpName = "number" };
    private readonly Option<ulong> _seed = SharedOptions.Seed();

    public IEnumerable<Option> All => [_steps, _time, _direction, _generator, _updates, _activation, _batch, _rate, _criticRate, _cooldown, _cooldownShape, _average, .. Game, .. Networks, _evaluations, _keep, _patience, _checkpoint, _seed];

    private IEnumerable<Option> Game => [_generatorDivergence, _criticSteps, _penalty, _noisePenalty, _lipschitz, _lipschitzSides, _normalisation, _temperature, _condition, _pack];

    private IEnumerable<Option> Networks => [_architecture, _criticWidths, _generatorWidths, _criticActivation, _latent];

    /// <summary>The pair of networks that is asked for, which decides the defaults; null where none is.</summary>
    public NetworkArchitecture? Architecture(ParseResult parsed) =>
        parsed.GetValue(_architecture) is string pair ? Named<NetworkArchitecture>("--architecture", pair) : null;

    public GanTrainerOptions Read(ParseResult parsed, GanTrainerOptions options)
    {
        options = options with
        {
            Direction = parsed.GetValue(_direction) == "reverse" ? Direction.Reverse : Direction.Forward,
            GeneratorObjective = parsed.GetValue(_generator) == "saturating" ? GeneratorObjective.Saturating : GeneratorObjective.Alternative,
            Updates = parsed.GetValue(_updates) == "single-step" ? UpdateScheme.SingleStep : UpdateScheme.Alternating,
            Activation = parsed.GetValue(_activation) == "table" ? OutputActivationKind.Table : OutputActivationKind.LogRatio,
            Seed = parsed.GetValue(_seed),
            BatchSize = parsed.GetValue(_batch) ?? options.BatchSize,
        };
        if (parsed.GetValue(_rate) is float rate)
            options = options with { Generator = options.Generator with { LearningRate = rate }, Critic = options.Critic with { LearningRate = rate } };
        if (parsed.GetValue(_criticRate) is float criticRate) options = options with { Critic = options.Critic with { LearningRate = criticRate } };
        options = options with
        {
            Cooldown = parsed.GetValue(_cooldown) ?? options.Cooldown,
            CooldownShape = parsed.GetValue(_cooldownShape) is string shape ? Named<CooldownShape>("--cooldown-shape", shape) : options.CooldownShape,
            AverageDecay = parsed.GetValue(_average) ?? options.AverageDecay,
        };
        options = ReadRun(parsed, ReadNetworks(parsed, ReadGame(parsed, options)));
        return Limits(options, parsed.GetValue(_steps), parsed.GetValue(_time));
    }

    private GanTrainerOptions ReadRun(ParseResult parsed, GanTrainerOptions options) => options with
    {
        EvaluationInterval = parsed.GetValue(_evaluations) ?? options.EvaluationInterval,
        CheckpointInterval = parsed.GetValue(_checkpoint) ?? options.CheckpointInterval,
        Patience = parsed.GetValue(_patience),
        Keep = parsed.GetValue(_keep) is string state
            ? Named<KeptModel>("--keep", state)
            : parsed.GetValue(_patience) is null ? options.Keep : KeptModel.Best,
    };

    private GanTrainerOptions ReadGame(ParseResult parsed, GanTrainerOptions options) => options with
    {
        LipschitzLimit = parsed.GetValue(_lipschitz),
        LipschitzSides = parsed.GetValue(_lipschitzSides) is string sides ? Named<LipschitzSides>("--lipschitz-sides", sides) : options.LipschitzSides,
        CriticNormalisation = parsed.GetValue(_normalisation) is string normalisation
            ? Named<CriticNormalisation>("--critic-normalisation", normalisation)
            : options.CriticNormalisation,
        GeneratorDivergence = parsed.GetValue(_generatorDivergence) is string f ? Catalogue.Find(f) : options.GeneratorDivergence,
        CriticSteps = parsed.GetValue(_criticSteps) ?? options.CriticSteps,
        DataPenalty = parsed.GetValue(_penalty) ?? (parsed.GetValue(_lipschitz) is null ? options.DataPenalty : 0),
        SamplePenalty = parsed.GetValue(_penalty) ?? (parsed.GetValue(_lipschitz) is null ? options.SamplePenalty : 0),
        NoisePenalty = parsed.GetValue(_noisePenalty) ?? options.NoisePenalty,
        GumbelTemperature = parsed.GetValue(_temperature) ?? options.GumbelTemperature,
        IsConditional = parsed.GetValue(_condition) switch
        {
            null => options.IsConditional,
            "on" => true,
            "off" => false,
            var other => throw new UsageException($"--condition is '{other}'; allowed: on, off."),
        },
        Pack = parsed.GetValue(_pack) ?? options.Pack,
    };

    private GanTrainerOptions ReadNetworks(ParseResult parsed, GanTrainerOptions options) => options with
    {
        CriticWidths = parsed.GetValue(_criticWidths) is string critic ? Widths("--critic-widths", critic) : options.CriticWidths,
        GeneratorWidths = parsed.GetValue(_generatorWidths) is string generator ? Widths("--generator-widths", generator) : options.GeneratorWidths,
        CriticActivation = parsed.GetValue(_criticActivation) is string activation ? Named<HiddenActivation>("--critic-activation", activation) : options.CriticActivation,
        LatentDimension = parsed.GetValue(_latent) ?? options.LatentDimension,
    };

    private static int[] Widths(string option, string text) => text == "none"
        ? []
        : Array.ConvertAll(text.Split(','), part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            ? width
            : throw new UsageException($"{option} has '{part}' where a width belongs; give whole numbers with commas, such as 128,128, or none."));

    private static T Named<T>(string option, string text) where T : struct, Enum =>
        Enum.TryParse(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out T value) && Enum.IsDefined(value)
            ? value
            : throw new UsageException($"{option} is '{text}'; allowed: {string.Join(", ", Enum.GetNames<T>().Select(Hyphenated))}.");

    private static string Hyphenated(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    // Whichever limit is given replaces the default ones; both together end the run at whichever comes first.
    private static GanTrainerOptions Limits(GanTrainerOptions options, long? steps, string? time) =>
        steps is null && time is null
            ? options
            : options with { Steps = steps, TimeBudget = time is null ? null : ParseTime(time) };

    private static TimeSpan ParseTime(string text)
    {
        var seconds = text.Length == 0 ? 0 : char.ToLowerInvariant(text[^1]) switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        return seconds > 0 && double.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1e6
            ? TimeSpan.FromSeconds(number * seconds)
            : throw new UsageException($"--time is '{text}'; give a number and its unit, such as 90s, 10m or 1h.");
    }

    private static Option<string> Choice(string name, string description, string usual, string other)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.AcceptOnlyFromAmong(usual, other);
        return option;
    }
}

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
    private readonly Option<int?> _checkpoint = new("--checkpoint-every") { Description = "Steps between checkpoints", HelpName = "number" };
    private readonly Option<ulong> _seed = SharedOptions.Seed();

    public IEnumerable<Option> All => [_steps, _time, _direction, _generator, _updates, _activation, _batch, _rate, _checkpoint, _seed];

    public GanTrainerOptions Read(ParseResult parsed, GanTrainerOptions options)
    {
        options = options with
        {
            Direction = parsed.GetValue(_direction) == "reverse" ? Direction.Reverse : Direction.Forward,
            GeneratorObjective = parsed.GetValue(_generator) == "saturating" ? GeneratorObjective.Saturating : GeneratorObjective.Alternative,
            Updates = parsed.GetValue(_updates) == "single-step" ? UpdateScheme.SingleStep : UpdateScheme.Alternating,
            Activation = parsed.GetValue(_activation) == "table" ? ActivationKind.Table : ActivationKind.LogRatio,
            Seed = parsed.GetValue(_seed),
            BatchSize = parsed.GetValue(_batch) ?? options.BatchSize,
            CheckpointInterval = parsed.GetValue(_checkpoint) ?? options.CheckpointInterval,
        };
        if (parsed.GetValue(_rate) is float rate)
            options = options with { Generator = options.Generator with { LearningRate = rate }, Critic = options.Critic with { LearningRate = rate } };
        return Limits(options, parsed.GetValue(_steps), parsed.GetValue(_time));
    }

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

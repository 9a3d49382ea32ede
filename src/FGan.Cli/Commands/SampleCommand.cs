using System.CommandLine;
using FGan.Data;

namespace FGan.Cli.Commands;

/// <summary><c>fgan sample</c>: new samples from a saved model.</summary>
internal sealed class SampleCommand : Command
{
    private readonly Argument<string> _path = new("model") { Description = "A model file that fgan train wrote" };
    private readonly Option<int> _count = new("--count", "-n") { Description = "How many samples", DefaultValueFactory = _ => 100, HelpName = "number" };
    private readonly Option<string> _output = SharedOptions.Output($"Where to: {SampleSink.Kinds}; rows go to stdout when left out", required: false);
    private readonly Option<ulong> _seed = SharedOptions.Seed();
    private readonly Option<bool> _json = SharedOptions.Json();

    private readonly Option<string?> _where = new("--where")
    {
        Description = "Only rows that meet a condition, such as \"sex = female and age > 60\"; with =, !=, <, <=, >, >=, in (a, b), between, is missing, and, or, not",
        HelpName = "condition",
    };

    private readonly Option<bool> _allowFewer = new("--allow-fewer") { Description = "With --where: write what was found, even when it is less than asked for" };
    private readonly Option<long?> _maxTries = new("--max-tries") { Description = "With --where: how many rows to draw at most; a million, or 200 for each row asked for", HelpName = "number" };
    private readonly Option<bool> _free = new("--free") { Description = "With --where: draw freely and never aim at the values that the condition allows; more draws, exactly the model's distribution" };
    private readonly Terminal _terminal;

    public SampleCommand(Terminal terminal)
        : base("sample", "Make new samples from a saved model; nothing else is needed")
    {
        _terminal = terminal;
        Arguments.Add(_path);
        foreach (Option option in new Option[] { _count, _output, _where, _allowFewer, _maxTries, _free, _seed, _json }) Options.Add(option);
        this.SetLongAction(Run);
    }

    private ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        var wanted = parsed.GetValue(_count);
        if (wanted < 1) throw new UsageException($"--count is {wanted}; ask for 1 or more.");
        var file = parsed.GetValue(_output);
        using var model = GanModel.Load(parsed.GetValue(_path)!);
        if (file is not null) SampleSink.RequireWritable(file, model.Kind);
        else if (model.Kind == SampleKind.Images || parsed.GetValue(_json))
            throw new UsageException($"Say where the samples shall go, such as -o samples{SampleSink.UsualExtension(model.Kind)}.");
        var found = parsed.GetValue(_where) is { } condition ? Find(parsed, model, condition, wanted, cancellation) : null;
        var samples = found?.Rows ?? model.Sample(wanted, parsed.GetValue(_seed), cancellation: cancellation);
        if (file is not null) SampleSink.Write(file, samples);
        else CsvTable.Write(_terminal.Data, (Table)samples);
        if (found is not null) _terminal.Say($"{found.Words()}.");
        if (model.RejectedShare > 0) _terminal.Say(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{100 * model.RejectedShare:0.##} % of the rows made broke a constraint and were made anew."));
        if (parsed.GetValue(_json))
            _terminal.PrintJson(new { output = file is null ? null : DataInput.Shown(file), count = samples.Count, seed = parsed.GetValue(_seed), kind = model.Kind, where = found?.Condition, draws = found?.Draws, acceptedShare = found?.AcceptedShare, aimedAt = found?.AimedAt });
        else if (file is not null) _terminal.Say($"{samples.Describe()} in {DataInput.Shown(file)}");
        return ExitCode.Ok;
    }

    private ConditionalSample Find(ParseResult parsed, GanModel model, string condition, int wanted, CancellationToken cancellation)
    {
        var most = parsed.GetValue(_maxTries);
        if (most < 1) throw new UsageException($"--max-tries is {most}; give 1 or more.");
        using var line = new ProgressLine(_terminal);
        var progress = new DirectProgress<ConditionalSample>(part => line.Show($"{part.Draws} rows drawn"));
        var found = model.SampleWhere(condition, wanted, parsed.GetValue(_seed), most, progress, !parsed.GetValue(_free), cancellation);
        if (found.IsComplete || (parsed.GetValue(_allowFewer) && found.Rows.RowCount > 0)) return found;
        var remedy = found.Rows.RowCount == 0
            ? "ask for something more common, or draw more with --max-tries"
            : "write what was found with --allow-fewer, or draw more with --max-tries";
        throw new DataException($"{found.Words()}; nothing was written: {remedy}");
    }
}

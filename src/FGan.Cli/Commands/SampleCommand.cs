using System.CommandLine;
using FGan.Data;

namespace FGan.Cli.Commands;

/// <summary><c>fgan sample</c>: new samples from a saved model.</summary>
internal sealed class SampleCommand : Command
{
    public SampleCommand(Terminal terminal)
        : base("sample", "Make new samples from a saved model; nothing else is needed")
    {
        var path = new Argument<string>("model") { Description = "A model file that fgan train wrote" };
        var count = new Option<int>("--count", "-n") { Description = "How many samples", DefaultValueFactory = _ => 100, HelpName = "number" };
        var output = SharedOptions.Output("Where to: .csv or .npy for rows, .png (a grid) or .npy for pictures; rows go to stdout when left out", required: false);
        var seed = SharedOptions.Seed();
        var json = SharedOptions.Json();
        Arguments.Add(path);
        foreach (Option option in new Option[] { count, output, seed, json }) Options.Add(option);
        this.SetLongAction((parsed, cancellation) =>
        {
            var wanted = parsed.GetValue(count);
            if (wanted < 1) throw new UsageException($"--count is {wanted}; ask for 1 or more.");
            var file = parsed.GetValue(output);
            using var model = GanModel.Load(parsed.GetValue(path)!);
            if (file is not null) SampleFile.RequireWritable(file, model.Kind);
            var samples = model.Sample(wanted, parsed.GetValue(seed), cancellation: cancellation);
            if (file is not null) SampleFile.Write(file, samples);
            else if (samples is Table table && !parsed.GetValue(json)) CsvTable.Write(terminal.Data, table);
            else throw new UsageException($"Say where the samples shall go, such as -o samples{SampleFile.UsualExtension(model.Kind)}.");
            if (parsed.GetValue(json)) terminal.PrintJson(new { output = file, count = wanted, seed = parsed.GetValue(seed), kind = model.Kind });
            else if (file is not null) terminal.Say($"{samples.Describe()} in {file}");
            return ExitCode.Ok;
        });
    }
}

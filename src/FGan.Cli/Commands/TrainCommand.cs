using System.CommandLine;
using FGan.Data;
using FGan.Divergences;

namespace FGan.Cli.Commands;

/// <summary><c>fgan train</c>: data in, model out.</summary>
internal sealed class TrainCommand : Command
{
    public TrainCommand(Terminal terminal)
        : base("train", "Train a generator on a table, on pictures or on a toy; leave a model, a history and a summary")
    {
        var data = new Argument<string>("data") { Description = $"{DataInput.Kinds}; or a toy: {string.Join(", ", ToyData.All)}" };
        var output = SharedOptions.Output("The model file, with history, summary and checkpoint beside it; or a folder for the run (end it with /), with samples over time too");
        var divergence = DivergenceOption.One("The divergence to minimise, by name");
        var settings = new TrainSettings();
        var samples = new Option<string?>("--samples") { Description = $"Also write new samples here: {SampleSink.Kinds}", HelpName = "where" };
        var count = new Option<int?>("--count", "-n") { Description = "How many new samples; as many as the data when left out", HelpName = "number" };
        var resume = new Option<bool>("--resume") { Description = "Go on from the checkpoint beside the model file" };
        var json = SharedOptions.Json();
        var reading = new TableReading();
        var schema = new Option<string?>("--schema") { Description = "Tables: a schema that fgan schema wrote, and you have edited", HelpName = "file.json" };
        var minCount = SharedOptions.MinCount();
        var constraints = new Option<string[]>("--constraint")
        {
            Description = "Tables: what must hold in every new row, such as \"start <= end\", \"city, zip together\" or \"age between 18 and 65\"; repeatable",
            HelpName = "constraint",
        };
        Arguments.Add(data);
        foreach (var option in new Option[] { output, divergence, samples, count }.Concat(settings.All).Concat([resume, schema, constraints, minCount, json]).Concat(reading.Options)) Options.Add(option);
        this.SetLongAction((parsed, cancellation) =>
        {
            var encoding = SharedOptions.Encoding(parsed.GetValue(minCount));
            var source = TrainingSource.Open(parsed.GetValue(data)!, reading.Read(parsed), parsed.GetValue(schema), encoding, cancellation, parsed.GetValue(constraints) ?? []);
            foreach (var remark in source.Prepared?.Remarks ?? []) terminal.Say($"Table: {remark}.");
            var files = RunFiles.Of(parsed.GetValue(output)!);
            files.RequireOtherThan(parsed.GetValue(data)!);
            var usual = source.Usual(Catalogue.Find(parsed.GetValue(divergence)!), settings.Architecture(parsed));
            var options = settings.Read(parsed, usual with { CheckpointPath = files.Checkpoint });
            var job = new TrainingJob(terminal, source, files, options)
            {
                Resume = parsed.GetValue(resume),
                SamplesPath = parsed.GetValue(samples),
                SampleCount = parsed.GetValue(count),
            };
            return job.Run(parsed.GetValue(json), cancellation);
        });
    }
}

using System.CommandLine;
using FGan.Data;

namespace FGan.Cli.Commands;

/// <summary><c>fgan schema</c>: what a table's columns are taken for, to be read, edited and honoured by training.</summary>
internal sealed class SchemaCommand : Command
{
    public SchemaCommand(Terminal terminal)
        : base("schema", "Say what the columns of a table are and what training will do with them; write it as JSON to be edited")
    {
        var data = new Argument<string>("data") { Description = $"A table: {DataInput.Kinds}" };
        var output = SharedOptions.Output("Write the schema here, for fgan train --schema", required: false);
        var minCount = SharedOptions.MinCount();
        var json = SharedOptions.Json();
        var reading = new TableReading();
        Arguments.Add(data);
        foreach (var option in new Option[] { output, minCount, json }.Concat(reading.Options)) Options.Add(option);
        this.SetLongAction((parsed, cancellation) =>
        {
            var path = parsed.GetValue(data)!;
            var how = reading.Read(parsed);
            var table = DataInput.OpenTable(path, how, cancellation);
            var schema = TableSchema.Infer(table, SharedOptions.Encoding(parsed.GetValue(minCount))) with { Missing = [.. how.MissingTokens, .. how.AlsoMissing] };
            var file = parsed.GetValue(output);
            if (file is not null) AtomicFile.WriteAllText(file, schema.ToJson());
            if (parsed.GetValue(json)) terminal.Data.Write(schema.ToJson());
            else SchemaText.Print(terminal, table, schema);
            if (file is not null) terminal.Say($"Schema: {file}. Edit what is not as you want it, then: fgan train {Quoted(DataInput.Shown(path))} --schema {file} -o model.safetensors");
            return ExitCode.Ok;
        });
    }

    /// <summary>A name as a shell takes it.</summary>
    private static string Quoted(string name) => name.Any(c => char.IsWhiteSpace(c) || c is '?' or '&' or '*' or '(') ? $"\"{name}\"" : name;
}

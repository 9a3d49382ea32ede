using System.CommandLine;

namespace FGan.Cli.Commands;

/// <summary><c>fgan export</c>: a generator in a format that others read.</summary>
internal sealed class ExportCommand : Command
{
    public ExportCommand(Terminal terminal)
        : base("export", "Write a model's generator as ONNX, for any runtime")
    {
        var path = new Argument<string>("model") { Description = "A model that fgan train wrote" };
        var output = SharedOptions.Output("The file to write, ending in .onnx");
        Arguments.Add(path);
        Options.Add(output);
        SetAction(parsed =>
        {
            var target = parsed.GetValue(output)!;
            if (!target.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
                throw new UsageException($"'{target}' does not end in .onnx; ONNX is what can be exported.");
            using var model = GanModel.Load(parsed.GetValue(path)!);
            model.ExportOnnx(target);
            terminal.Say($"Wrote {target}: input z [rows, {model.Options.LatentDimension}] ({model.Options.Latent}), output samples.");
            return (int)ExitCode.Ok;
        });
    }
}

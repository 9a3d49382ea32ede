using System.Globalization;
using System.Text;
using FGan.Data;

namespace FGan.Cli.Commands;

/// <summary>The files that a training run leaves: the model, and beside it history, summary and checkpoint.</summary>
internal sealed record RunFiles(string Model, string Checkpoint, string History, string Summary)
{
    public static RunFiles Beside(string model)
    {
        if (Directory.Exists(model) || model.EndsWith('/'))
            throw new UsageException($"--output is the folder '{model}'; name a file, such as {Path.Combine(model, "model.safetensors")}.");
        var folder = Path.GetDirectoryName(Path.GetFullPath(model))!;
        Directory.CreateDirectory(folder);
        var stem = Path.Combine(Path.GetDirectoryName(model) ?? "", Path.GetFileNameWithoutExtension(model));
        return new RunFiles(model, stem + ".checkpoint.safetensors", stem + ".history.csv", stem + ".summary.md");
    }

    public void WriteHistory(IReadOnlyList<GanEvaluation> history)
    {
        var text = new StringBuilder(
            "step,seconds,bound,standard_error,batch_bound,data_accepted,samples_accepted,spread,critic_gradient,generator_gradient,rate_factor\n");
        foreach (var e in history)
        {
            text.Append(CultureInfo.InvariantCulture, $"{e.Step},{e.Seconds:0.###},{e.Bound:R},{e.StandardError:R},{e.BatchBound:R},");
            text.Append(CultureInfo.InvariantCulture, $"{e.DataAccepted:R},{e.SamplesAccepted:R},{e.Spread:R},");
            text.Append(CultureInfo.InvariantCulture, $"{e.CriticGradientNorm:R},{e.GeneratorGradientNorm:R},{e.LearningRateFactor:R}\n");
        }
        AtomicFile.WriteAllText(History, text.ToString());
    }
}

using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FGan.GenerationStudy;

/// <summary>What bench/quality/utility.py says of synthetic rows: how well classifiers fitted to them do on real rows, and how well trees tell them apart.</summary>
/// <param name="F1">F1 of the positive class, by classifier; their mean under "mean".</param>
/// <param name="Positives">Share of the positive class.</param>
/// <param name="Recognised">Area under the ROC curve of trees between synthetic and real rows; 0.5 is chance.</param>
internal sealed record Utility(
    [property: JsonPropertyName("f1")] IReadOnlyDictionary<string, double> F1,
    [property: JsonPropertyName("positives")] double Positives,
    [property: JsonPropertyName("recognised")] double Recognised)
{
    /// <summary>Runs the script with Python, which needs scikit-learn.</summary>
    /// <exception cref="IOException">Python or the script failed; the message is the script's last line.</exception>
    public static Utility Measure(string python, string synthetic, string test, string target, string positive)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[Script(), synthetic, test, "--target", target, "--positive", positive]) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start) ?? throw new IOException($"{python} did not start");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Utility>(output) ?? throw new IOException($"{python} printed nothing")
            : throw new IOException($"{python} {Script()}: {errors.Result.TrimEnd().Split('\n')[^1]}");
    }

    /// <summary>The script in the repository that this study was built from.</summary>
    private static string Script()
    {
        const string Relative = "bench/quality/utility.py";
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, Relative) is var path && File.Exists(path)) return path;
        }

        return Path.GetFullPath(Relative);
    }
}

using System.CommandLine;
using FGan.Data;

namespace FGan.Cli.Commands;

/// <summary>The options that mean the same in every command.</summary>
internal static class SharedOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object" };

    public static Option<ulong> Seed() => new("--seed")
    {
        Description = "The same seed gives the same result, to the bit",
        DefaultValueFactory = _ => 1,
        HelpName = "number",
    };

    public static Option<int?> MinCount() => new("--min-count")
    {
        Description = $"Tables: the fewest rows a category needs for its name to be stored in a model ({TableEncoderOptions.ForGeneration.MinLevelCount} when left out)",
        HelpName = "rows",
    };

    /// <summary>How tables are encoded for a generator that stores no rarer category than asked for.</summary>
    public static TableEncoderOptions Encoding(int? minCount) => minCount switch
    {
        null => TableEncoderOptions.ForGeneration,
        >= 1 and var least => TableEncoderOptions.ForGeneration with { MinLevelCount = least },
        var other => throw new UsageException($"--min-count is {other}; give 1 or more, such as --min-count 10."),
    };

    public static Option<string> Output(string meaning, bool required = true) =>
        new("--output", "-o") { Description = meaning, Required = required, HelpName = "file" };
}

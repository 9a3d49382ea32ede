using System.CommandLine;

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

    public static Option<string> Output(string meaning, bool required = true) =>
        new("--output", "-o") { Description = meaning, Required = required, HelpName = "file" };
}

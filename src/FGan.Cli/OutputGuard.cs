using System.CommandLine;
using System.CommandLine.Parsing;
using FGan.Data;

namespace FGan.Cli;

/// <summary>Keeps a command from writing over what it reads.</summary>
internal static class OutputGuard
{
    // The options that name what is written; every other file on a command line is read.
    private static readonly string[] Written = ["--output", "--samples", "--scores", "--save-reference", "--html", "--junit"];

    /// <summary>Compares every file to be written with every other one that the command line names.</summary>
    /// <exception cref="UsageException">Two of them are the same file, which exists.</exception>
    public static void Check(ParseResult parsed)
    {
        var files = parsed.CommandResult.Children.SelectMany(Words).Where(word => File.Exists(word.Text)).ToList();
        foreach (var (name, text) in files.Where(file => Written.Contains(file.Name)))
        {
            if (files.Any(other => other.Name != name && AtomicFile.AreSame(text, other.Text)))
                throw new UsageException($"{name} is {text}, which the command reads or writes already; name another file.");
        }
    }

    private static IEnumerable<(string Name, string Text)> Words(SymbolResult symbol) =>
        symbol.Tokens.Select(token => (symbol is OptionResult option ? option.Option.Name : "", token.Value));
}

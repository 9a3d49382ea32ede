using System.Text.Json;
using Spectre.Console;

namespace FGan.Cli;

/// <summary>Where a command speaks: data on stdout, talk on stderr.</summary>
/// <param name="data">Standard output: what the command was asked for, and nothing else.</param>
/// <param name="talk">Standard error: progress, notes, errors.</param>
public sealed class Terminal(TextWriter data, TextWriter talk)
{
    /// <summary>Standard output.</summary>
    public TextWriter Data { get; } = data;

    /// <summary>Standard error.</summary>
    public TextWriter Talk { get; } = talk;

    /// <summary>Whether standard error is a terminal that can redraw a line.</summary>
    public bool CanRedraw { get; } = ReferenceEquals(talk, Console.Error) && !Console.IsErrorRedirected
        && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb") && Environment.GetEnvironmentVariable("CI") is null;

    /// <summary>Prints one line of data.</summary>
    public void Print(string line = "") => Data.WriteLine(line);

    /// <summary>Prints one line of talk.</summary>
    public void Say(string line) => Talk.WriteLine(line);

    /// <summary>Prints one JSON object as data; infinities and NaN become strings.</summary>
    public void PrintJson(object value) => Data.WriteLine(JsonSerializer.Serialize(value, JsonStyle.Options));

    /// <summary>Draws a table as data, as wide as it needs to be when stdout is not a terminal.</summary>
    public void Draw(Spectre.Console.Table table)
    {
        var toTerminal = ReferenceEquals(Data, Console.Out) && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Data),
            Ansi = toTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = toTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!toTerminal) console.Profile.Width = 200;
        table.Border = toTerminal ? TableBorder.Rounded : TableBorder.Simple;
        console.Write(table);
    }
}

using System.Text;

namespace FGan.Data;

/// <summary>
/// Reports bad input or output in one line: where (file, line, column), what was found, what is allowed and the fix.
/// </summary>
/// <remarks>The command line prints <see cref="Exception.Message"/> as it stands and exits with code 2.</remarks>
public sealed class DataException : Exception
{
    /// <summary>
    /// Makes the exception; the place is put before <paramref name="problem"/>, line breaks become spaces.
    /// </summary>
    /// <param name="problem">What was found, what is allowed, and the fix.</param>
    /// <param name="file">The file concerned, as the user named it.</param>
    /// <param name="line">The line of a text file, counted from 1.</param>
    /// <param name="column">The column of a table by name.</param>
    /// <param name="inner">The cause, when another exception was one.</param>
    public DataException(
        string problem, string? file = null, long? line = null, string? column = null, Exception? inner = null)
        : base(Compose(problem, file, line, column), inner)
    {
        (Problem, File, Line, Column) = (problem, file, line, column);
    }

    /// <summary>The message without its place.</summary>
    public string Problem { get; }

    /// <summary>The file concerned, as the user named it.</summary>
    public string? File { get; }

    /// <summary>The line of a text file, counted from 1.</summary>
    public long? Line { get; }

    /// <summary>The column of a table by name.</summary>
    public string? Column { get; }

    /// <summary>
    /// Shortens text taken from a hostile file and replaces its control characters, so that it fits an error line.
    /// </summary>
    internal static string Show(ReadOnlySpan<char> text)
    {
        const int Longest = 40;
        var shown = new StringBuilder("'");
        foreach (char c in text[..Math.Min(text.Length, Longest)]) shown.Append(char.IsControl(c) ? '·' : c);
        return shown.Append(text.Length > Longest ? "…'" : "'").ToString();
    }

    /// <summary>The start of another exception's message, to be put in parentheses.</summary>
    internal static string Brief(Exception cause)
    {
        const int Longest = 200;

        // A parser of JSON ends in a position within its own piece of text, which the place of this message makes wrong.
        string message = cause.Message;
        int position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        if (position > 0) message = message[..position];
        message = message.TrimEnd('.', ' ');
        return message.Length > Longest ? message[..Longest] + "…" : message;
    }

    private static string Compose(string problem, string? file, long? line, string? column)
    {
        string[] place =
        [
            .. file is null ? [] : new[] { file },
            .. line is null ? [] : new[] { $"line {line}" },
            .. column is null ? [] : new[] { $"column {Show(column)}" },
        ];
        string message = place.Length == 0 ? problem : $"{string.Join(", ", place)}: {problem}";
        return message.ReplaceLineEndings(" ");
    }
}

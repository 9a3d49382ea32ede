namespace FGan.Symbolics;

/// <summary>Says where a formula is wrong, in one line.</summary>
public sealed class ParseException : FormatException
{
    private const int Context = 24;

    /// <summary>Makes the error for one place of one text.</summary>
    /// <param name="problem">What is wrong there and what to write instead, without a full stop.</param>
    /// <param name="text">The whole formula.</param>
    /// <param name="position">The place, counted from 0; the length of the text means its end.</param>
    public ParseException(string problem, string text, int position)
        : base(Describe(problem, text, position))
    {
        Problem = problem;
        Text = text;
        Position = position;
    }

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; }

    /// <summary>The whole formula.</summary>
    public string Text { get; }

    /// <summary>The place, counted from 0; a caret below this column of <see cref="Text"/> points at it.</summary>
    public int Position { get; }

    private static string Describe(string problem, string text, int position)
    {
        if (text.Length == 0) return problem + ".";
        var from = Math.Max(0, position - Context);
        var to = Math.Min(text.Length, position + Context);
        var before = (from > 0 ? "…" : "") + OneLine(text[from..position]);
        var after = OneLine(text[position..to]) + (to < text.Length ? "…" : "");
        return position >= text.Length
            ? $"{problem}, at the end of \"{before}\"."
            : $"{problem}, at character {position + 1}: \"{before}▸{after}\".";
    }

    private static string OneLine(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = char.IsControl(source[i]) ? ' ' : source[i];
    });
}

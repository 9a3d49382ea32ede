using System.Text;

namespace FGan.Data;

/// <summary>Splits a condition into words, quoted texts and signs.</summary>
internal static class ConditionLexer
{
    private const string Quotes = "\"'`";

    /// <summary>Longer ones first, so that &lt;= is not read as &lt; and =.</summary>
    private static readonly string[] Signs = ["<=", ">=", "!=", "<>", "==", "<", ">", "=", "(", ")", ","];

    public static List<ConditionToken> Split(string text)
    {
        var tokens = new List<ConditionToken>();
        for (int at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            ConditionToken token = Next(text, at, out at);
            tokens.Add(token);
        }

        tokens.Add(new ConditionToken(ConditionTokenKind.End, "", text.Length));
        return tokens;
    }

    private static ConditionToken Next(string text, int start, out int end)
    {
        if (Quotes.Contains(text[start])) return Quoted(text, start, out end);
        string? sign = Array.Find(Signs, sign => string.CompareOrdinal(text, start, sign, 0, sign.Length) == 0);
        if (sign is not null)
        {
            end = start + sign.Length;
            return new ConditionToken(ConditionTokenKind.Sign, Canonical(sign), start);
        }

        end = start;
        while (end < text.Length && IsOfWord(text, end)) end++;
        if (end == start) throw ConditionFault.At(text, start, $"{DataException.Show(text.AsSpan(start, 1))} is no part of a condition");
        return new ConditionToken(ConditionTokenKind.Word, text[start..end], start);
    }

    // A quote is written twice within its own kind, as in SQL.
    private static ConditionToken Quoted(string text, int start, out int end)
    {
        char quote = text[start];
        var inside = new StringBuilder();
        end = start + 1;
        while (end < text.Length)
        {
            char next = text[end++];
            bool isTwice = next == quote && end < text.Length && text[end] == quote;
            if (next == quote && !isTwice) return new ConditionToken(ConditionTokenKind.Quoted, inside.ToString(), start);
            inside.Append(next);
            if (isTwice) end++;
        }

        throw ConditionFault.At(text, start, $"the quote {quote} is not closed");
    }

    private static bool IsOfWord(string text, int at) =>
        !char.IsWhiteSpace(text[at]) && !Quotes.Contains(text[at]) && !"<>=(),".Contains(text[at])
        && !(text[at] == '!' && at + 1 < text.Length && text[at + 1] == '=');

    private static string Canonical(string sign) => sign switch
    {
        "==" => "=",
        "<>" => "!=",
        _ => sign,
    };
}

/// <summary>Faults of conditions, in one line that points at the place.</summary>
internal static class ConditionFault
{
    public static DataException At(string text, int position, string what)
    {
        const int Context = 24;
        int from = Math.Max(0, position - Context), to = Math.Min(text.Length, position + Context);
        string before = (from > 0 ? "…" : "") + Clean(text[from..position]);
        string after = Clean(text[position..to]) + (to < text.Length ? "…" : "");
        string place = position >= text.Length ? $"at the end of \"{before}\"" : $"at character {position + 1}: \"{before}▸{after}\"";
        return new DataException($"the condition cannot be used: {what}, {place}");
    }

    private static string Clean(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '·' : c));
}

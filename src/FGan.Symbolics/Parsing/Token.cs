namespace FGan.Symbolics;

/// <summary>What kind of thing a token is.</summary>
internal enum TokenKind
{
    End,
    Number,
    Name,
    Plus,
    Minus,
    Times,
    Divide,
    Power,
    Open,
    Close,
    Comma,
    Less,
}

/// <summary>A piece of a formula and its place.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int Length)
{
    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, Length);
}

/// <summary>Cuts a formula into tokens, one at a time.</summary>
internal ref struct Lexer(string text)
{
    private int _at;

    public Token Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
        if (_at == text.Length) return new Token(TokenKind.End, _at, 0);
        var c = text[_at];
        if (char.IsAsciiDigit(c) || c == '.') return Number();
        if (char.IsLetter(c) || c == '_') return Name();
        if (text.AsSpan(_at).StartsWith("**")) return Take(TokenKind.Power, 2);
        return Take(
            c switch
            {
                '+' => TokenKind.Plus,
                '-' or '−' => TokenKind.Minus,
                '*' or '·' or '×' => TokenKind.Times,
                '/' or '÷' => TokenKind.Divide,
                '^' => TokenKind.Power,
                '(' or '[' => TokenKind.Open,
                ')' or ']' => TokenKind.Close,
                ',' => TokenKind.Comma,
                '<' => TokenKind.Less,
                _ => throw new ParseException($"'{Shown(c)}' is no part of a formula", text, _at),
            },
            1);
    }

    private Token Number()
    {
        var end = _at;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        if (end < text.Length && text[end] == '.')
        {
            end++;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        }

        if (end == _at + 1 && text[_at] == '.') throw new ParseException("A lone point is no number", text, _at);
        return Take(TokenKind.Number, ExponentEnd(end) - _at);
    }

    // The e of 2e3 and 2e-3 is an exponent; the e of 2e is left for the parser to complain about.
    private readonly int ExponentEnd(int end)
    {
        if (end >= text.Length || (text[end] | ' ') != 'e') return end;
        var digits = end + 1;
        if (digits < text.Length && text[digits] is '+' or '-') digits++;
        var last = digits;
        while (last < text.Length && char.IsAsciiDigit(text[last])) last++;
        return last > digits ? last : end;
    }

    private Token Name()
    {
        var end = _at;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_')) end++;
        return Take(TokenKind.Name, end - _at);
    }

    private Token Take(TokenKind kind, int length)
    {
        var token = new Token(kind, _at, length);
        _at += length;
        return token;
    }

    private static string Shown(char c) => char.IsControl(c) || char.IsSurrogate(c) ? $"U+{(int)c:X4}" : c.ToString();
}

using System.Buffers;

namespace FGan.Data;

/// <summary>Collects fields and lines and passes them on in large pieces; no field allocates.</summary>
internal sealed class CsvTextBuffer(TextWriter writer)
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",;|\t\"\r\n");

    private readonly char[] _text = new char[1 << 15];
    private int _length;

    /// <summary>Appends a character.</summary>
    public void Append(char c)
    {
        Reserve(1);
        _text[_length++] = c;
    }

    /// <summary>Appends a number in the notation of its column.</summary>
    public void Append(double value, NumberNotation notation)
    {
        Reserve(NumberNotation.LongestText);
        _length += notation.Write(value, _text.AsSpan(_length));
    }

    /// <summary>Appends a text, in quotes where its characters need them.</summary>
    public void AppendField(ReadOnlySpan<char> field)
    {
        if (!NeedsQuotes(field))
        {
            Append(field);
            return;
        }

        Append('"');
        for (int quote; (quote = field.IndexOf('"')) >= 0; field = field[(quote + 1)..])
        {
            Append(field[..(quote + 1)]);
            Append('"');
        }

        Append(field);
        Append('"');
    }

    /// <summary>Passes on what is left.</summary>
    public void Flush()
    {
        writer.Write(_text, 0, _length);
        _length = 0;
    }

    private static bool NeedsQuotes(ReadOnlySpan<char> field) =>
        field.ContainsAny(Special) || (
            field.Length > 0 && (char.IsWhiteSpace(field[0]) || char.IsWhiteSpace(field[^1])));

    private void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > _text.Length)
        {
            Flush();
            writer.Write(text);
            return;
        }

        Reserve(text.Length);
        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }

    private void Reserve(int more)
    {
        if (_text.Length - _length < more) Flush();
    }
}

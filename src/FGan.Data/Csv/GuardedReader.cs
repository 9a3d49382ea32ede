namespace FGan.Data;

/// <summary>
/// Passes text through while it keeps lines within a length and a number of fields and refuses NUL characters, before any
/// parser buffers them.
/// </summary>
internal sealed class GuardedReader(TextReader inner, string file, int maxLineLength, char delimiter = '\0') : TextReader
{
    /// <summary>Each field costs a parser some 64 bytes; delimiters in quotes count too, for want of a parser here.</summary>
    private const int MostFields = 1_000_000;

    private long _line = 1;
    private long _lineLength;
    private int _lineFields;

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override int Read(Span<char> buffer)
    {
        int got;
        try
        {
            got = inner.Read(buffer);
        }
        catch (System.Text.DecoderFallbackException e)
        {
            throw new DataException(
                $"is not UTF-8 text after line {_line}; save it as UTF-8 (for instance: iconv -f latin1 -t utf-8)",
                file, inner: e);
        }

        Guard(buffer[..got]);
        return got;
    }

    /// <inheritdoc/>
    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private void Guard(ReadOnlySpan<char> text)
    {
        int nul = text.IndexOf('\0');
        if (nul >= 0)
            throw new DataException(
                "holds a NUL character, so it is not plain text; export it as CSV again",
                file, _line + text[..nul].Count('\n'));
        int end;
        while ((end = text.IndexOfAny('\n', '\r')) >= 0)
        {
            Extend(text[..end]);
            if (text[end] == '\n') _line++;
            (_lineLength, _lineFields) = (0, 0);

            // A block is far shorter than a line may be: only its first and last pieces can matter.
            int last = text.LastIndexOfAny('\n', '\r');
            _line += text[(end + 1)..(last + 1)].Count('\n');
            text = text[(last + 1)..];
        }

        Extend(text);
    }

    /// <summary>Adds a piece to the line, which stays within its bounds.</summary>
    private void Extend(ReadOnlySpan<char> piece)
    {
        _lineLength += piece.Length;
        _lineFields += piece.Count(delimiter);
        if (_lineLength > maxLineLength)
            throw new DataException(
                $"is longer than {maxLineLength} characters; one line is one row, its fields apart by a delimiter",
                file, _line);
        if (_lineFields > MostFields)
            throw new DataException(
                $"has more than {MostFields} fields; one line is one row, and the delimiter seems to be another", file, _line);
    }
}

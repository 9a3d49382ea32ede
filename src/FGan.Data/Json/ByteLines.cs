namespace FGan.Data;

/// <summary>
/// The lines of a stream as bytes, one at a time; memory grows with the longest line and never beyond a limit.
/// </summary>
internal sealed class ByteLines(Stream stream, string file, int maxLength)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start, _next, _end;
    private bool _atEnd;

    /// <summary>The number of the current line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The bytes read so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The current line without its end.</summary>
    public ReadOnlySpan<byte> Current
    {
        get
        {
            ReadOnlySpan<byte> line = _buffer.AsSpan(_start.._next);
            if (line is [.., (byte)'\n']) line = line[..^1];
            return line is [.., (byte)'\r'] ? line[..^1] : line;
        }
    }

    /// <summary>Goes to the next line.</summary>
    /// <returns>False at the end.</returns>
    public bool Read()
    {
        Number++;
        _start = _next;
        int searched = _start;
        while (true)
        {
            int end = _buffer.AsSpan(searched.._end).IndexOf((byte)'\n');
            if (end >= 0)
            {
                _next = searched + end + 1;
                break;
            }

            searched = _end;
            if (_atEnd)
            {
                _next = _end;
                return _start < _end && IsWithinLimit();
            }

            searched -= Fill();
        }

        return IsWithinLimit();
    }

    /// <summary>Reads more; returns by how much the current line moved towards the start of the buffer.</summary>
    private int Fill()
    {
        int moved = 0;
        if (_end == _buffer.Length)
        {
            _next = _end;
            IsWithinLimit();
            moved = _start;
            _end -= moved;
            byte[] target = moved == 0 ? new byte[2 * _buffer.Length] : _buffer;
            Buffer.BlockCopy(_buffer, moved, target, 0, _end);
            (_buffer, _start) = (target, 0);
        }

        int got = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += got;
        BytesRead += got;
        _atEnd = got == 0;
        return moved;
    }

    private bool IsWithinLimit() => _next - _start <= maxLength ? true : throw new DataException(
        $"is longer than {maxLength} bytes; one line is one row", file, Number);
}

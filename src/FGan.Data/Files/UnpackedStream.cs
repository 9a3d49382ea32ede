namespace FGan.Data;

/// <summary>
/// Reads what a decompressor gives; a broken archive and one that unpacks to absurd size become a
/// <see cref="DataException"/>.
/// </summary>
/// <remarks>
/// Deflate reaches 1032:1 on constant input, real tables and images rarely 50:1. Beyond <see cref="Floor"/> a ratio
/// over <see cref="GreatestRatio"/> is taken for a bomb.
/// </remarks>
internal sealed class UnpackedStream : Stream
{
    internal const long Floor = 256L << 20;
    internal const int GreatestRatio = 200;

    private readonly Stream _unpacked;
    private readonly string _path;
    private readonly long _limit;
    private long _read;

    /// <summary>Takes ownership of <paramref name="unpacked"/>, of which at most <paramref name="limit"/> bytes are read.</summary>
    public UnpackedStream(Stream unpacked, long limit, string path) =>
        (_unpacked, _limit, _path) = (unpacked, limit, path);

    /// <summary>The most bytes that a file of so many may unpack to.</summary>
    public static long LimitFor(long packedLength) => Math.Max(Floor, packedLength * GreatestRatio);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int got;
        try
        {
            got = _unpacked.Read(buffer);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new DataException("is a damaged archive, or cannot be read to its end; fetch or compress it again", _path, inner: e);
        }

        _read += got;
        return _read <= _limit ? got : throw new DataException(
            $"unpacks to more than {Floor >> 20} MiB and {GreatestRatio} times its size; if that is meant, unpack it first",
            _path);
    }

    /// <inheritdoc/>
    public override void Flush() => _unpacked.Flush();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _unpacked.Dispose();
        base.Dispose(disposing);
    }
}

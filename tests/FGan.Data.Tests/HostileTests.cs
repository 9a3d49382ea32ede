using System.Text;

namespace FGan.Data.Tests;

/// <summary>Two gigabytes of one line, in every way that text may hold them: refused in one line, with little memory.</summary>
public sealed class HostileTests
{
    private const long Length = 1L << 31;
    private const long MostBytes = 160L << 20;

    public static TheoryData<string, string, string> Lines => new()
    {
        { "x", "x", "is longer than" },
        { "", "1,", "has more than 1000000 fields" },
        { "a,b\n1,\"", "x ", "is longer than" },
        { "a,b\n1,\"", "x\n", "a field is longer than" },
        { "a\n", "7", "is longer than" },
        { "a,b\n", "1;", "is longer than" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Delimited_text(string start, string repeated, string expected) => AssertRefused(expected, () =>
        new CsvTableReader(new CsvSource("f", () => new StreamReader(new EndlessText(start, repeated, Length))), CsvOptions.Default).Read());

    [Theory]
    [InlineData("{\"a\":\"", "x", "is longer than")]
    [InlineData("{\"a\":1}\n{\"a\":[", "1,", "is longer than")]
    [InlineData("{", "\"a\":{", "is longer than")]
    [InlineData("{\"a\":", "1", "is longer than")]
    [InlineData("", " ", "is longer than")]
    public void Json_lines(string start, string repeated, string expected) => AssertRefused(expected, () =>
        new JsonLinesReader("f", CsvOptions.Default).Read(new EndlessText(start, repeated, Length)));

    private static void AssertRefused(string expected, Func<Table> read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<DataException>(read).Message;
        Assert.Contains(expected, message);
        Assert.DoesNotContain('\n', message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
    }

    /// <summary>A start, then the same text again and again, made while it is read.</summary>
    private sealed class EndlessText(string start, string repeated, long length) : Stream
    {
        private readonly byte[] _start = Encoding.UTF8.GetBytes(start);
        private readonly byte[] _repeated = Encoding.UTF8.GetBytes(repeated);
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _at; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            count = (int)Math.Min(count, length - _at);
            for (int i = 0; i < count; i++, _at++)
                buffer[offset + i] = _at < _start.Length ? _start[_at] : _repeated[(_at - _start.Length) % _repeated.Length];
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

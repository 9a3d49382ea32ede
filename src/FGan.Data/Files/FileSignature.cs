namespace FGan.Data;

/// <summary>The formats that are told by their first bytes.</summary>
internal enum FileFormat
{
    /// <summary>None of the others; delimited text, perhaps.</summary>
    Unknown,

    /// <summary>NumPy's array file.</summary>
    Npy,

    /// <summary>A zip archive, such as NumPy's <c>.npz</c>.</summary>
    Zip,

    /// <summary>The IDX format of MNIST.</summary>
    Idx,

    /// <summary>JSON that starts with an object.</summary>
    Json,
}

/// <summary>Recognises files by their first bytes.</summary>
internal static class FileSignature
{
    /// <summary>The bytes that recognising needs.</summary>
    public const int Length = 512;

    /// <summary>The format of a file that starts so.</summary>
    public static FileFormat Of(ReadOnlySpan<byte> start)
    {
        if (IsNpy(start)) return FileFormat.Npy;
        if (start.StartsWith("PK\x03\x04"u8)) return FileFormat.Zip;
        if (IsIdx(start)) return FileFormat.Idx;
        ReadOnlySpan<byte> text = start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? start[3..] : start;
        return text.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? FileFormat.Json : FileFormat.Unknown;
    }

    /// <summary>NumPy's array file.</summary>
    public static bool IsNpy(ReadOnlySpan<byte> start) =>
        start.Length > 6 && start[0] == 0x93 && start[1..6].SequenceEqual("NUMPY"u8);

    /// <summary>The IDX format of MNIST: two zero bytes, a type, the number of dimensions.</summary>
    public static bool IsIdx(ReadOnlySpan<byte> start) =>
        start.Length >= 4 && start[0] == 0 && start[1] == 0 && start[2] is >= 8 and <= 14 && start[3] is >= 1 and <= 4;

    /// <summary>Names a format that is certainly not delimited text; null when it may be.</summary>
    public static string? ForeignTo(ReadOnlySpan<byte> start)
    {
        if (IsNpy(start)) return "a NumPy array (.npy)";
        if (IsIdx(start)) return "an IDX array";
        if (start is [0x89, (byte)'P', (byte)'N', (byte)'G', ..]) return "a PNG picture";
        if (start.StartsWith("PK\x03\x04"u8)) return "a zip archive (.xlsx, .npz, .zip)";
        if (start.StartsWith("PAR1"u8)) return "a Parquet file";
        if (start.StartsWith("SQLite format 3\0"u8)) return "an SQLite database (name a table in it, as in sqlite:FILE?table=NAME)";
        if (start.StartsWith("%PDF"u8)) return "a PDF document";
        if (start is [0x28, 0xb5, 0x2f, 0xfd, ..]) return "compressed with zstd";
        if (start.StartsWith("BZh"u8)) return "compressed with bzip2";
        if (start is [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..]) return "compressed with xz";
        bool utf16 = start is [0xff, 0xfe, ..] or [0xfe, 0xff, ..];
        return !utf16 && start.Contains((byte)0) ? "binary (it holds a NUL byte)" : null;
    }
}

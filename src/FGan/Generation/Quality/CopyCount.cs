using System.Security.Cryptography;
using System.Text;
using FGan.Data;

namespace FGan;

/// <summary>Finds samples that equal others in everything that is written out.</summary>
internal static class CopyCount
{
    /// <summary>A digest of each row's text; equal rows have equal digests.</summary>
    public static UInt128[] Keys(Table table)
    {
        var keys = new UInt128[table.RowCount];
        var text = new StringBuilder();
        for (int row = 0; row < keys.Length; row++)
        {
            text.Clear();
            foreach (Column column in table.Columns) text.Append(column.Format(row)).Append('\u001F');
            keys[row] = Digest(Encoding.UTF8.GetBytes(text.ToString()));
        }

        return keys;
    }

    /// <summary>A digest of each image's bytes.</summary>
    public static UInt128[] Keys(ImageSet images)
    {
        var keys = new UInt128[images.Count];
        for (int i = 0; i < keys.Length; i++) keys[i] = Digest(images[i]);
        return keys;
    }

    /// <summary>The share of synthetic samples that equal a real one, and of real ones that equal another real one.</summary>
    public static (double Copies, double WithinReal) Shares(UInt128[] real, UInt128[] synthetic)
    {
        var counts = real.CountBy(key => key).ToDictionary();
        return (synthetic.Count(counts.ContainsKey) / (double)synthetic.Length, real.Count(key => counts[key] > 1) / (double)real.Length);
    }

    private static UInt128 Digest(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace FGan.Data;

/// <summary>Collects tensors and texts, and writes them as one safetensors file, all of it or nothing.</summary>
/// <remarks>
/// Values are copied when they are added, so the file is a snapshot even when training goes on before
/// <see cref="Save"/>. In the file, wider element types come first and the header is padded to 8 bytes, so every value
/// is aligned.
/// </remarks>
public sealed class SafetensorsWriter
{
    private const int Alignment = 8;

    private readonly List<(string Name, TensorType Type, long[] Shape, byte[] Bytes)> _tensors = [];
    private readonly SortedDictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal) { "__metadata__" };

    /// <summary>Adds a tensor of F32.</summary>
    /// <param name="name">Its name, not used before.</param>
    /// <param name="shape">The lengths of its dimensions; their product is the number of values.</param>
    /// <param name="values">Its values in C order. Copied.</param>
    /// <exception cref="ArgumentException">The name is taken or the shape does not fit.</exception>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<float> values) =>
        Add(name, TensorType.F32, shape, MemoryMarshal.AsBytes(values));

    /// <summary>Adds a tensor of F64.</summary>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<double> values) =>
        Add(name, TensorType.F64, shape, MemoryMarshal.AsBytes(values));

    /// <summary>Adds a tensor of I64.</summary>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<long> values) =>
        Add(name, TensorType.I64, shape, MemoryMarshal.AsBytes(values));

    /// <summary>Adds a tensor of I32.</summary>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<int> values) =>
        Add(name, TensorType.I32, shape, MemoryMarshal.AsBytes(values));

    /// <summary>Adds a tensor of U8.</summary>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<byte> values) =>
        Add(name, TensorType.U8, shape, values);

    /// <summary>Adds a text to <c>__metadata__</c>; an earlier one under the same key is replaced.</summary>
    /// <param name="key">The key.</param>
    /// <param name="text">The text.</param>
    public void AddMetadata(string key, string text) => _metadata[key] = text;

    /// <summary>Writes the file.</summary>
    /// <param name="path">The target, replaced when it exists.</param>
    /// <exception cref="DataException">
    /// The file cannot be written, or there is more metadata than readers accept.
    /// </exception>
    public void Save(string path)
    {
        var ordered = _tensors.OrderByDescending(tensor => TensorEntry.SizeOf(tensor.Type)).ToArray();
        byte[] header = MakeHeader(ordered);
        if (header.Length > SafetensorsHeader.MostBytes)
            throw new DataException(
                $"needs a header of {header.Length} bytes; readers accept {SafetensorsHeader.MostBytes}", path);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> prefix = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
            stream.Write(prefix);
            stream.Write(header);
            foreach (var tensor in ordered) stream.Write(tensor.Bytes);
        });
    }

    private void Add(string name, TensorType type, ReadOnlySpan<int> shape, ReadOnlySpan<byte> bytes)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Values are little-endian in safetensors; this machine is not.");
        long[] lengths = new long[shape.Length];
        Int128 size = TensorEntry.SizeOf(type);
        for (int d = 0; d < lengths.Length; d++)
        {
            lengths[d] = shape[d];
            size *= shape[d];
        }

        if (size != bytes.Length)
            throw new ArgumentException(
                $"Tensor {name} has {bytes.Length / TensorEntry.SizeOf(type)} values; its shape is "
                + $"({string.Join(", ", lengths)}).",
                nameof(shape));
        if (!_names.Add(name))
            throw new ArgumentException($"There is a tensor {name} already, or the name is reserved.", nameof(name));
        _tensors.Add((name, type, lengths, bytes.ToArray()));
    }

    private byte[] MakeHeader(IEnumerable<(string Name, TensorType Type, long[] Shape, byte[] Bytes)> tensors)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            if (_metadata.Count > 0) WriteMetadata(writer);
            long offset = 0;
            foreach (var tensor in tensors)
            {
                WriteTensor(writer, tensor.Name, tensor.Type, tensor.Shape, offset, offset + tensor.Bytes.Length);
                offset += tensor.Bytes.Length;
            }

            writer.WriteEndObject();
        }

        while (json.Length % Alignment != 0) json.WriteByte((byte)' ');
        return json.ToArray();
    }

    private void WriteMetadata(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("__metadata__");
        foreach ((string key, string text) in _metadata) writer.WriteString(key, text);
        writer.WriteEndObject();
    }

    private static void WriteTensor(
        Utf8JsonWriter writer, string name, TensorType type, long[] shape, long begin, long end)
    {
        writer.WriteStartObject(name);
        writer.WriteString("dtype", type.ToString());
        writer.WriteStartArray("shape");
        foreach (long length in shape) writer.WriteNumberValue(length);
        writer.WriteEndArray();
        writer.WriteStartArray("data_offsets");
        writer.WriteNumberValue(begin);
        writer.WriteNumberValue(end);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}

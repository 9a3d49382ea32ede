using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace FGan.Data;

/// <summary>The JSON header of a safetensors file, read with every rule of the format checked.</summary>
internal sealed record SafetensorsHeader(
    ImmutableSortedDictionary<string, TensorEntry> Tensors, ImmutableSortedDictionary<string, string> Metadata)
{
    /// <summary>The most bytes of a header, the reference implementation's limit.</summary>
    public const long MostBytes = 100_000_000;

    private const string MetadataKey = "__metadata__";
    private const int MostDimensions = 64;

    /// <summary>Reads the header from the start of a file, and where the values start.</summary>
    public static (SafetensorsHeader Header, long DataStart) Read(FileStream stream, string path)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
            throw new DataException("is not a safetensors file: it has fewer than 8 bytes", path);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MostBytes || (long)length > stream.Length - prefix.Length)
            throw new DataException(
                $"claims a header of {length} bytes in a file of {stream.Length}; it is truncated or no safetensors "
                + "file",
                path);
        var json = new byte[length];
        stream.ReadExactly(json);
        long dataStart = prefix.Length + (long)length;
        return (Parse(json, stream.Length - dataStart, path), dataStart);
    }

    /// <summary>Parses and checks a header for <paramref name="dataLength"/> bytes of values.</summary>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, long dataLength, string path)
    {
        try
        {
            var header = new Parser(json, path).ParseHeader();
            RequireNoHoles(header.Tensors.Values, dataLength, path);
            return header;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new DataException(
                $"has a header that is not the JSON of safetensors ({DataException.Brief(e)})", path, inner: e);
        }
    }

    private static void RequireNoHoles(IEnumerable<TensorEntry> tensors, long dataLength, string path)
    {
        long end = 0;
        foreach (TensorEntry tensor in tensors.OrderBy(t => t.Offset).ThenBy(t => t.Length))
        {
            if (tensor.Offset != end)
                throw new DataException(
                    $"the tensor {DataException.Show(tensor.Name)} starts at {tensor.Offset}, where {end} is next: "
                    + "holes and overlaps are not allowed",
                    path);
            end += tensor.Length;
        }

        if (end != dataLength)
            throw new DataException(
                $"has {dataLength} bytes of values; its header describes {end}: it is truncated or was appended to",
                path);
    }

    private ref struct Parser(ReadOnlySpan<byte> json, string path)
    {
        private readonly ImmutableSortedDictionary<string, TensorEntry>.Builder _tensors =
            ImmutableSortedDictionary.CreateBuilder<string, TensorEntry>(StringComparer.Ordinal);

        private readonly ImmutableSortedDictionary<string, string>.Builder _metadata =
            ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);

        private Utf8JsonReader _reader = new(json);
        private bool _seenMetadata;

        public SafetensorsHeader ParseHeader()
        {
            Next(JsonTokenType.StartObject);
            while (NextName() is { } name)
            {
                if (name == MetadataKey) ParseMetadata();
                else if (!_tensors.TryAdd(name, ParseTensor(name))) throw Twice(name);
            }

            if (_reader.Read()) throw new JsonException("something follows the object");
            return new SafetensorsHeader(_tensors.ToImmutable(), _metadata.ToImmutable());
        }

        private void ParseMetadata()
        {
            if (_seenMetadata) throw Twice(MetadataKey);
            _seenMetadata = true;
            Next(JsonTokenType.StartObject);
            while (NextName() is { } key)
            {
                Next(JsonTokenType.String);
                if (!_metadata.TryAdd(key, _reader.GetString()!)) throw Twice(key);
            }
        }

        private TensorEntry ParseTensor(string name)
        {
            TensorType? type = null;
            long[]? shape = null, offsets = null;
            Next(JsonTokenType.StartObject);
            while (NextName() is { } key)
            {
                switch (key)
                {
                    case "dtype" when type is null: type = ParseType(name); break;
                    case "shape" when shape is null: shape = ParseNumbers(name, MostDimensions); break;
                    case "data_offsets" when offsets is null: offsets = ParseNumbers(name, 2); break;
                    default: throw Broken(name, $"has {DataException.Show(key)} twice or unexpectedly");
                }
            }

            if (type is null || shape is null || offsets is not [var begin, var end])
                throw Broken(name, "needs dtype, shape and two data_offsets");
            Int128 length = TensorEntry.SizeOf(type.Value);
            foreach (long dimension in shape)
            {
                length *= dimension;
                if (length > long.MaxValue) throw Broken(name, "has a shape beyond all bounds");
            }

            if (end < begin || end - begin != length)
                throw Broken(name, $"has bytes {begin} to {end}; its shape takes {length}");
            return new TensorEntry(name, type.Value, [.. shape], begin, end - begin);
        }

        private TensorType ParseType(string name)
        {
            Next(JsonTokenType.String);
            string text = _reader.GetString()!;
            return Enum.TryParse(text, out TensorType type) && type.ToString() == text
                ? type
                : throw Broken(
                    name,
                    $"has dtype {DataException.Show(text)}; read are {string.Join(", ", Enum.GetNames<TensorType>())}");
        }

        private long[] ParseNumbers(string name, int most)
        {
            var numbers = new List<long>();
            Next(JsonTokenType.StartArray);
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            {
                long number = -1;
                if (_reader.TokenType == JsonTokenType.Number && !_reader.TryGetInt64(out number)) number = -1;
                if (number < 0 || numbers.Count == most)
                    throw Broken(name, "has a shape or offsets that are no short list of whole numbers");
                numbers.Add(number);
            }

            return [.. numbers];
        }

        private void Next(JsonTokenType expected)
        {
            if (!_reader.Read() || _reader.TokenType != expected)
                throw new JsonException($"{expected} expected at byte {_reader.TokenStartIndex}");
        }

        private string? NextName()
        {
            if (!_reader.Read() || _reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject))
                throw new JsonException($"a name expected at byte {_reader.TokenStartIndex}");
            return _reader.TokenType == JsonTokenType.EndObject ? null : _reader.GetString();
        }

        private readonly DataException Twice(string name) =>
            new($"has {DataException.Show(name)} twice in its header", path);

        private readonly DataException Broken(string name, string what) =>
            new($"the tensor {DataException.Show(name)} {what}", path);
    }
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FGan.Data;

/// <summary>
/// Reads a safetensors file: the header is checked when it is opened, values are read straight into the caller's memory
/// when asked for.
/// </summary>
/// <remarks>
/// The format is a 64-bit little-endian header length, a JSON header of name → {dtype, shape, data_offsets}, and the
/// values without holes. Every length is checked against the file before anything is allocated. Not for use by several
/// threads at once.
/// </remarks>
public sealed class SafetensorsFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly string _path;
    private readonly long _dataStart;

    private SafetensorsFile(SafeFileHandle handle, string path, long dataStart, SafetensorsHeader header)
    {
        (_handle, _path, _dataStart) = (handle, path, dataStart);
        (Tensors, Metadata) = (header.Tensors, header.Metadata);
    }

    /// <summary>The tensors by name.</summary>
    public ImmutableSortedDictionary<string, TensorEntry> Tensors { get; }

    /// <summary>The texts under <c>__metadata__</c>.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The file, open; dispose of it.</returns>
    /// <exception cref="DataException">The file is missing, truncated, or breaks a rule of the format.</exception>
    public static SafetensorsFile Open(string path)
    {
        FileStream stream = InputFile.OpenRaw(path);
        try
        {
            (SafetensorsHeader header, long dataStart) = SafetensorsHeader.Read(stream, path);
            return new SafetensorsFile(stream.SafeFileHandle, path, dataStart, header);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Reads a tensor as 32-bit floats into memory of exactly its size; F64, F16 and BF16 are converted.
    /// </summary>
    /// <param name="name">The tensor.</param>
    /// <param name="values">Receives its values in C order.</param>
    /// <exception cref="DataException">There is no such tensor, its type is no float, or its size differs.</exception>
    public void Read(string name, Span<float> values)
    {
        TensorEntry entry = Find(name, values.Length);
        if (entry.Type == TensorType.F32) ReadBytes(entry, MemoryMarshal.AsBytes(values));
        else FloatConversion.ToSingle(entry.Type, ReadBytes(entry), values, Mistyped(entry, "floats"));
    }

    /// <summary>Reads a tensor of F64.</summary>
    /// <inheritdoc cref="Read(string, Span{float})"/>
    public void Read(string name, Span<double> values) =>
        ReadExactly(name, TensorType.F64, MemoryMarshal.AsBytes(values), values.Length);

    /// <summary>Reads a tensor of I64.</summary>
    /// <inheritdoc cref="Read(string, Span{float})"/>
    public void Read(string name, Span<long> values) =>
        ReadExactly(name, TensorType.I64, MemoryMarshal.AsBytes(values), values.Length);

    /// <summary>Reads a tensor of I32.</summary>
    /// <inheritdoc cref="Read(string, Span{float})"/>
    public void Read(string name, Span<int> values) =>
        ReadExactly(name, TensorType.I32, MemoryMarshal.AsBytes(values), values.Length);

    /// <summary>Reads a tensor of U8.</summary>
    /// <inheritdoc cref="Read(string, Span{float})"/>
    public void Read(string name, Span<byte> values) => ReadExactly(name, TensorType.U8, values, values.Length);

    /// <summary>Closes the file.</summary>
    public void Dispose() => _handle.Dispose();

    private void ReadExactly(string name, TensorType type, Span<byte> bytes, int count)
    {
        TensorEntry entry = Find(name, count);
        if (entry.Type != type) throw Mistyped(entry, type.ToString());
        ReadBytes(entry, bytes);
    }

    private TensorEntry Find(string name, int count)
    {
        if (!Tensors.TryGetValue(name, out TensorEntry? entry))
            throw new DataException(
                $"lacks the tensor {DataException.Show(name)}; it was written by another version or for another "
                + "network",
                _path);
        return entry.Count == count ? entry : throw new DataException(
            $"the tensor {DataException.Show(name)} has {entry.Count} values ({string.Join(" × ", entry.Shape)}); "
            + $"{count} are expected",
            _path);
    }

    private DataException Mistyped(TensorEntry entry, string expected) =>
        new($"the tensor {DataException.Show(entry.Name)} holds {entry.Type}; {expected} expected", _path);

    private byte[] ReadBytes(TensorEntry entry)
    {
        var bytes = new byte[checked((int)entry.Length)];
        ReadBytes(entry, bytes);
        return bytes;
    }

    private void ReadBytes(TensorEntry entry, Span<byte> bytes)
    {
        long at = _dataStart + entry.Offset;
        while (bytes.Length > 0)
        {
            int got = RandomAccess.Read(_handle, bytes, at);
            if (got == 0)
                throw new DataException(
                    $"ends within the tensor {DataException.Show(entry.Name)}; it was cut while in use", _path);
            at += got;
            bytes = bytes[got..];
        }
    }
}

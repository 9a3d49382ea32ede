using FGan.Data;
using FGan.Neural;

namespace FGan;

/// <summary>Moves named tensors between networks and safetensors files.</summary>
internal static class NamedTensorFile
{
    /// <summary>Adds a tensor under a name.</summary>
    public static void Add(this SafetensorsWriter file, string name, NamedTensor tensor) => file.Add(name, [.. tensor.Dimensions], tensor.Values);

    /// <summary>Reads a tensor, whose extents must be those of the file.</summary>
    /// <exception cref="DataException">It is missing, has other extents, or holds a value that is not finite.</exception>
    public static void Read(this SafetensorsFile file, string path, string name, NamedTensor tensor)
    {
        var values = new float[tensor.Count];
        file.Read(name, values);
        if (!file.Tensors[name].Shape.SequenceEqual(tensor.Dimensions.Select(d => (long)d)))
            throw new DataException($"its tensor {name} is [{string.Join(", ", file.Tensors[name].Shape)}]; expected [{string.Join(", ", tensor.Dimensions)}]", path);
        if (!Numerics.Reductions.AllFinite(values))
            throw new DataException($"its tensor {name} holds a value that is not finite; the file is damaged", path);
        tensor.Load(values);
    }
}

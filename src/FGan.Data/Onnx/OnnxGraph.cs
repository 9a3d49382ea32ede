using System.Runtime.InteropServices;
using System.Text;

namespace FGan.Data;

/// <summary>A graph of operations on tensors, written as an ONNX model that any ONNX runtime executes.</summary>
/// <remarks>IR version 8 and opset 17, which runtimes of 2022 and later read. Source: onnx.proto3 of the ONNX project.</remarks>
public sealed class OnnxGraph
{
    private const long IrVersion = 8, Opset = 17;

    private readonly string _name;
    private readonly List<Action<BinaryWriter>> _nodes = [], _constants = [], _inputs = [], _outputs = [];
    private readonly List<(string Key, string Value)> _metadata = [];
    private int _values;

    /// <summary>Begins an empty graph.</summary>
    /// <param name="name">What the graph computes.</param>
    public OnnxGraph(string name) => _name = name;

    /// <summary>Adds a text that travels with the model.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">The text.</param>
    public void AddMetadata(string key, string value) => _metadata.Add((key, value));

    /// <summary>Declares an input of floats.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="extents">The extents; null for the number of rows, which the caller of the model chooses.</param>
    /// <returns>The name.</returns>
    public string Input(string name, params int?[] extents)
    {
        _inputs.Add(writer => WriteValue(writer, name, extents));
        return name;
    }

    /// <summary>Declares a value to be an output of floats.</summary>
    /// <param name="value">The value, as an operation named it.</param>
    /// <param name="name">What callers of the model call it.</param>
    /// <param name="extents">The extents; null for the number of rows.</param>
    public void Output(string value, string name, params int?[] extents)
    {
        _nodes.Add(writer => WriteNode(writer, "Identity", [value], [name], []));
        _outputs.Add(writer => WriteValue(writer, name, extents));
    }

    /// <summary>Adds a tensor of floats.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="extents">The extents.</param>
    /// <param name="values">The elements, row by row; copied.</param>
    /// <returns>The name.</returns>
    public string Constant(string name, IReadOnlyList<int> extents, ReadOnlySpan<float> values)
    {
        const int Float = 1;
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        _constants.Add(writer => WriteTensor(writer, name, extents, Float, bytes));
        return name;
    }

    /// <summary>Adds a row of whole numbers, such as the shape that some operations want.</summary>
    /// <param name="values">The numbers.</param>
    /// <returns>The name given to it.</returns>
    public string Constant(params ReadOnlySpan<long> values)
    {
        const int Int64 = 7;
        string name = NextName();
        int[] extents = [values.Length];
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        _constants.Add(writer => WriteTensor(writer, name, extents, Int64, bytes));
        return name;
    }

    /// <summary>Adds an operation with one result.</summary>
    /// <param name="operation">Its name in ONNX, such as <c>Gemm</c>.</param>
    /// <param name="inputs">The values that it takes.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>The name of the result.</returns>
    public string Add(string operation, IReadOnlyList<string> inputs, params OnnxAttribute[] attributes) => Add(operation, inputs, 1, attributes)[0];

    /// <summary>Adds an operation.</summary>
    /// <param name="operation">Its name in ONNX, such as <c>Split</c>.</param>
    /// <param name="inputs">The values that it takes.</param>
    /// <param name="results">How many values it makes.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>The names of the results.</returns>
    public string[] Add(string operation, IReadOnlyList<string> inputs, int results, params OnnxAttribute[] attributes)
    {
        string[] names = [.. Enumerable.Range(0, results).Select(_ => NextName())];
        _nodes.Add(writer => WriteNode(writer, operation, inputs, names, attributes));
        return names;
    }

    /// <summary>Writes the model, all of it or nothing.</summary>
    /// <param name="path">The target, replaced when it exists.</param>
    /// <param name="producer">The program that made it.</param>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public void Save(string path, string producer) => AtomicFile.Write(path, file =>
    {
        using var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true);
        writer.WriteNumber(1, IrVersion);
        writer.WriteText(2, producer);
        writer.WriteMessage(7, WriteGraph);
        writer.WriteMessage(8, opset => opset.WriteNumber(2, Opset));
        foreach ((string key, string value) in _metadata)
        {
            writer.WriteMessage(14, entry =>
            {
                entry.WriteText(1, key);
                entry.WriteText(2, value);
            });
        }
    });

    private string NextName() => $"v{_values++}";

    private void WriteGraph(BinaryWriter writer)
    {
        foreach (Action<BinaryWriter> node in _nodes) writer.WriteMessage(1, node);
        writer.WriteText(2, _name);
        foreach (Action<BinaryWriter> constant in _constants) writer.WriteMessage(5, constant);
        foreach (Action<BinaryWriter> input in _inputs) writer.WriteMessage(11, input);
        foreach (Action<BinaryWriter> output in _outputs) writer.WriteMessage(12, output);
    }

    private static void WriteNode(
        BinaryWriter writer, string operation, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, IReadOnlyList<OnnxAttribute> attributes)
    {
        foreach (string input in inputs) writer.WriteText(1, input);
        foreach (string output in outputs) writer.WriteText(2, output);
        writer.WriteText(4, operation);
        foreach (OnnxAttribute attribute in attributes) writer.WriteMessage(5, attribute.Write);
    }

    private static void WriteTensor(BinaryWriter writer, string name, IReadOnlyList<int> extents, int type, byte[] bytes)
    {
        foreach (int extent in extents) writer.WriteNumber(1, extent);
        writer.WriteNumber(2, type);
        writer.WriteText(8, name);
        writer.WriteBytes(9, bytes);
    }

    private static void WriteValue(BinaryWriter writer, string name, int?[] extents)
    {
        const int Float = 1;
        writer.WriteText(1, name);
        writer.WriteMessage(2, type => type.WriteMessage(1, tensor =>
        {
            tensor.WriteNumber(1, Float);
            tensor.WriteMessage(2, shape =>
            {
                foreach (int? extent in extents) shape.WriteMessage(1, dimension => WriteExtent(dimension, extent));
            });
        }));
    }

    private static void WriteExtent(BinaryWriter writer, int? extent)
    {
        if (extent is int number) writer.WriteNumber(1, number);
        else writer.WriteText(2, "rows");
    }
}

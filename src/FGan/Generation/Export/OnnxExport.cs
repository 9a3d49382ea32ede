using FGan.Data;
using FGan.Neural;
using FGan.Numerics;

namespace FGan;

/// <summary>Translates a generator into ONNX, layer by layer: the same numbers come out for the same z.</summary>
internal sealed class OnnxExport
{
    private readonly OnnxGraph _graph = new("generator");
    private readonly Dictionary<string, NamedTensor> _tensors;
    private string _value;

    private OnnxExport(GanModel model)
    {
        _tensors = model.GeneratorTensors.ToDictionary(tensor => tensor.Name);
        _value = _graph.Input("z", null, model.Options.LatentDimension);
        if (model.Space.Condition is { } vector)
            _value = _graph.Add("Concat", [_value, _graph.Input("condition", null, vector.Width)], OnnxAttribute.Int("axis", 1));
    }

    /// <summary>Writes the generator with what follows it.</summary>
    public static void Write(GanModel model, string path, string producer)
    {
        var export = new OnnxExport(model);
        IReadOnlyList<Module> layers = ((Sequential)model.Networks.Generator).Modules;
        for (int i = 0; i < layers.Count; i++) export.Add(layers[i], $"{i}.");
        export.Add(model.Space.Ending, "");
        export.End(model);
        export._graph.Save(path, producer);
    }

    private void End(GanModel model)
    {
        int?[] extents = [null, model.Space.Width];
        if (model.Space is ImageSpace image)
        {
            extents = [null, image.Channels, image.Height, image.PixelsAcross];
            Reshape(image.Channels, image.Height, image.PixelsAcross);
        }

        if (model.Space is TableSpace table) _graph.AddMetadata("fgan.columns", ColumnsOf(table.Encoder));
        if (model.Space.Condition is { } vector) _graph.AddMetadata("fgan.condition", ConditionOf(vector));
        _graph.AddMetadata("fgan.kind", model.Kind.ToString());
        _graph.AddMetadata("fgan.latent", model.Options.Latent.ToString());
        _graph.Output(_value, "samples", extents);
    }

    /// <summary>What the numbers of a row stand for, a line for each group of them.</summary>
    private static string ColumnsOf(TableEncoder encoder) =>
        string.Join('\n', encoder.Blocks.Select(block => $"{block.Offset}\t{block.Width}\t{block.Kind}\t{block.Column}"));

    /// <summary>What the places of a condition ask for, a line for each column: its first place, their number, its name, how often each is asked for.</summary>
    private static string ConditionOf(ConditionVector vector) => string.Join('\n', vector.Blocks.Select((block, column) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{vector.Starts[column]}\t{block.Width}\t{block.Column}\t{string.Join(' ', vector.SharesOf(column))}")));

    private void Add(Module layer, string prefix)
    {
        switch (layer)
        {
            case Linear:
                _value = _graph.Add("Gemm", [_value, Tensor(prefix + "weight"), Tensor(prefix + "bias")], OnnxAttribute.Int("transB", 1));
                break;
            case BatchNorm normalisation: Normalise(normalisation, prefix); break;
            case ConvTranspose2d convolution: Convolve(convolution, prefix); break;
            case ActivationLayer end: _value = Activate(_value, end.Activation); break;
            case SegmentedSoftmax choices: Choose(choices); break;
            case Sequential { Modules.Count: 0 }: break;
            default: throw new NotSupportedException($"A layer {layer.GetType().Name} has no translation into ONNX.");
        }
    }

    private void Normalise(BatchNorm layer, string prefix)
    {
        if (layer.Pixels > 1) Reshape(layer.Channels, layer.Pixels);
        string[] tensors = [.. new[] { "weight", "bias", "running_mean", "running_var" }.Select(name => Tensor(prefix + name))];
        _value = _graph.Add("BatchNormalization", [_value, .. tensors], OnnxAttribute.Float("epsilon", layer.Epsilon));
        if (layer.Pixels > 1) Reshape(layer.Channels * layer.Pixels);
    }

    private void Convolve(ConvTranspose2d layer, string prefix)
    {
        (int channels, int height, int width) = layer.InputExtents;
        Reshape(channels, height, width);
        long padding = layer.Padding;
        _value = _graph.Add(
            "ConvTranspose", [_value, Tensor(prefix + "weight"), Tensor(prefix + "bias")],
            OnnxAttribute.Ints("kernel_shape", layer.Kernel, layer.Kernel),
            OnnxAttribute.Ints("strides", layer.Stride, layer.Stride),
            OnnxAttribute.Ints("pads", padding, padding, padding, padding));
        Reshape(layer.Outputs);
    }

    /// <summary>Cuts a row at the borders of its groups, takes the softmax of each and the activation of the rest, and joins them.</summary>
    private void Choose(SegmentedSoftmax layer)
    {
        (int Length, bool IsChoice)[] parts = [.. Parts(layer)];
        string[] cut = parts.Length == 1
            ? [_value]
            : _graph.Add("Split", [_value, _graph.Constant([.. parts.Select(part => (long)part.Length)])], parts.Length, OnnxAttribute.Int("axis", 1));
        string[] done = [.. cut.Zip(parts, (value, part) => part.IsChoice ? _graph.Add("Softmax", [value], OnnxAttribute.Int("axis", 1)) : Activate(value, layer.Others))];
        _value = done.Length == 1 ? done[0] : _graph.Add("Concat", done, OnnxAttribute.Int("axis", 1));
    }

    private IEnumerable<(int Length, bool IsChoice)> Parts(SegmentedSoftmax layer)
    {
        int end = 0, width = _tensors.Values.Last(tensor => tensor.Name.EndsWith("bias", StringComparison.Ordinal)).Count;
        foreach (ColumnSegment segment in layer.Segments)
        {
            if (segment.Start > end) yield return (segment.Start - end, false);
            yield return (segment.Length, true);
            end = segment.Start + segment.Length;
        }

        if (end < width) yield return (width - end, false);
    }

    private string Activate(string value, Activation activation) => activation.Kind switch
    {
        Numerics.ActivationKind.Identity => value,
        Numerics.ActivationKind.Relu => _graph.Add("Relu", [value]),
        Numerics.ActivationKind.LeakyRelu => _graph.Add("LeakyRelu", [value], OnnxAttribute.Float("alpha", activation.Parameter)),
        Numerics.ActivationKind.Elu => _graph.Add("Elu", [value], OnnxAttribute.Float("alpha", activation.Parameter)),
        var other => _graph.Add(other.ToString(), [value]),
    };

    private void Reshape(params ReadOnlySpan<int> extents)
    {
        long[] shape = [-1, .. Array.ConvertAll(extents.ToArray(), extent => (long)extent)];
        _value = _graph.Add("Reshape", [_value, _graph.Constant(shape)]);
    }

    private string Tensor(string name)
    {
        NamedTensor tensor = _tensors[name];
        return _graph.Constant(name, tensor.Dimensions, tensor.Values);
    }
}

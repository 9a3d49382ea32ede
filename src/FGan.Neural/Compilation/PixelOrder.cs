using FGan.Neural.Operations;
using FGan.Numerics;

namespace FGan.Neural.Compilation;

/// <summary>Keeps images that pass between convolutions in the order of pixels, so that they are brought there and back only where other operations read them.</summary>
/// <remarks>
/// In that order a value is a matrix of pixels · images rows and a column for each channel: batch normalisation and sums over channels treat its columns as they
/// do those of a linear layer, and run in chains of rows like it.
/// </remarks>
internal sealed class PixelOrder
{
    private readonly List<Step> _steps;
    private readonly Dictionary<Value, int> _channels = [];
    private readonly HashSet<Value> _refused;
    private readonly Dictionary<Value, Value> _reordered = [];

    private PixelOrder(List<Step> steps, IReadOnlyList<Value> outputs)
    {
        _steps = steps;
        _refused = [.. outputs];
    }

    public static List<Step> Apply(List<Step> steps, IReadOnlyList<Value> outputs)
    {
        if (!steps.Exists(s => ConvolutionOf(s) is not null)) return steps;
        var order = new PixelOrder(steps, outputs);
        order.Propose();
        order.Refuse();
        return steps.ConvertAll(order.Rewrite);
    }

    /// <summary>The images of a step and their channels; those of a convolution may each lie in another order, all others of a step lie alike.</summary>
    private static List<(Value Image, int Channels)> Images(Step step)
    {
        if (ConvolutionOf(step) is (ConvolutionGeometry geometry, var kind)) return ConvolutionImages(step, geometry, kind);
        return step.Operation switch
        {
            BatchMomentsOperation moments => [(step.Inputs[0], moments.Norm.Channels)],
            RescaleOperation rescale => [(step.Inputs[0], rescale.Channels), (step.Outputs[0], rescale.Channels)],
            BatchNormSumsOperation sums => [(step.Inputs[0], sums.Norm.Channels), (step.Inputs[1], sums.Norm.Channels), .. Each(step.Inputs[4..], sums.Norm.Channels)],
            BatchNormInputsOperation inputs => [
                (step.Inputs[0], inputs.Channels), (step.Inputs[1], inputs.Channels), .. Each(step.Inputs[6..], inputs.Channels), (step.Outputs[0], inputs.Channels)],
            ChannelSumOperation sum => [(step.Inputs[0], sum.Channels)],
            _ => [],
        };
    }

    private static List<(Value Image, int Channels)> ConvolutionImages(Step step, ConvolutionGeometry geometry, Operation kind) => kind switch
    {
        ConvolutionBackwardWeightsOperation => [(step.Inputs[0], geometry.Channels), (step.Inputs[1], geometry.Filters)],
        ConvolutionOperation => [(step.Inputs[0], geometry.Channels), (step.Outputs[0], geometry.Filters), .. Each(SlopeOutput(step), geometry.Filters)],
        _ => [(step.Inputs[0], geometry.Filters), (step.Outputs[0], geometry.Channels), .. Each(SlopeOutput(step), geometry.Channels)],
    };

    private static IEnumerable<(Value Image, int Channels)> Each(IEnumerable<Value> values, int channels) => values.Select(v => (v, channels));

    private static Value[] SlopeOutput(Step step) => step.Operation is ProductWithSlopeOperation ? [step.Inputs[2]] : [];

    private static (ConvolutionGeometry Geometry, Operation Kind)? ConvolutionOf(Step step)
    {
        Operation kind = step.Operation switch
        {
            ProductWithActivationOperation fused => fused.Product,
            ProductWithSlopeOperation fused => fused.Product,
            Operation plain => plain,
        };
        return kind switch
        {
            ConvolutionOperation forward => (forward.Geometry, kind),
            ConvolutionBackwardDataOperation back => (back.Geometry, kind),
            ConvolutionBackwardWeightsOperation weights => (weights.Geometry, kind),
            _ => null,
        };
    }

    /// <summary>Proposes what convolutions make, and what is made of that channel by channel, where there are enough images and channels; refuses what others read.</summary>
    private void Propose()
    {
        foreach (Step step in _steps)
        {
            List<(Value Image, int Channels)> images = Images(step);
            bool isMade = ConvolutionOf(step) is not null || images.Exists(i => _channels.ContainsKey(i.Image));
            foreach ((Value image, int channels) in images)
            {
                bool suits = Convolution.SuitsPixels(image.Shape.Rows, channels) && image.Shape.Columns > channels;
                if (isMade && suits && step.Outputs.Contains(image)) _channels[image] = channels;
                if (!suits || !_channels.TryGetValue(image, out int known) || known != channels) _refused.Add(image);
            }

            HashSet<Value> mentioned = [.. images.Select(i => i.Image)];
            _refused.UnionWith(step.Inputs.Concat(step.Outputs).Where(v => !mentioned.Contains(v)));
        }
    }

    /// <summary>Where the images of a step have to lie alike and one is refused, all are, until nothing changes.</summary>
    private void Refuse()
    {
        for (int before = -1; before != _refused.Count;)
        {
            before = _refused.Count;
            foreach (Step step in _steps)
            {
                Value[] alike = ConvolutionOf(step) is null ? [.. Images(step).Select(i => i.Image)] : [.. step.Outputs, .. SlopeOutput(step)];
                if (Array.Exists(alike, _refused.Contains)) _refused.UnionWith(alike);
            }
        }
    }

    private Step Rewrite(Step step)
    {
        Operation operation = ConvolutionOf(step) is (_, var kind) ? WithOrders(step, kind) : step.Operation;
        return new Step(operation, Array.ConvertAll(step.Inputs, Reordered), Array.ConvertAll(step.Outputs, Reordered));
    }

    private Operation WithOrders(Step step, Operation kind)
    {
        Operation ordered = kind switch
        {
            ConvolutionOperation forward => forward with { Orders = new(OrderOf(step.Inputs[0]), OrderOf(step.Outputs[0])) },
            ConvolutionBackwardDataOperation back => back with { Orders = new(OrderOf(step.Inputs[0]), OrderOf(step.Outputs[0])) },
            ConvolutionBackwardWeightsOperation weights => weights with { Orders = new(OrderOf(step.Inputs[0]), OrderOf(step.Inputs[1])) },
            _ => kind,
        };
        return step.Operation switch
        {
            ProductWithActivationOperation fused => fused with { Product = (ProductOperation)ordered },
            ProductWithSlopeOperation fused => fused with { Product = (ProductOperation)ordered },
            _ => ordered,
        };
    }

    private ImageOrder OrderOf(Value value) => IsByPixels(value) ? ImageOrder.Pixels : ImageOrder.Channels;

    private bool IsByPixels(Value value) => _channels.ContainsKey(value) && !_refused.Contains(value);

    /// <summary>The value that stands for an image in the order of pixels; others stay what they are.</summary>
    private Value Reordered(Value value)
    {
        if (!IsByPixels(value)) return value;
        if (!_reordered.TryGetValue(value, out Value? reordered))
        {
            int channels = _channels[value];
            reordered = new Node(null!, -1, value.Node.Operation, [], [new Shape(value.Shape.Count / channels, channels)]).Outputs[0];
            _reordered[value] = reordered;
        }

        return reordered;
    }
}

using FGan.Neural.Operations;
using FGan.Numerics;

namespace FGan.Neural.Tests;

/// <summary>The three bilinear convolutions differentiate into each other; checked to second order.</summary>
public class ConvolutionGradientTests
{
    private static readonly ConvolutionGeometry Geometry = new(2, 5, 4, 3, 3, 2, Stride: 2, Padding: 1);
    private static readonly Shape Images = new(2, Geometry.InputSize);
    private static readonly Shape Results = new(2, Geometry.OutputSize);
    private static readonly Shape Weights = new(Geometry.Filters, Geometry.FilterSize);

    [Fact]
    public void Forward() => GradientCheck.Verify(
        (tape, x) => tape.Record(new ConvolutionOperation(Geometry), x, Results).Tanh(), [Images, Weights]);

    [Fact]
    public void Backward_to_the_images() => GradientCheck.Verify(
        (tape, x) => tape.Record(new ConvolutionBackwardDataOperation(Geometry), x, Images).Tanh(), [Results, Weights]);

    [Fact]
    public void Backward_to_the_weights() => GradientCheck.Verify(
        (tape, x) => tape.Record(new ConvolutionBackwardWeightsOperation(Geometry), x, Weights).Tanh(), [Images, Results]);

    [Fact]
    public void A_gradient_penalty_through_a_convolution_with_bias() => GradientCheck.Verify(
        (tape, x) =>
        {
            Value hidden = tape.Record(new ConvolutionOperation(Geometry), [x[0], x[1]], Results) + x[2].BroadcastChannels(new Shape(1, Results.Columns));
            return tape.Gradient(hidden.Softplus().Square(), x[0]).Square().RowSums().Mean();
        },
        [Images, Weights, new(1, Geometry.Filters)], order: 1);

    [Fact]
    public void Softmax_of_segments()
    {
        var layer = new SegmentedSoftmax([new(1, 3), new(5, 2)], temperature: 0.7f, Activation.Tanh);
        GradientCheck.Verify((_, x) => layer.Forward(x[0], Mode.Train), [new(3, 8)]);
    }
}

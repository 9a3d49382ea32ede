namespace FGan.Numerics.Tests;

/// <summary>Compares convolutions with their definition: kernels, strides, paddings, epilogues, widths, teams.</summary>
public class ConvolutionTests
{
    private static readonly (ConvolutionGeometry Geometry, int Images)[] Cases =
    [
        (new(1, 1, 1, 1, 1, 1), 1),
        (new(1, 5, 7, 2, 3, 3), 2),
        (new(3, 6, 5, 4, 3, 2, 1, 1), 3),
        (new(2, 8, 8, 5, 4, 4, 2, 1), 5),
        (new(1, 28, 28, 7, 4, 4, 2, 1), 3),
        (new(13, 14, 14, 17, 4, 4, 2, 1), 9),
        (new(4, 7, 9, 3, 5, 5, 3, 2), 4),
        (new(2, 9, 9, 3, 2, 2, 3), 3),
        (new(3, 10, 6, 2, 3, 3, 2), 1),
        (new(20, 4, 4, 33, 4, 4, 1, 0), 6),
        (new(5, 3, 3, 6, 3, 3, 1, 2), 7),
        (new(2, 16, 40, 3, 3, 3, 1, 1), 2),
        (new(13, 6, 8, 17, 4, 4, 2, 1), 40),
        (new(30, 5, 3, 6, 3, 3, 1, 2), 33),
        (new(12, 7, 9, 25, 5, 5, 3, 2), 15),
        (new(16, 7, 7, 5, 2, 2, 3), 29),
        (new(1, 9, 8, 12, 4, 4, 2, 1), 16),
        (new(5, 2, 1, 31, 4, 2, 1, 1), 13),
        (new(33, 1, 5, 7, 1, 3, 4, 0), 12),
    ];

    [Fact]
    public void ForwardMatchesTheDefinition() => Each((geometry, images, where) =>
    {
        foreach ((bool bias, Activation activation) in ((bool, Activation)[])[(false, default), (true, Activation.LeakyRelu(0.2f)), (false, Activation.Tanh), (true, default)])
        {
            using GuardedMemory x = Guarded(images * geometry.InputSize, 1), w = Guarded(geometry.WeightCount, 2), y = Guarded(images * geometry.OutputSize, 3);
            float[] biases = Floats.Random(geometry.Filters, 4), expected = new float[y.Length];
            Epilogue epilogue = Epilogue.BiasActivation(bias ? biases : default, activation);
            ConvolutionReference.Forward(geometry, x.Span, w.Span, expected, epilogue);
            Convolution.Forward(geometry, x.Span, w.Span, y.Span, epilogue);
            AssertNear(expected, y.Span, geometry.FilterSize, where);
        }
    });

    [Fact]
    public void BackwardDataMatchesTheDefinition() => Each((geometry, images, where) =>
    {
        using GuardedMemory x = Guarded(images * geometry.InputSize, 1), w = Guarded(geometry.WeightCount, 2), y = Guarded(images * geometry.OutputSize, 3);
        float[] bias = Floats.Random(geometry.Channels, 4), outputs = Floats.Random(x.Length, 5), expected = new float[x.Length];
        ConvolutionReference.BackwardData(geometry, y.Span, w.Span, expected, default);
        Convolution.BackwardData(geometry, y.Span, w.Span, x.Span);
        AssertNear(expected, x.Span, geometry.WeightCount / geometry.Channels, where);

        Epilogue slope = Epilogue.Slope(new MatrixView(outputs, images, geometry.InputSize), Activation.Elu());
        ConvolutionReference.BackwardData(geometry, y.Span, w.Span, expected, slope);
        Convolution.BackwardData(geometry, y.Span, w.Span, x.Span, slope);
        AssertNear(expected, x.Span, geometry.WeightCount / geometry.Channels, where);

        Epilogue activate = Epilogue.BiasActivation(bias, Activation.Sigmoid);
        ConvolutionReference.BackwardData(geometry, y.Span, w.Span, expected, activate);
        Convolution.BackwardData(geometry, y.Span, w.Span, x.Span, activate);
        AssertNear(expected, x.Span, geometry.WeightCount / geometry.Channels, where);
    });

    [Fact]
    public void BackwardWeightsMatchTheDefinition() => Each((geometry, images, where) =>
    {
        using GuardedMemory x = Guarded(images * geometry.InputSize, 1), w = Guarded(geometry.WeightCount, 2), y = Guarded(images * geometry.OutputSize, 3);
        foreach (bool accumulate in (bool[])[false, true])
        {
            float[] expected = [.. w.Span];
            ConvolutionReference.BackwardWeights(geometry, x.Span, y.Span, expected, accumulate);
            Convolution.BackwardWeights(geometry, x.Span, y.Span, w.Span, accumulate);
            AssertNear(expected, w.Span, images * geometry.OutputHeight * geometry.OutputWidth, where);
        }
    });

    [Fact]
    public void PixelsInOrderMatchTheDefinition() => Each((geometry, images, where) =>
    {
        float[] x = Floats.Random(images * geometry.InputSize, 1), w = Floats.Random(geometry.WeightCount, 2), y = Floats.Random(images * geometry.OutputSize, 3);
        float[] bias = Floats.Random(Math.Max(geometry.Filters, geometry.Channels), 4), outputs = Floats.Random(x.Length, 5);
        int inPixels = geometry.Height * geometry.Width, outPixels = geometry.OutputHeight * geometry.OutputWidth;
        Epilogue forward = Epilogue.BiasActivation(bias.AsSpan(0, geometry.Filters), Activation.Sigmoid);
        float[] expectedY = new float[y.Length], expectedX = new float[x.Length], expectedSlope = new float[x.Length], expectedW = [.. w];
        ConvolutionReference.Forward(geometry, x, w, expectedY, forward);
        ConvolutionReference.BackwardData(geometry, y, w, expectedX, Epilogue.BiasActivation(default, Activation.LeakyRelu(0.3f)));
        ConvolutionReference.BackwardData(geometry, y, w, expectedSlope, Epilogue.Slope(new MatrixView(outputs, images, geometry.InputSize), Activation.LeakyRelu(0.3f)));
        ConvolutionReference.BackwardWeights(geometry, x, y, expectedW, true);
        foreach ((bool byPixelsX, bool byPixelsY) in ((bool, bool)[])[(true, false), (false, true), (true, true)])
        {
            float[] orderedX = byPixelsX ? ByPixels(x, images, geometry.Channels, inPixels) : x, orderedY = byPixelsY ? ByPixels(y, images, geometry.Filters, outPixels) : y;
            float[] orderedOutputs = byPixelsX ? ByPixels(outputs, images, geometry.Channels, inPixels) : outputs;
            var orders = new ImageOrders(byPixelsX ? ImageOrder.Pixels : ImageOrder.Channels, byPixelsY ? ImageOrder.Pixels : ImageOrder.Channels);
            var back = new ImageOrders(orders.Outgoing, orders.Incoming);
            using GuardedMemory gx = Guarded(orderedX), gy = Guarded(orderedY), gw = Guarded(w), resultX = Guarded(x.Length, 6), resultY = Guarded(y.Length, 7);
            Convolution.Forward(geometry, gx.Span, gw.Span, resultY.Span, forward, null, orders);
            AssertNear(byPixelsY ? ByPixels(expectedY, images, geometry.Filters, outPixels) : expectedY, resultY.Span, geometry.FilterSize, where);
            Convolution.BackwardData(geometry, gy.Span, gw.Span, resultX.Span, Epilogue.BiasActivation(default, Activation.LeakyRelu(0.3f)), null, back);
            AssertNear(byPixelsX ? ByPixels(expectedX, images, geometry.Channels, inPixels) : expectedX, resultX.Span, geometry.WeightCount / geometry.Channels, where);
            MatrixView slopes = byPixelsX ? new MatrixView(orderedOutputs, images * inPixels, geometry.Channels) : new MatrixView(orderedOutputs, images, geometry.InputSize);
            Convolution.BackwardData(geometry, gy.Span, gw.Span, resultX.Span, Epilogue.Slope(slopes, Activation.LeakyRelu(0.3f)), null, back);
            AssertNear(byPixelsX ? ByPixels(expectedSlope, images, geometry.Channels, inPixels) : expectedSlope, resultX.Span, geometry.WeightCount / geometry.Channels, where);
            Convolution.BackwardWeights(geometry, gx.Span, gy.Span, gw.Span, true, null, orders);
            AssertNear(expectedW, gw.Span, images * outPixels, where);
        }
    });

    [Fact]
    public void AnImageGivesTheSameBitsAloneAndAmongOthers()
    {
        var geometry = new ConvolutionGeometry(12, 9, 7, 30, 4, 4, 2, 1);
        const int images = 45;
        float[] x = Floats.Random(images * geometry.InputSize, 1), w = Floats.Random(geometry.WeightCount, 2), y = new float[images * geometry.OutputSize], one = new float[geometry.OutputSize];
        Convolution.Forward(geometry, x, w, y);
        for (int image = 0; image < images; image += 11)
        {
            Convolution.Forward(geometry, x.AsSpan(image * geometry.InputSize, geometry.InputSize), w, one);
            Assert.Equal(one, y.AsSpan(image * geometry.OutputSize, geometry.OutputSize));
        }
    }

    [Fact]
    public void BitsDoNotDependOnTheTeamAndNothingIsAllocated()
    {
        var geometry = new ConvolutionGeometry(8, 14, 14, 20, 4, 4, 2, 1);
        const int images = 19;
        float[] x = Floats.Random(images * geometry.InputSize, 1), w = Floats.Random(geometry.WeightCount, 2), y = new float[images * geometry.OutputSize];
        float[] back = new float[x.Length], slopes = new float[w.Length];
        Run(ThreadTeam.Single);
        float[][] expected = [[.. y], [.. back], [.. slopes]];
        foreach (int size in (int[])[2, 3, 4])
        {
            using var team = new ThreadTeam(size);
            Run(team);
            Assert.Equal(expected[0], y);
            Assert.Equal(expected[1], back);
            Assert.Equal(expected[2], slopes);
        }

        using var pair = new ThreadTeam(2);
        Allocations.AssertNone(() => Run(pair));

        void Run(ThreadTeam team)
        {
            Convolution.Forward(geometry, x, w, y, Epilogue.BiasActivation(default, Activation.Tanh), team);
            Convolution.BackwardData(geometry, y, w, back, default, team);
            Convolution.BackwardWeights(geometry, x, y, slopes, false, team);
        }
    }

    [Fact]
    public void TransposedGeometryIsPyTorchs()
    {
        var geometry = ConvolutionGeometry.ForTransposed(128, 7, 7, 64, 4, 4, 2, 1);
        Assert.Equal((64, 14, 14, 128, 7, 7), (geometry.Channels, geometry.Height, geometry.Width, geometry.Filters, geometry.OutputHeight, geometry.OutputWidth));
    }

    [Fact]
    public void WrongGeometriesAndSpansAreRefused()
    {
        float[] values = new float[1000];
        Assert.Throws<ArgumentException>(() => new ConvolutionGeometry(1, 2, 2, 1, 3, 3).Validate());
        Assert.Throws<ArgumentException>(() => new ConvolutionGeometry(1, 5, 5, 1, 3, 3, 0).Validate());
        Assert.Throws<ArgumentException>(() => new ConvolutionGeometry(1, 5, 5, 1, 3, 3, 1, 3).Validate());
        var geometry = new ConvolutionGeometry(1, 5, 5, 1, 3, 3);
        Assert.Throws<ArgumentException>(() => Convolution.Forward(geometry, values.AsSpan(0, 26), values.AsSpan(26, 9), values.AsSpan(100, 9)));
        Assert.Throws<ArgumentException>(() => Convolution.Forward(geometry, values.AsSpan(0, 25), values.AsSpan(25, 9), values.AsSpan(100, 10)));
        Assert.Throws<ArgumentException>(() => Convolution.Forward(geometry, values.AsSpan(0, 25), values.AsSpan(25, 9), values.AsSpan(20, 9)));
    }

    private static void Each(Action<ConvolutionGeometry, int, string> check) => Widths.ForEach(width =>
    {
        foreach ((ConvolutionGeometry geometry, int images) in Cases) check(geometry, images, $"{geometry}, {images} images, {width}");
    });

    private static GuardedMemory Guarded(int length, int seed) => new(Floats.Random(length, seed), atEnd: true);

    private static GuardedMemory Guarded(float[] values)
    {
        GuardedMemory memory = Guarded(values.Length, 0);
        values.CopyTo(memory.Span);
        return memory;
    }

    private static float[] ByPixels(float[] values, int images, int channels, int pixels)
    {
        float[] ordered = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int pixel = i % pixels, channel = i / pixels % channels, image = i / pixels / channels;
            ordered[(((pixel * images) + image) * channels) + channel] = values[i];
        }

        return ordered;
    }

    private static void AssertNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, int terms, string where)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            int at = i;
            Floats.AssertClose(expected[i], actual[i], 4, (float)(Tolerances.ProductSum * (5 + (0.5 * terms))), () => $"{where}, {at}");
        }
    }
}

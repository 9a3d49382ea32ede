namespace FGan.Numerics;

/// <summary>Convolves images with filters, and goes backward through that; weights are [filter, channel, row, column], as in PyTorch.</summary>
public static unsafe class Convolution
{
    /// <summary>Images from which on bringing them to the order of pixels and back is worth it.</summary>
    private const int ManyImages = 8;

    /// <summary>Computes y[f, i, j] = e(Σ over c, u, v of w[f, c, u, v] · x[c, i·stride + u − padding, j·stride + v − padding]) for every image.</summary>
    /// <param name="geometry">The extents.</param>
    /// <param name="x">Rows of <see cref="ConvolutionGeometry.InputSize"/> values.</param>
    /// <param name="weights">w, <see cref="ConvolutionGeometry.WeightCount"/> values.</param>
    /// <param name="y">As many rows of <see cref="ConvolutionGeometry.OutputSize"/> results.</param>
    /// <param name="epilogue">What is done with each result; its bias has a value a filter, its output is rows × OutputSize.</param>
    /// <param name="team">The threads to work with.</param>
    /// <param name="orders">The orders in which x and y lie; the epilogue's output lies as y.</param>
    public static void Forward(
        ConvolutionGeometry geometry, ReadOnlySpan<float> x, ReadOnlySpan<float> weights, Span<float> y, Epilogue epilogue = default, ThreadTeam? team = null,
        ImageOrders orders = default)
    {
        Check(geometry, x, weights, y);
        CheckEpilogue(epilogue, geometry.Filters, y);
        Require.Disjoint(x, y);
        Require.Disjoint(weights, y);
        Slide(SlidingPlan.Forward(geometry), x, weights, y, x.Length / geometry.InputSize, epilogue, team, orders);
    }

    /// <summary>
    /// Goes backward to the images: ∂x[c, h, w] = e(Σ of w[f, c, u, v] · ∂y[f, i, j] over what the forward pass put together).
    /// This is also the forward pass of the transposed convolution, whose weights are then [in, out, row, column] as in PyTorch.
    /// </summary>
    /// <param name="geometry">The extents of the forward convolution.</param>
    /// <param name="ySlope">∂y, rows of <see cref="ConvolutionGeometry.OutputSize"/> values.</param>
    /// <param name="weights">w.</param>
    /// <param name="xSlope">Receives ∂x, as many rows of <see cref="ConvolutionGeometry.InputSize"/> results.</param>
    /// <param name="epilogue">What is done with each result; its bias has a value a channel, its output is rows × InputSize.</param>
    /// <param name="team">The threads to work with.</param>
    /// <param name="orders">The orders in which ∂y, which comes in, and ∂x lie; the epilogue's output lies as ∂x.</param>
    public static void BackwardData(
        ConvolutionGeometry geometry, ReadOnlySpan<float> ySlope, ReadOnlySpan<float> weights, Span<float> xSlope, Epilogue epilogue = default, ThreadTeam? team = null,
        ImageOrders orders = default)
    {
        Check(geometry, xSlope, weights, ySlope);
        CheckEpilogue(epilogue, geometry.Channels, xSlope);
        Require.Disjoint(ySlope, xSlope);
        Require.Disjoint(weights, xSlope);
        Slide(SlidingPlan.Backward(geometry), ySlope, weights, xSlope, xSlope.Length / geometry.InputSize, epilogue, team, orders);
    }

    /// <summary>Goes backward to the weights: ∂w[f, c, u, v] = Σ over images, i, j of ∂y[f, i, j] · x[c, i·stride + u − padding, j·stride + v − padding].</summary>
    /// <param name="geometry">The extents.</param>
    /// <param name="x">The images, rows of <see cref="ConvolutionGeometry.InputSize"/> values.</param>
    /// <param name="ySlope">∂y, as many rows of <see cref="ConvolutionGeometry.OutputSize"/> values.</param>
    /// <param name="weightSlope">Receives ∂w, <see cref="ConvolutionGeometry.WeightCount"/> results.</param>
    /// <param name="accumulate">Whether they are added to what is there.</param>
    /// <param name="team">The threads to work with.</param>
    /// <param name="orders">The orders in which x and ∂y lie.</param>
    public static void BackwardWeights(
        ConvolutionGeometry geometry, ReadOnlySpan<float> x, ReadOnlySpan<float> ySlope, Span<float> weightSlope, bool accumulate = false, ThreadTeam? team = null,
        ImageOrders orders = default)
    {
        Check(geometry, x, weightSlope, ySlope);
        Require.Disjoint(x, weightSlope);
        Require.Disjoint(ySlope, weightSlope);
        fixed (float* px = x, ps = ySlope, pw = weightSlope)
        {
            int images = x.Length / geometry.InputSize;
            team ??= ThreadTeam.Shared;
            if (orders != default || SuitsPixels(images, geometry.Channels))
                Simd.Run(new PixelWeightProduct(geometry, orders, px, ps, pw, images, accumulate, team));
            else
                Simd.Run(new WeightProduct(geometry, SlidingPlan.Forward(geometry).Planes, px, ps, pw, images, accumulate, team));
        }
    }

    /// <summary>Whether images are best kept in <see cref="ImageOrder.Pixels"/> between convolutions.</summary>
    /// <param name="images">Number of images.</param>
    /// <param name="channels">Channels of each.</param>
    public static bool SuitsPixels(int images, int channels) => images >= ManyImages && FillsVectors(channels);

    // Whether so many values abreast leave little of the widest vectors empty; never asks how wide they are here, nor how many threads there are.
    internal static bool FillsVectors(int count) => 4 * count >= 3 * ((count + Elements.MaximumCount - 1) / Elements.MaximumCount * Elements.MaximumCount);

    private static void Slide(
        SlidingPlan plan, ReadOnlySpan<float> images, ReadOnlySpan<float> weights, Span<float> results, int imageCount, Epilogue epilogue, ThreadTeam? team,
        ImageOrders orders)
    {
        if (imageCount == 0) return;
        bool byPixels = orders != default || SuitsPixels(imageCount, plan.Results);
        fixed (float* pi = images, pw = weights, pr = results)
        {
            team ??= ThreadTeam.Shared;
            if (byPixels && !plan.SuitsTapSums(orders)) ActivationFunctions.Run(epilogue.Activation, new PixelWork(plan, orders, pi, pw, pr, imageCount, epilogue, team));
            else ActivationFunctions.Run(epilogue.Activation, new SlideWork(plan, orders, pi, pw, pr, imageCount, epilogue, team));
        }
    }

    private readonly ref struct SlideWork(
        SlidingPlan plan, ImageOrders orders, float* images, float* weights, float* results, int imageCount, Epilogue epilogue, ThreadTeam team) : IActivationWork
    {
        private readonly SlidingPlan _plan = plan;
        private readonly Epilogue _epilogue = epilogue;

        public void Run<TFunction>(TFunction function)
            where TFunction : struct, IActivationFunction
        {
            fixed (float* bias = _epilogue.Bias, output = _epilogue.Output.Data)
            {
                if (_epilogue.IsSlope) SlideWith(new SlopeChannelFinish<TFunction>(output, function));
                else if (bias is not null || typeof(TFunction) != typeof(IdentityFunction)) SlideWith(new BiasChannelFinish<TFunction>(bias, function));
                else SlideWith(default(NoChannelFinish));
            }
        }

        private void SlideWith<TFinish>(TFinish finish)
            where TFinish : struct, IChannelFinish
        {
            if (_plan.SuitsTapSums(orders)) Simd.Run(new TapSums<TFinish>(_plan.Geometry, images, weights, results, imageCount, finish, team));
            else Simd.Run(new SlidingProduct<TFinish>(_plan, images, weights, results, imageCount, finish, team));
        }
    }

    private readonly ref struct PixelWork(
        SlidingPlan plan, ImageOrders orders, float* images, float* weights, float* results, int imageCount, Epilogue epilogue, ThreadTeam team) : IActivationWork
    {
        private readonly SlidingPlan _plan = plan;
        private readonly Epilogue _epilogue = epilogue;

        public void Run<TFunction>(TFunction function)
            where TFunction : struct, IActivationFunction
        {
            fixed (float* bias = _epilogue.Bias, output = _epilogue.Output.Data)
            {
                if (_epilogue.IsSlope)
                    MultiplyWith(new SlopeChannelFinish<TFunction>(output, function), new SlopeFinish<TFunction>(new Operand(output, _plan.Results, 1), function));
                else if (bias is not null)
                    MultiplyWith(new BiasChannelFinish<TFunction>(bias, function), new ColumnBiasFinish<TFunction>(bias, function));
                else if (typeof(TFunction) != typeof(IdentityFunction))
                    MultiplyWith(new BiasChannelFinish<TFunction>(null, function), new RowBiasFinish<TFunction>(null, function));
                else
                    MultiplyWith(default(NoChannelFinish), default(NoFinish));
            }
        }

        private void MultiplyWith<TChannelFinish, TFinish>(TChannelFinish channelFinish, TFinish finish)
            where TChannelFinish : struct, IChannelFinish
            where TFinish : struct, ITileFinish =>
            Simd.Run(new PixelConvolution<TChannelFinish, TFinish>(_plan, orders, images, weights, results, imageCount, channelFinish, finish, team));
    }

    private static void Check(ConvolutionGeometry geometry, ReadOnlySpan<float> x, ReadOnlySpan<float> weights, ReadOnlySpan<float> y)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        geometry.Validate();
        int rows = Require.Rows(x.Length, geometry.InputSize);
        Require.Length(weights.Length, geometry.WeightCount);
        Require.Length(y.Length, (long)rows * geometry.OutputSize);
    }

    private static void CheckEpilogue(Epilogue epilogue, int channels, ReadOnlySpan<float> result)
    {
        if (!epilogue.Bias.IsEmpty) Require.Length(epilogue.Bias.Length, channels);
        if (!epilogue.IsSlope) return;
        MatrixView output = epilogue.Output;
        if ((long)output.Rows * output.Columns != result.Length || output.ColumnStride != 1 || output.RowStride != output.Columns)
            Require.ThrowShapes($"Epilogue's output is {output.Rows} × {output.Columns}; expected the {result.Length} values of the images, row after row. Pass the activation's outputs.");
    }
}

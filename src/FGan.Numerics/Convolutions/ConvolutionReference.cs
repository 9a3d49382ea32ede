namespace FGan.Numerics;

/// <summary>Defines the convolutions, one multiplication at a time.</summary>
internal static class ConvolutionReference
{
    private delegate void Term(int x, int weight, int y);

    public static void Forward(ConvolutionGeometry geometry, ReadOnlySpan<float> x, ReadOnlySpan<float> weights, Span<float> y, Epilogue epilogue)
    {
        float[] images = x.ToArray(), filters = weights.ToArray();
        double[] sums = new double[y.Length];
        EachTerm(geometry, x.Length / geometry.InputSize, (i, w, o) => sums[o] += (double)images[i] * filters[w]);
        Finish(sums, geometry.Filters, geometry.OutputSize, epilogue, y);
    }

    public static void BackwardData(ConvolutionGeometry geometry, ReadOnlySpan<float> ySlope, ReadOnlySpan<float> weights, Span<float> xSlope, Epilogue epilogue)
    {
        float[] upstream = ySlope.ToArray(), filters = weights.ToArray();
        double[] sums = new double[xSlope.Length];
        EachTerm(geometry, xSlope.Length / geometry.InputSize, (i, w, o) => sums[i] += (double)upstream[o] * filters[w]);
        Finish(sums, geometry.Channels, geometry.InputSize, epilogue, xSlope);
    }

    public static void BackwardWeights(ConvolutionGeometry geometry, ReadOnlySpan<float> x, ReadOnlySpan<float> ySlope, Span<float> weightSlope, bool accumulate)
    {
        float[] images = x.ToArray(), upstream = ySlope.ToArray();
        double[] sums = new double[weightSlope.Length];
        for (int i = 0; i < sums.Length && accumulate; i++) sums[i] = weightSlope[i];
        EachTerm(geometry, x.Length / geometry.InputSize, (i, w, o) => sums[w] += (double)images[i] * upstream[o]);
        for (int i = 0; i < sums.Length; i++) weightSlope[i] = (float)sums[i];
    }

    private static void EachTerm(ConvolutionGeometry g, int rows, Term term)
    {
        for (int y = 0; y < rows * g.OutputSize; y++)
        {
            int column = y % g.OutputWidth, row = y / g.OutputWidth % g.OutputHeight;
            int filter = y / (g.OutputWidth * g.OutputHeight) % g.Filters, image = y / g.OutputSize;
            for (int k = 0; k < g.FilterSize; k++)
            {
                int v = k % g.KernelWidth, u = k / g.KernelWidth % g.KernelHeight, channel = k / (g.KernelWidth * g.KernelHeight);
                int h = (row * g.Stride) + u - g.Padding, w = (column * g.Stride) + v - g.Padding;
                if (h < 0 || h >= g.Height || w < 0 || w >= g.Width) continue;
                term((image * g.InputSize) + (((channel * g.Height) + h) * g.Width) + w, (filter * g.FilterSize) + k, y);
            }
        }
    }

    private static void Finish(double[] sums, int channels, int size, Epilogue epilogue, Span<float> results)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            if (epilogue.IsSlope)
            {
                results[i] = (float)sums[i] * epilogue.Activation.SlopeAtOutput(epilogue.Output.Data[i]);
                continue;
            }

            float bias = epilogue.Bias.IsEmpty ? 0f : epilogue.Bias[i % size / (size / channels)];
            results[i] = epilogue.Activation.Value((float)sums[i] + bias);
        }
    }
}

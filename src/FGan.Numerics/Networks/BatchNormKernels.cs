namespace FGan.Numerics;

/// <summary>Normalises each channel by its mean and variance over a batch (Ioffe and Szegedy, arXiv 1502.03167).</summary>
/// <remarks>Rows are laid out channel after channel, each of <c>positions</c> values; a linear layer has one position a channel.</remarks>
public static unsafe partial class BatchNormKernels
{
    /// <summary>Trains forward: the batch's statistics, and y = a(scale · (x − mean) / √(variance + ε) + shift).</summary>
    /// <param name="x">rows × channels × positions values, at least one row.</param>
    /// <param name="scale">γ, a value a channel.</param>
    /// <param name="shift">β, a value a channel.</param>
    /// <param name="epsilon">ε &gt; 0.</param>
    /// <param name="activation">a, applied in the same pass.</param>
    /// <param name="mean">Receives the means, a value a channel.</param>
    /// <param name="variance">Receives the biased (1/n) variances, a value a channel.</param>
    /// <param name="y">Receives the result; may be x itself (the backward pass then needs a copy of x).</param>
    /// <param name="positions">Values a channel, at least 1.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Forward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, float epsilon, Activation activation,
        Span<float> mean, Span<float> variance, Span<float> y, int positions = 1, ThreadTeam? team = null)
    {
        Reductions.Moments(x, mean, variance, positions, team);
        Normalise(x, mean, variance, scale, shift, epsilon, activation, y, positions, team);
    }

    /// <summary>Normalises by given statistics: y = a(scale · (x − mean) / √(variance + ε) + shift).</summary>
    /// <param name="x">rows × channels × positions values.</param>
    /// <param name="mean">A mean a channel.</param>
    /// <param name="variance">A variance a channel.</param>
    /// <param name="scale">γ, a value a channel.</param>
    /// <param name="shift">β, a value a channel.</param>
    /// <param name="epsilon">ε &gt; 0.</param>
    /// <param name="activation">a, applied in the same pass.</param>
    /// <param name="y">Receives the result; may be x itself.</param>
    /// <param name="positions">Values a channel, at least 1.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Normalise(
        ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift,
        float epsilon, Activation activation, Span<float> y, int positions = 1, ThreadTeam? team = null)
    {
        CheckChannels(x.Length, mean.Length, positions, variance.Length, scale.Length, shift.Length);
        Require.Length(y.Length, x.Length);
        Require.SameOrDisjoint(x, y);
        if (x.IsEmpty) return;
        float* factor = Scratch.Get(ScratchUse.Channels, mean.Length);
        for (int c = 0; c < mean.Length; c++) factor[c] = (float)(scale[c] * Reciprocal(variance[c], epsilon));
        var extents = ChannelExtents.Of(x.Length, mean.Length, positions);
        fixed (float* px = x, pm = mean, ps = shift, py = y)
            ActivationFunctions.Run(activation, new NormaliseWork(extents, px, pm, factor, ps, py, team ?? ThreadTeam.Shared));
    }

    /// <summary>
    /// Goes backward through <see cref="Forward"/>. With s = upstream · a'(·) from the outputs y and x̂ = (x − mean) / √(variance + ε):
    /// ∂shift = Σ s, ∂scale = Σ s·x̂, ∂x = γ / √(variance + ε) · (s − (∂shift + x̂ · ∂scale) / n).
    /// </summary>
    /// <param name="upstream">Slopes with respect to y.</param>
    /// <param name="x">The inputs.</param>
    /// <param name="y">The outputs; unused (may be empty) where the activation is the identity.</param>
    /// <param name="mean">The batch's means.</param>
    /// <param name="variance">The batch's biased variances.</param>
    /// <param name="scale">γ.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="activation">a.</param>
    /// <param name="scaleSlope">Receives ∂scale, a value a channel.</param>
    /// <param name="shiftSlope">Receives ∂shift, a value a channel.</param>
    /// <param name="xSlope">Receives ∂x; may be upstream itself. Empty: not computed.</param>
    /// <param name="positions">Values a channel, at least 1.</param>
    /// <param name="accumulate">Whether ∂scale and ∂shift are added to what is there; ∂x never is.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Backward(
        ReadOnlySpan<float> upstream, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance,
        ReadOnlySpan<float> scale, float epsilon, Activation activation, Span<float> scaleSlope, Span<float> shiftSlope, Span<float> xSlope,
        int positions = 1, bool accumulate = false, ThreadTeam? team = null)
    {
        CheckChannels(x.Length, mean.Length, positions, variance.Length, scale.Length, scaleSlope.Length, shiftSlope.Length);
        Require.Length(upstream.Length, x.Length);
        if (activation.Kind != ActivationKind.Identity) Require.Length(y.Length, x.Length);
        if (!xSlope.IsEmpty) Require.Length(xSlope.Length, x.Length);
        Require.SameOrDisjoint(upstream, xSlope);
        if (x.IsEmpty) return;
        var extents = ChannelExtents.Of(x.Length, mean.Length, positions);
        fixed (float* pu = upstream, px = x, py = y, pm = mean, pd = xSlope)
        {
            double* sums = Reductions.Sums(mean.Length);
            var work = new BackwardWork(extents, pu, px, py, pm, pd, sums, team ?? ThreadTeam.Shared);
            ActivationFunctions.Run(activation, new SumWork(work));
            work.PrepareSlopes(variance, scale, epsilon);
            if (pd is not null) ActivationFunctions.Run(activation, work);
            for (int c = 0; c < mean.Length; c++)
            {
                double scaleSum = sums[(2 * c) + 1] * Reciprocal(variance[c], epsilon);
                scaleSlope[c] = (float)((accumulate ? scaleSlope[c] : 0.0) + scaleSum);
                shiftSlope[c] = (float)((accumulate ? shiftSlope[c] : 0.0) + sums[2 * c]);
            }
        }
    }

    private static double Reciprocal(float variance, float epsilon) => 1.0 / Math.Sqrt((double)variance + epsilon);

    private static void CheckChannels(int length, int channels, int positions, params ReadOnlySpan<int> others)
    {
        Require.Rows(length, Require.Columns(channels, positions));
        foreach (int other in others) Require.Length(other, channels);
    }

    private readonly struct NormaliseWork(
        ChannelExtents extents, float* x, float* mean, float* factor, float* shift, float* y, ThreadTeam team) : IActivationWork
    {
        public void Run<TFunction>(TFunction function)
            where TFunction : struct, IActivationFunction =>
            Simd.Run(new ChannelMapping<NormaliseMap<TFunction>>(extents, new(x, mean, factor, shift, y, function), team));
    }

    private readonly struct BackwardWork(
        ChannelExtents extents, float* upstream, float* x, float* y, float* mean, float* xSlope, double* sums, ThreadTeam team) : IActivationWork
    {
        private readonly float* _factor = Scratch.Get(ScratchUse.Channels, 3 * extents.Channels);

        private float* ShiftMean => _factor + extents.Channels;

        private float* ScaleMean => _factor + (2 * extents.Channels);

        public void Sum<TFunction>(TFunction function)
            where TFunction : struct, IActivationFunction =>
            Simd.Run(new ChannelReduction<NormaliseSlopeTerms<TFunction>>(extents, new(upstream, x, y, mean, function), sums, team));

        public void PrepareSlopes(ReadOnlySpan<float> variance, ReadOnlySpan<float> scale, float epsilon)
        {
            double count = (double)extents.Rows * extents.Positions;
            for (int c = 0; c < extents.Channels; c++)
            {
                double reciprocal = Reciprocal(variance[c], epsilon);
                _factor[c] = (float)(scale[c] * reciprocal);
                ShiftMean[c] = (float)(sums[2 * c] / count);
                ScaleMean[c] = (float)(sums[(2 * c) + 1] * reciprocal * reciprocal / count);
            }
        }

        public void Run<TFunction>(TFunction function)
            where TFunction : struct, IActivationFunction =>
            Simd.Run(new ChannelMapping<NormaliseSlopeMap<TFunction>>(
                extents, new(upstream, x, y, mean, _factor, ShiftMean, ScaleMean, xSlope, function), team));
    }

    private readonly struct SumWork(BackwardWork work) : IActivationWork
    {
        public void Run<TFunction>(TFunction function)
            where TFunction : struct, IActivationFunction => work.Sum(function);
    }
}

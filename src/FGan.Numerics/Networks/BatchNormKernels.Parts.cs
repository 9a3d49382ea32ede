namespace FGan.Numerics;

/// <content>
/// The passes one by one: those that sum over the whole batch, and those that treat each row alone, which can then be run on
/// blocks of rows together with the layers around them.
/// </content>
public static unsafe partial class BatchNormKernels
{
    /// <summary>Computes γ / √(variance + ε), the factor of <see cref="Rescale"/>.</summary>
    /// <param name="variance">A variance a channel.</param>
    /// <param name="scale">γ, a value a channel.</param>
    /// <param name="epsilon">ε &gt; 0.</param>
    /// <param name="factor">Receives a factor a channel.</param>
    public static void Factors(ReadOnlySpan<float> variance, ReadOnlySpan<float> scale, float epsilon, Span<float> factor)
    {
        CheckChannels(factor.Length, factor.Length, 1, variance.Length, scale.Length);
        for (int c = 0; c < factor.Length; c++) factor[c] = (float)(scale[c] * Reciprocal(variance[c], epsilon));
    }

    /// <summary>Normalises rows: y = a((x − mean) · factor + shift).</summary>
    /// <param name="x">rows × channels × positions values.</param>
    /// <param name="mean">A mean a channel.</param>
    /// <param name="factor">γ / √(variance + ε), a value a channel.</param>
    /// <param name="shift">β, a value a channel.</param>
    /// <param name="activation">a.</param>
    /// <param name="y">Receives the result; may be x itself.</param>
    /// <param name="positions">Values a channel, at least 1.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Rescale(
        ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> factor, ReadOnlySpan<float> shift, Activation activation,
        Span<float> y, int positions = 1, ThreadTeam? team = null)
    {
        CheckChannels(x.Length, mean.Length, positions, factor.Length, shift.Length);
        Require.Length(y.Length, x.Length);
        Require.SameOrDisjoint(x, y);
        if (x.IsEmpty) return;
        fixed (float* px = x, pm = mean, pf = factor, ps = shift, py = y)
            ActivationFunctions.Run(activation, new NormaliseWork(ChannelExtents.Of(x.Length, mean.Length, positions), px, pm, pf, ps, py, team ?? ThreadTeam.Shared));
    }

    /// <summary>
    /// Sums what the backward pass needs of the whole batch, with s = upstream · a'(·) and x̂ = (x − mean) / √(variance + ε):
    /// ∂shift = Σ s, ∂scale = Σ s·x̂, and the two vectors for <see cref="BackwardInputs"/>.
    /// </summary>
    /// <param name="upstream">Slopes with respect to y.</param>
    /// <param name="x">The inputs.</param>
    /// <param name="y">The outputs; unused (may be empty) where the activation is the identity.</param>
    /// <param name="mean">The batch's means.</param>
    /// <param name="variance">The batch's biased variances.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="activation">a.</param>
    /// <param name="scaleSlope">Receives ∂scale, a value a channel.</param>
    /// <param name="shiftSlope">Receives ∂shift, a value a channel.</param>
    /// <param name="shiftMean">Receives ∂shift / n.</param>
    /// <param name="scaleMean">Receives ∂scale / (n · √(variance + ε)).</param>
    /// <param name="positions">Values a channel, at least 1.</param>
    /// <param name="team">The threads to work with.</param>
    public static void BackwardSums(
        ReadOnlySpan<float> upstream, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance,
        float epsilon, Activation activation, Span<float> scaleSlope, Span<float> shiftSlope, Span<float> shiftMean, Span<float> scaleMean,
        int positions = 1, ThreadTeam? team = null)
    {
        CheckChannels(x.Length, mean.Length, positions, variance.Length, scaleSlope.Length, shiftSlope.Length, shiftMean.Length, scaleMean.Length);
        Require.Length(upstream.Length, x.Length);
        if (activation.Kind != ActivationKind.Identity) Require.Length(y.Length, x.Length);
        var extents = ChannelExtents.Of(x.Length, mean.Length, positions);
        fixed (float* pu = upstream, px = x, py = y, pm = mean)
        {
            double* sums = Reductions.Sums(mean.Length);
            ActivationFunctions.Run(activation, new SumWork(new BackwardWork(extents, pu, px, py, pm, null, sums, team ?? ThreadTeam.Shared)));
            double count = (double)extents.Rows * positions;
            for (int c = 0; c < mean.Length; c++)
                SpreadSums(c, sums[2 * c], sums[(2 * c) + 1], count, variance[c], epsilon, scaleSlope, shiftSlope, shiftMean, scaleMean);
        }
    }

    /// <summary>Puts together what <see cref="BlockReductions.SlopeSums"/> gave of each block, to what <see cref="BackwardSums"/> gives of the whole batch.</summary>
    /// <param name="blocks">A row for each block.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="variance">The batch's biased variances.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="scaleSlope">Receives ∂scale, a value a channel.</param>
    /// <param name="shiftSlope">Receives ∂shift, a value a channel.</param>
    /// <param name="shiftMean">Receives ∂shift / n.</param>
    /// <param name="scaleMean">Receives ∂scale / (n · √(variance + ε)).</param>
    public static void CombineSums(
        ReadOnlySpan<float> blocks, int rows, ReadOnlySpan<float> variance, float epsilon, Span<float> scaleSlope, Span<float> shiftSlope,
        Span<float> shiftMean, Span<float> scaleMean)
    {
        int channels = variance.Length, width = 2 * channels, count = Require.Rows(blocks.Length, width);
        CheckChannels(channels, channels, 1, scaleSlope.Length, shiftSlope.Length, shiftMean.Length, scaleMean.Length);
        double* sums = BlockReductions.AddUp(blocks, count, width);
        for (int c = 0; c < channels; c++)
            SpreadSums(c, sums[c], sums[channels + c], rows, variance[c], epsilon, scaleSlope, shiftSlope, shiftMean, scaleMean);
    }

    private static void SpreadSums(
        int c, double shiftSum, double centredSum, double count, float variance, float epsilon, Span<float> scaleSlope, Span<float> shiftSlope,
        Span<float> shiftMean, Span<float> scaleMean)
    {
        double reciprocal = Reciprocal(variance, epsilon), scaleSum = centredSum * reciprocal;
        scaleSlope[c] = (float)scaleSum;
        shiftSlope[c] = (float)shiftSum;
        shiftMean[c] = (float)(shiftSum / count);
        scaleMean[c] = (float)(scaleSum * reciprocal / count);
    }

    /// <summary>Goes backward through rows: ∂x = factor · (s − shiftMean − (x − mean) · scaleMean) with s = upstream · a'(·).</summary>
    /// <param name="upstream">Slopes with respect to y.</param>
    /// <param name="x">The inputs.</param>
    /// <param name="y">The outputs; unused (may be empty) where the activation is the identity.</param>
    /// <param name="mean">The batch's means.</param>
    /// <param name="factor">γ / √(variance + ε), a value a channel.</param>
    /// <param name="shiftMean">As <see cref="BackwardSums"/> gave it.</param>
    /// <param name="scaleMean">As <see cref="BackwardSums"/> gave it.</param>
    /// <param name="activation">a.</param>
    /// <param name="xSlope">Receives ∂x; may be upstream itself.</param>
    /// <param name="positions">Values a channel, at least 1.</param>
    /// <param name="team">The threads to work with.</param>
    public static void BackwardInputs(
        ReadOnlySpan<float> upstream, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> mean, ReadOnlySpan<float> factor,
        ReadOnlySpan<float> shiftMean, ReadOnlySpan<float> scaleMean, Activation activation, Span<float> xSlope, int positions = 1, ThreadTeam? team = null)
    {
        CheckChannels(x.Length, mean.Length, positions, factor.Length, shiftMean.Length, scaleMean.Length);
        Require.Length(upstream.Length, x.Length);
        Require.Length(xSlope.Length, x.Length);
        if (activation.Kind != ActivationKind.Identity) Require.Length(y.Length, x.Length);
        Require.SameOrDisjoint(upstream, xSlope);
        if (x.IsEmpty) return;
        fixed (float* pu = upstream, px = x, py = y, pm = mean, pf = factor, ph = shiftMean, pc = scaleMean, pd = xSlope)
            ActivationFunctions.Run(activation, new InputsWork(ChannelExtents.Of(x.Length, mean.Length, positions), pu, px, py, pm, pf, ph, pc, pd, team ?? ThreadTeam.Shared));
    }

    private readonly struct InputsWork(
        ChannelExtents extents, float* upstream, float* x, float* y, float* mean, float* factor, float* shiftMean, float* scaleMean, float* xSlope,
        ThreadTeam team) : IActivationWork
    {
        public void Run<TFunction>(TFunction function)
            where TFunction : struct, IActivationFunction =>
            Simd.Run(new ChannelMapping<NormaliseSlopeMap<TFunction>>(
                extents, new(upstream, x, y, mean, factor, shiftMean, scaleMean, xSlope, function), team));
    }
}

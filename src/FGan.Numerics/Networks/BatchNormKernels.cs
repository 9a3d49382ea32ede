namespace FGan.Numerics;

/// <summary>Normalises each channel by its mean and variance over a batch (Ioffe and Szegedy, arXiv 1502.03167).</summary>
/// <remarks>Rows are laid out channel after channel, each of <c>positions</c> values; a linear layer has one position a channel.</remarks>
public static class BatchNormKernels
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
        for (int i = 0; i < x.Length; i++)
        {
            int c = i / positions % mean.Length;
            float factor = scale[c] / MathF.Sqrt(variance[c] + epsilon);
            y[i] = activation.Value(((x[i] - mean[c]) * factor) + shift[c]);
        }

        _ = team;
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
        int channels = mean.Length, columns = channels * positions, rows = x.Length / columns;
        double count = (double)rows * positions;
        for (int c = 0; c < channels; c++)
        {
            double reciprocal = 1.0 / Math.Sqrt((double)variance[c] + epsilon);
            double shiftSum = 0.0, scaleSum = 0.0;
            for (int r = 0; r < rows; r++)
            {
                for (int i = (r * columns) + (c * positions); i < (r * columns) + ((c + 1) * positions); i++)
                {
                    double s = Slope(upstream, y, activation, i);
                    shiftSum += s;
                    scaleSum += s * (x[i] - mean[c]) * reciprocal;
                }
            }

            for (int r = 0; r < rows && !xSlope.IsEmpty; r++)
            {
                for (int i = (r * columns) + (c * positions); i < (r * columns) + ((c + 1) * positions); i++)
                {
                    double normalised = (x[i] - mean[c]) * reciprocal;
                    double s = Slope(upstream, y, activation, i);
                    xSlope[i] = (float)(scale[c] * reciprocal * (s - ((shiftSum + (normalised * scaleSum)) / count)));
                }
            }

            scaleSlope[c] = (float)((accumulate ? scaleSlope[c] : 0.0) + scaleSum);
            shiftSlope[c] = (float)((accumulate ? shiftSlope[c] : 0.0) + shiftSum);
        }

        _ = team;
    }

    private static float Slope(ReadOnlySpan<float> upstream, ReadOnlySpan<float> y, Activation activation, int i) =>
        activation.Kind == ActivationKind.Identity ? upstream[i] : upstream[i] * activation.SlopeAtOutput(y[i]);

    private static void CheckChannels(int length, int channels, int positions, params ReadOnlySpan<int> others)
    {
        Require.Rows(length, Require.Columns(channels, positions));
        foreach (int other in others) Require.Length(other, channels);
    }
}

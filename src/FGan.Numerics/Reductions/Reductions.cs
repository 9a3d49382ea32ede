namespace FGan.Numerics;

/// <summary>Adds up spans and matrices, accurately and in an order that no thread count changes.</summary>
/// <remarks>Blocks of fixed size are summed in float, a chain a lane; what the blocks give is added in double.</remarks>
public static unsafe class Reductions
{
    /// <summary>Rows of fewer columns than this are summed several at a time, as one long row.</summary>
    private const int NarrowRow = 16;

    /// <summary>Returns the sum of all values; 0 for none.</summary>
    /// <param name="x">The values.</param>
    /// <param name="team">The threads to work with.</param>
    public static double Sum(ReadOnlySpan<float> x, ThreadTeam? team = null)
    {
        fixed (float* px = x)
            return SpanSums.Run(new SumTerms(px), x.Length, team ?? ThreadTeam.Shared);
    }

    /// <summary>Returns the mean of all values; NaN for none.</summary>
    /// <param name="x">The values.</param>
    /// <param name="team">The threads to work with.</param>
    public static double Mean(ReadOnlySpan<float> x, ThreadTeam? team = null) => Sum(x, team) / x.Length;

    /// <summary>Returns Σ x².</summary>
    /// <param name="x">The values.</param>
    /// <param name="team">The threads to work with.</param>
    public static double SumOfSquares(ReadOnlySpan<float> x, ThreadTeam? team = null) => Dot(x, x, team);

    /// <summary>Returns Σ x · y.</summary>
    /// <param name="x">The left values.</param>
    /// <param name="y">As many right values.</param>
    /// <param name="team">The threads to work with.</param>
    public static double Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ThreadTeam? team = null)
    {
        Require.Length(y.Length, x.Length);
        fixed (float* px = x, py = y)
            return SpanSums.Run(new DotTerms(px, py), x.Length, team ?? ThreadTeam.Shared);
    }

    /// <summary>Returns the largest value, NaN if one is NaN, −∞ for none.</summary>
    /// <param name="x">The values.</param>
    /// <param name="team">The threads to work with.</param>
    public static float Maximum(ReadOnlySpan<float> x, ThreadTeam? team = null)
    {
        _ = team;
        float maximum = float.NegativeInfinity;
        foreach (float value in x) maximum = MathF.Max(maximum, value);
        return maximum;
    }

    /// <summary>Returns whether every value is a finite number.</summary>
    /// <param name="x">The values.</param>
    /// <param name="team">The threads to work with.</param>
    public static bool AllFinite(ReadOnlySpan<float> x, ThreadTeam? team = null)
    {
        // 0 · x is 0 for every finite x and NaN for the rest, and so is their sum.
        fixed (float* px = x)
            return SpanSums.Run(new NothingTerms(px), x.Length, team ?? ThreadTeam.Shared) == 0.0;
    }

    /// <summary>Sums rows and positions: s[c] = Σ over r, p of x[r, c, p] (column sums where positions is 1; a bias's gradient).</summary>
    /// <param name="x">rows × channels × positions values.</param>
    /// <param name="destination">A sum a channel.</param>
    /// <param name="positions">Values a channel, at least 1.</param>
    /// <param name="accumulate">Whether the sums are added to what the destination holds.</param>
    /// <param name="team">The threads to work with.</param>
    public static void SumChannels(
        ReadOnlySpan<float> x, Span<float> destination, int positions = 1, bool accumulate = false, ThreadTeam? team = null)
    {
        var extents = ChannelExtents.Of(x.Length, destination.Length, positions);
        Require.Disjoint(x, destination);
        fixed (float* px = x)
            Sum(extents, new SumTerms(px), destination, accumulate, team ?? ThreadTeam.Shared);
    }

    /// <summary>Sums products over rows and positions: s[c] = Σ over r, p of x[r, c, p] · y[r, c, p].</summary>
    /// <param name="x">rows × channels × positions values.</param>
    /// <param name="y">As many.</param>
    /// <param name="destination">A sum a channel.</param>
    /// <param name="positions">Values a channel, at least 1.</param>
    /// <param name="accumulate">Whether the sums are added to what the destination holds.</param>
    /// <param name="team">The threads to work with.</param>
    public static void DotChannels(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination, int positions = 1, bool accumulate = false, ThreadTeam? team = null)
    {
        var extents = ChannelExtents.Of(x.Length, destination.Length, positions);
        Require.Length(y.Length, x.Length);
        Require.Disjoint(x, destination);
        Require.Disjoint(y, destination);
        fixed (float* px = x, py = y)
            Sum(extents, new DotTerms(px, py), destination, accumulate, team ?? ThreadTeam.Shared);
    }

    /// <summary>Sums each row: s[r] = Σ over c of x[r, c].</summary>
    /// <param name="x">Rows of equal length, as many as the destination holds.</param>
    /// <param name="destination">A sum a row.</param>
    /// <param name="accumulate">Whether the sums are added to what the destination holds.</param>
    /// <param name="team">The threads to work with.</param>
    public static void SumRows(ReadOnlySpan<float> x, Span<float> destination, bool accumulate = false, ThreadTeam? team = null)
    {
        Require.Disjoint(x, destination);
        if (destination.IsEmpty) return;
        int columns = Require.Rows(x.Length, destination.Length);
        fixed (float* px = x, pd = destination)
            Simd.Run(new RowSums<SumTerms>(new SumTerms(px), destination.Length, columns, pd, accumulate, team ?? ThreadTeam.Shared));
    }

    /// <summary>Sums products along each row: s[r] = Σ over c of x[r, c] · y[r, c].</summary>
    /// <param name="x">Rows of equal length, as many as the destination holds.</param>
    /// <param name="y">As many values.</param>
    /// <param name="destination">A sum a row.</param>
    /// <param name="accumulate">Whether the sums are added to what the destination holds.</param>
    /// <param name="team">The threads to work with.</param>
    public static void DotRows(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination, bool accumulate = false, ThreadTeam? team = null)
    {
        Require.Length(y.Length, x.Length);
        Require.Disjoint(x, destination);
        Require.Disjoint(y, destination);
        if (destination.IsEmpty) return;
        int columns = Require.Rows(x.Length, destination.Length);
        fixed (float* px = x, py = y, pd = destination)
            Simd.Run(new RowSums<DotTerms>(new DotTerms(px, py), destination.Length, columns, pd, accumulate, team ?? ThreadTeam.Shared));
    }

    /// <summary>Computes each channel's mean and (biased, 1/n) variance over rows and positions, in one pass around the first row's values.</summary>
    /// <param name="x">rows × channels × positions values, at least one row.</param>
    /// <param name="mean">A mean a channel.</param>
    /// <param name="variance">A variance a channel.</param>
    /// <param name="positions">Values a channel, at least 1.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Moments(
        ReadOnlySpan<float> x, Span<float> mean, Span<float> variance, int positions = 1, ThreadTeam? team = null)
    {
        var extents = ChannelExtents.Of(x.Length, mean.Length, positions);
        Require.Length(variance.Length, mean.Length);
        Require.Disjoint(x, mean);
        Require.Disjoint(x, variance);
        if (extents.Rows == 0) Require.ThrowShapes("Moments of no rows; expected at least one. Pass a batch that is not empty.");
        float* centre = Scratch.Get(ScratchUse.Channels, extents.Channels);
        for (int c = 0; c < extents.Channels; c++) centre[c] = Centre(x[c * positions]);
        double* sums = Sums(extents.Channels);
        fixed (float* px = x)
            Simd.Run(new ChannelReduction<MomentTerms>(extents, new MomentTerms(px, centre), sums, team ?? ThreadTeam.Shared));
        double count = (double)extents.Rows * positions;
        for (int c = 0; c < extents.Channels; c++)
        {
            double offset = sums[2 * c] / count;
            mean[c] = (float)(centre[c] + offset);
            variance[c] = (float)Math.Max(0.0, (sums[(2 * c) + 1] / count) - (offset * offset));
        }
    }

    /// <summary>Lends two doubles a channel for a <see cref="ChannelReduction{TTerms}"/>.</summary>
    internal static double* Sums(int channels) => (double*)Scratch.Get(ScratchUse.Sums, 4 * channels);

    // An infinite centre would make a NaN of every difference, also of those that belong to finite values.
    private static float Centre(float value) => float.IsFinite(value) ? value : 0f;

    private static void Sum<TTerms>(ChannelExtents extents, TTerms terms, Span<float> destination, bool accumulate, ThreadTeam team)
        where TTerms : struct, IChannelTerms
    {
        if (!accumulate) destination.Clear();
        int copies = extents.Columns < NarrowRow && extents.Positions == 1 ? NarrowRow : 1;
        int whole = extents.Rows / copies;
        double* sums = Sums(extents.Channels * copies);
        // Each double is rounded to the destination once, after the copies and what whole rows leave over are in.
        Simd.Run(new ChannelReduction<TTerms>(new(whole, extents.Channels * copies, extents.Positions), terms, sums, team));
        int rest = whole * copies * extents.Columns;
        for (int c = 0; c < extents.Channels; c++)
        {
            double sum = destination[c];
            for (int copy = 0; copy < copies; copy++) sum += sums[2 * ((copy * extents.Channels) + c)];
            for (nint at = rest + c; at < extents.Length && copies > 1; at += extents.Channels) sum += Term(terms, at);
            destination[c] = (float)sum;
        }
    }

    private static double Term<TTerms>(TTerms terms, nint at)
        where TTerms : struct, IChannelTerms
    {
        terms.Terms<LanesScalar, PerColumn>(at, 0, out LanesScalar first, out _);
        return LanesScalar.Sum(first);
    }
}

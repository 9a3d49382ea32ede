namespace FGan.Numerics;

/// <summary>Adds up spans and matrices, accurately and in an order that no thread count changes.</summary>
public static class Reductions
{
    /// <summary>Returns the sum of all values; 0 for none.</summary>
    /// <param name="x">The values.</param>
    /// <param name="team">The threads to work with.</param>
    public static double Sum(ReadOnlySpan<float> x, ThreadTeam? team = null)
    {
        double sum = 0.0;
        foreach (float value in x) sum += value;
        _ = team;
        return sum;
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
        double sum = 0.0;
        for (int i = 0; i < x.Length; i++) sum += (double)x[i] * y[i];
        _ = team;
        return sum;
    }

    /// <summary>Returns the largest value, NaN if one is NaN, −∞ for none.</summary>
    /// <param name="x">The values.</param>
    /// <param name="team">The threads to work with.</param>
    public static float Maximum(ReadOnlySpan<float> x, ThreadTeam? team = null)
    {
        float maximum = float.NegativeInfinity;
        foreach (float value in x) maximum = MathF.Max(maximum, value);
        _ = team;
        return maximum;
    }

    /// <summary>Returns whether every value is a finite number.</summary>
    /// <param name="x">The values.</param>
    /// <param name="team">The threads to work with.</param>
    public static bool AllFinite(ReadOnlySpan<float> x, ThreadTeam? team = null)
    {
        foreach (float value in x)
        {
            if (!float.IsFinite(value)) return false;
        }

        _ = team;
        return true;
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
        int columns = Require.Columns(destination.Length, positions);
        int rows = Require.Rows(x.Length, columns);
        Require.Disjoint(x, destination);
        for (int c = 0; c < destination.Length; c++)
        {
            double sum = accumulate ? destination[c] : 0.0;
            for (int r = 0; r < rows; r++)
            {
                foreach (float value in x.Slice((r * columns) + (c * positions), positions)) sum += value;
            }

            destination[c] = (float)sum;
        }

        _ = team;
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
        int columns = Require.Columns(destination.Length, positions);
        int rows = Require.Rows(x.Length, columns);
        Require.Length(y.Length, x.Length);
        Require.Disjoint(x, destination);
        Require.Disjoint(y, destination);
        for (int c = 0; c < destination.Length; c++)
        {
            double sum = accumulate ? destination[c] : 0.0;
            for (int r = 0; r < rows; r++)
            {
                int start = (r * columns) + (c * positions);
                for (int i = start; i < start + positions; i++) sum += (double)x[i] * y[i];
            }

            destination[c] = (float)sum;
        }

        _ = team;
    }

    /// <summary>Sums each row: s[r] = Σ over c of x[r, c].</summary>
    /// <param name="x">Rows of equal length, as many as the destination holds.</param>
    /// <param name="destination">A sum a row.</param>
    /// <param name="accumulate">Whether the sums are added to what the destination holds.</param>
    /// <param name="team">The threads to work with.</param>
    public static void SumRows(ReadOnlySpan<float> x, Span<float> destination, bool accumulate = false, ThreadTeam? team = null)
    {
        int columns = Require.Rows(x.Length, destination.Length);
        Require.Disjoint(x, destination);
        for (int r = 0; r < destination.Length; r++)
        {
            double sum = accumulate ? destination[r] : 0.0;
            foreach (float value in x.Slice(r * columns, columns)) sum += value;
            destination[r] = (float)sum;
        }

        _ = team;
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
        int columns = Require.Rows(x.Length, destination.Length);
        Require.Length(y.Length, x.Length);
        Require.Disjoint(x, destination);
        Require.Disjoint(y, destination);
        for (int r = 0; r < destination.Length; r++)
        {
            double sum = accumulate ? destination[r] : 0.0;
            for (int i = r * columns; i < (r + 1) * columns; i++) sum += (double)x[i] * y[i];
            destination[r] = (float)sum;
        }

        _ = team;
    }

    /// <summary>Computes each channel's mean and (biased, 1/n) variance over rows and positions, in two passes.</summary>
    /// <param name="x">rows × channels × positions values, at least one row.</param>
    /// <param name="mean">A mean a channel.</param>
    /// <param name="variance">A variance a channel.</param>
    /// <param name="positions">Values a channel, at least 1.</param>
    /// <param name="team">The threads to work with.</param>
    public static void Moments(
        ReadOnlySpan<float> x, Span<float> mean, Span<float> variance, int positions = 1, ThreadTeam? team = null)
    {
        int columns = Require.Columns(mean.Length, positions);
        int rows = Require.Rows(x.Length, columns);
        Require.Length(variance.Length, mean.Length);
        Require.Disjoint(x, mean);
        Require.Disjoint(x, variance);
        double count = (double)rows * positions;
        for (int c = 0; c < mean.Length; c++)
        {
            double sum = 0.0;
            for (int r = 0; r < rows; r++)
            {
                foreach (float value in x.Slice((r * columns) + (c * positions), positions)) sum += value;
            }

            double centre = sum / count;
            double squares = 0.0;
            for (int r = 0; r < rows; r++)
            {
                foreach (float value in x.Slice((r * columns) + (c * positions), positions)) squares += (value - centre) * (value - centre);
            }

            mean[c] = (float)centre;
            variance[c] = (float)(squares / count);
        }

        _ = team;
    }
}

namespace FGan.Numerics;

/// <summary>Combines rows with a vector: a value a column, a value a row, or a value a channel of images.</summary>
/// <remarks>
/// Rows are laid out channel after channel, each of <c>positions</c> values; with one position a channel is a column.
/// A destination may be the very span of x; it may not overlap an input otherwise.
/// </remarks>
public static class Broadcast
{
    /// <summary>Computes y[r, c, p] = x[r, c, p] + channel[c].</summary>
    /// <param name="x">rows × channels × positions values.</param>
    /// <param name="channel">A value a channel (a column where positions is 1).</param>
    /// <param name="destination">As many results as x has values.</param>
    /// <param name="positions">Values a channel, at least 1.</param>
    /// <param name="team">The threads to work with.</param>
    public static void AddChannel(
        ReadOnlySpan<float> x, ReadOnlySpan<float> channel, Span<float> destination, int positions = 1, ThreadTeam? team = null) =>
        Map(x, channel, destination, positions, new AddOperator(), team);

    /// <summary>Computes y[r, c, p] = x[r, c, p] · channel[c].</summary>
    /// <param name="x">rows × channels × positions values.</param>
    /// <param name="channel">A value a channel (a column where positions is 1).</param>
    /// <param name="destination">As many results as x has values.</param>
    /// <param name="positions">Values a channel, at least 1.</param>
    /// <param name="team">The threads to work with.</param>
    public static void MultiplyChannel(
        ReadOnlySpan<float> x, ReadOnlySpan<float> channel, Span<float> destination, int positions = 1, ThreadTeam? team = null) =>
        Map(x, channel, destination, positions, new MultiplyOperator(), team);

    /// <summary>Computes y[r, c] = x[r, c] + column[r].</summary>
    /// <param name="x">Rows of equal length.</param>
    /// <param name="column">A value a row, at least one.</param>
    /// <param name="destination">As many results as x has values.</param>
    /// <param name="team">The threads to work with.</param>
    public static void AddColumn(ReadOnlySpan<float> x, ReadOnlySpan<float> column, Span<float> destination, ThreadTeam? team = null) =>
        Map(x, column, destination, Require.Rows(x.Length, column.Length), new AddOperator(), team);

    /// <summary>Computes y[r, c] = x[r, c] · column[r].</summary>
    /// <param name="x">Rows of equal length.</param>
    /// <param name="column">A value a row, at least one.</param>
    /// <param name="destination">As many results as x has values.</param>
    /// <param name="team">The threads to work with.</param>
    public static void MultiplyColumn(ReadOnlySpan<float> x, ReadOnlySpan<float> column, Span<float> destination, ThreadTeam? team = null) =>
        Map(x, column, destination, Require.Rows(x.Length, column.Length), new MultiplyOperator(), team);

    /// <summary>Repeats a value a channel over rows and positions: y[r, c, p] = channel[c].</summary>
    /// <param name="channel">A value a channel.</param>
    /// <param name="destination">rows × channels × positions results.</param>
    /// <param name="positions">Values a channel, at least 1.</param>
    /// <param name="team">The threads to work with.</param>
    public static void FillChannel(ReadOnlySpan<float> channel, Span<float> destination, int positions = 1, ThreadTeam? team = null)
    {
        Require.Rows(destination.Length, Require.Columns(channel.Length, positions));
        Require.Disjoint(channel, destination);
        for (int i = 0; i < destination.Length; i++) destination[i] = channel[i / positions % channel.Length];
        _ = team;
    }

    /// <summary>Repeats a value a row over its columns: y[r, c] = column[r].</summary>
    /// <param name="column">A value a row, at least one.</param>
    /// <param name="destination">Rows of equal length.</param>
    /// <param name="team">The threads to work with.</param>
    public static void FillColumn(ReadOnlySpan<float> column, Span<float> destination, ThreadTeam? team = null) =>
        FillChannel(column, destination, Math.Max(1, Require.Rows(destination.Length, column.Length)), team);

    private static void Map<TOperator>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> channel, Span<float> destination, int positions, TOperator op, ThreadTeam? team)
        where TOperator : struct, IScalarBinary
    {
        Require.Length(destination.Length, x.Length);
        if (x.IsEmpty) return;
        Require.Rows(x.Length, Require.Columns(channel.Length, positions));
        Require.SameOrDisjoint(x, destination);
        Require.Disjoint(channel, destination);
        for (int i = 0; i < x.Length; i++) destination[i] = op.Apply(x[i], channel[i / positions % channel.Length]);
        _ = team;
    }
}

using FGan.Data;

namespace FGan;

/// <summary>Finds rows that meet a condition by drawing and rejecting.</summary>
/// <remarks>
/// What is kept of free draws follows the model's distribution given the condition, exactly. Draws that are aimed at a column ask for each value v of it that the condition leaves
/// possible with the weight of its share p(v); what is kept of them follows Σ_v p(v)·Q(·|v) given the condition, which is the same where Q is right. A row is decided on by itself and the sequence of a seed
/// does not depend on how it is cut, so neither do the rows that are found.
/// </remarks>
internal sealed class ConditionalSampler
{
    private const int LeastBatch = 1024, MostBatch = 1 << 16;
    private const long LeastDraws = 1_000_000;
    private const int DrawsPerRow = 200;

    private readonly GanModel _model;
    private readonly RowCondition _condition;
    private readonly AimedDraws? _aim;

    public ConditionalSampler(GanModel model, string condition, bool isAimed)
    {
        _model = model;
        _condition = model.Space switch
        {
            TableSpace table => RowCondition.Parse(condition, table.Encoder, table.Constraints),
            PointSpace => RowCondition.Parse(condition, (Table)model.Sample(1)),
            _ => throw new DataException("the model makes pictures; conditions are for rows of a table"),
        };
        if (isAimed && model.Space is TableSpace space) _aim = AimedDraws.For(_condition, space);
    }

    public ConditionalSample Draw(int count, ulong seed, long? mostDraws, IProgress<ConditionalSample>? progress, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        long most = mostDraws ?? Math.Max(LeastDraws, (long)DrawsPerRow * count);
        if (most < 1) throw new ArgumentOutOfRangeException(nameof(mostDraws), mostDraws, "At least one row must be drawn.");
        var parts = new List<Table>();
        int found = 0;
        long drawn = 0;
        while (found < count && drawn < most)
        {
            int batch = (int)Math.Min(BatchFor(count - found, found, drawn), most - drawn);
            var rows = (Table)_model.Sample(batch, seed, drawn, _aim?.Law, cancellation);
            int[] met = _condition.Rows(rows);
            if (met.Length > count - found)
            {
                met = met[..(count - found)];
                batch = met[^1] + 1;
            }

            (found, drawn) = (found + met.Length, drawn + batch);
            if (met.Length > 0 || parts.Count == 0) parts.Add(rows.Take(met));
            progress?.Report(Found(parts[^1]));
        }

        return Found(Join(parts));

        ConditionalSample Found(Table rows) => new(_condition.Text, count, rows, drawn) { AimedAt = _aim?.Column, AimedShare = _aim?.Share ?? 1 };
    }

    /// <summary>About as many rows as will do, judged by those drawn so far.</summary>
    private static long BatchFor(int wanted, int found, long drawn)
    {
        double share = (found + 1.0) / (drawn + 1.0);
        return (long)Math.Clamp(1.1 * wanted / share, LeastBatch, MostBatch);
    }

    /// <summary>All parts in order, two by two, so that no row is copied more than a few times.</summary>
    private static Table Join(List<Table> parts)
    {
        while (parts.Count > 1)
            parts = [.. parts.Chunk(2).Select(pair => pair.Length == 2 ? Table.Concat(pair[0], pair[1]) : pair[0])];
        return parts[0];
    }
}

using FGan.Data;

namespace FGan;

/// <summary>The rows of a table, encoded once.</summary>
internal sealed class TableRows : TrainingRows
{
    private readonly FloatMatrix _rows;
    private readonly EpochOrder _order;

    private TableRows(TableSpace space, FloatMatrix all, (int[] Train, int[] HeldOut) parts, GanTrainerOptions options)
        : base(space)
    {
        Fingerprint = Hash<float>(all.Values);
        _rows = Take(all, parts.Train);
        HeldOut = Take(all, parts.HeldOut);
        _order = new EpochOrder(parts.Train.Length, options.Seed);
        if (space.Condition is { } condition) Conditions = new TrainingBySampling(condition, _rows, options.Seed);
    }

    public override IReadOnlyList<string> Remarks => [.. ((TableSpace)Space).Encoder.Remarks];

    public override TrainingBySampling? Conditions { get; }

    public override FloatMatrix HeldOut { get; }

    public override ulong Fingerprint { get; }

    public static TableRows Of(Table table, GanTrainerOptions options) => Of(new PreparedTable(table, TableEncoderOptions.ForGeneration), options);

    public static TableRows Of(PreparedTable prepared, GanTrainerOptions options)
    {
        TableConstraints constraints = prepared.Constraints;
        Table table = constraints.Derive(prepared.Table);
        TableEncoder encoder = TableEncoder.Fit(table, constraints.Adjust(prepared.Encoding));
        (int[] Train, int[] HeldOut) parts = Split(table.RowCount, options);
        FloatMatrix all = encoder.Encode(table, options.Seed);
        ConditionVector? condition = options.IsConditional ? ConditionVector.Of(encoder, all) : null;
        return new TableRows(new TableSpace(encoder, constraints, condition), all, parts, options);
    }

    public override void Fill(Span<float> batch, ulong firstDraw)
    {
        int width = _rows.Columns;
        Span<int> order = stackalloc int[64];
        for (int row = 0; row * width < batch.Length; row += order.Length)
        {
            int count = Math.Min(order.Length, batch.Length / width - row);
            _order.Draw(firstDraw + (ulong)row, order[..count]);
            for (int i = 0; i < count; i++) _rows.Row(order[i]).CopyTo(batch.Slice((row + i) * width, width));
        }
    }

    private static FloatMatrix Take(FloatMatrix all, int[] rows)
    {
        var taken = new FloatMatrix(rows.Length, all.Columns, new float[rows.Length * all.Columns]);
        for (int i = 0; i < rows.Length; i++) all.Row(rows[i]).CopyTo(taken.Row(i));
        return taken;
    }
}

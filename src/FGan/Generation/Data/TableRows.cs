using FGan.Data;

namespace FGan;

/// <summary>The rows of a table, encoded once.</summary>
internal sealed class TableRows : TrainingRows
{
    private readonly FloatMatrix _rows;
    private readonly EpochOrder _order;

    public TableRows(Table table, GanTrainerOptions options)
        : this(new PreparedTable(table, TableEncoderOptions.ForGeneration), options)
    {
    }

    public TableRows(PreparedTable prepared, GanTrainerOptions options)
        : this(prepared.Constraints.Derive(prepared.Table), prepared, options)
    {
    }

    private TableRows(Table table, PreparedTable prepared, GanTrainerOptions options)
        : this(table, new TableSpace(TableEncoder.Fit(table, prepared.Constraints.Adjust(prepared.Encoding)), prepared.Constraints), options)
    {
    }

    private TableRows(Table table, TableSpace space, GanTrainerOptions options)
        : base(space)
    {
        (int[] train, int[] heldOut) = Split(table.RowCount, options);
        FloatMatrix all = space.Encoder.Encode(table, options.Seed);
        Fingerprint = Hash<float>(all.Values);
        _rows = Take(all, train);
        HeldOut = Take(all, heldOut);
        _order = new EpochOrder(train.Length, options.Seed);
    }

    public override IReadOnlyList<string> Remarks => [.. ((TableSpace)Space).Encoder.Remarks];

    public override FloatMatrix HeldOut { get; }

    public override ulong Fingerprint { get; }

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

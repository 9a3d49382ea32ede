namespace FGan.Data;

/// <summary>A table ready to be learned from: its rows, and how its columns are to be encoded.</summary>
/// <param name="Table">The rows.</param>
/// <param name="Encoding">How they are to be encoded.</param>
public sealed record PreparedTable(Table Table, TableEncoderOptions Encoding) : IDataset
{
    /// <summary>What must hold in every row that is made.</summary>
    public TableConstraints Constraints { get; private init; } = TableConstraints.None;

    /// <summary>The same table under constraints; rows that break one are left out, and counted in a remark.</summary>
    /// <param name="texts">Such as <c>start &lt;= end</c> or <c>city, zip together</c>.</param>
    /// <exception cref="DataException">A constraint is none, or every row breaks one.</exception>
    public PreparedTable Under(IReadOnlyList<string> texts)
    {
        (TableConstraints constraints, Table kept, IReadOnlyList<string> remarks) = TableConstraints.Fit([.. Constraints.Texts, .. texts], Table, Encoding.Rules);
        return this with { Table = kept, Constraints = constraints, Remarks = [.. Remarks, .. remarks] };
    }

    /// <summary>What was done to the table, one sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <inheritdoc/>
    public int Count => Table.RowCount;

    /// <inheritdoc/>
    public string Describe() => Table.Describe();
}

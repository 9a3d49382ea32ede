namespace FGan.Data;

/// <summary>A table ready to be learned from: its rows, and how its columns are to be encoded.</summary>
/// <param name="Table">The rows.</param>
/// <param name="Encoding">How they are to be encoded.</param>
public sealed record PreparedTable(Table Table, TableEncoderOptions Encoding) : IDataset
{
    /// <summary>What was done to the table, one sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <inheritdoc/>
    public int Count => Table.RowCount;

    /// <inheritdoc/>
    public string Describe() => Table.Describe();
}

using FGan.Data;

namespace FGan;

/// <summary>The rows of a table that an encoder is fitted to: all of a small table, of a great one enough for quartiles and every category.</summary>
internal static class EncodingRows
{
    private const int Enough = 200_000;

    public static Table Of(Table table)
    {
        if (table.RowCount <= Enough) return table;
        var rows = new SortedSet<int>();
        for (var i = 0; i < Enough; i++) rows.Add((int)((long)i * table.RowCount / Enough));
        foreach (var column in table.Columns) AddFirsts(column, rows);
        return table.Take([.. rows]);
    }

    // Of each category, and of what is missing, at least one row, since the encoder must know it.
    private static void AddFirsts(Column column, SortedSet<int> rows)
    {
        if (column is CategoricalColumn categories)
        {
            var seen = new HashSet<int>();
            for (var row = 0; row < column.Count; row++)
                if (seen.Add(categories.Codes[row])) rows.Add(row);
            return;
        }
        if (column.MissingCount == 0) return;
        var numbers = (NumericColumn)column;
        var missing = 0;
        while (!double.IsNaN(numbers[missing])) missing++;
        rows.Add(missing);
    }
}

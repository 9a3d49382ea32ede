using FGan.Data;

namespace FGan;

/// <summary>Leaves out of tables what cannot be compared: identifiers, which are made anew and equal none of the data's.</summary>
public static class ComparableTables
{
    /// <summary>The tables without the identifiers of the first.</summary>
    /// <param name="real">The real table; its columns say which are identifiers.</param>
    /// <param name="others">Tables with the same columns.</param>
    /// <returns>All of them in order, and the names left out; tables of nothing but identifiers stay as they are.</returns>
    public static (IReadOnlyList<Table> Tables, IReadOnlyList<string> LeftOut) Of(Table real, params IEnumerable<Table> others)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(others);
        Table[] tables = [real, .. others];
        string[] identifiers = [.. real.Columns.Where(column => TableEncoder.IsIdentifier(column)).Select(column => column.Name)];
        if (identifiers.Length == 0 || identifiers.Length == real.Columns.Length) return (tables, []);
        return ([.. tables.Select(table => table.Drop(identifiers.Where(table.Contains)))], identifiers);
    }
}

using System.Collections.Immutable;
using System.Globalization;

namespace FGan.Data;

/// <summary>Brings a table to a schema, and makes of the schema's words what an encoder is told.</summary>
internal sealed class SchemaApplication(TableSchema schema, string tableName)
{
    private readonly Dictionary<string, ColumnRule> _rules = new(StringComparer.Ordinal);
    private readonly List<string> _remarks = [];
    private bool[] _isIn = [];

    public PreparedTable Apply(Table table, TableEncoderOptions encoding)
    {
        RequireSameColumns(table);
        _isIn = new bool[table.RowCount];
        Array.Fill(_isIn, true);
        var columns = new List<Column>();
        foreach (SchemaColumn said in schema.Columns)
        {
            if (said.Kind == SchemaKind.LeaveOut) _remarks.Add($"column {DataException.Show(said.Name)} is left out");
            else columns.Add(Conform(said, table[said.Name]));
        }

        if (columns.Count == 0) throw new DataException("leaves every column out; keep at least one", schema.File);
        return Constrained(new PreparedTable(RowsWithin(new Table(columns)), encoding with { Rules = _rules }) { Remarks = _remarks });
    }

    private PreparedTable Constrained(PreparedTable prepared)
    {
        try
        {
            return prepared.Under(schema.Constraints);
        }
        catch (DataException e)
        {
            throw new DataException(e.Problem, schema.File, column: e.Column, inner: e);
        }
    }

    private void RequireSameColumns(Table table)
    {
        foreach (SchemaColumn said in schema.Columns)
        {
            if (!table.Contains(said.Name))
                throw Fault(said, $"is not in {tableName}, which has {string.Join(", ", table.Names.Take(20))}; correct the name, or drop the entry");
        }

        var known = schema.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        if (table.Names.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new DataException(
                $"{tableName} has this column, the schema has not; add it, with \"kind\": \"leave-out\" if it is not to be learned",
                schema.File, column: unknown);
    }

    private Column Conform(SchemaColumn said, Column column)
    {
        switch (said.Kind)
        {
            case SchemaKind.Number:
                NumericColumn numbers = Rounded(said, AsNumbers(said, column));
                Bound(said, numbers);
                return numbers;
            case SchemaKind.Date:
                NumericColumn dates = AsDates(said, column);
                Bound(said, dates);
                return dates;
            default:
                CategoricalColumn words = TableUnion.AsCategorical(column);
                _rules[said.Name] = new ColumnRule
                {
                    IsIdentifier = said.Kind == SchemaKind.Identifier,
                    Categories = said.Categories?.ToImmutableHashSet(StringComparer.Ordinal),
                };
                SayUnseen(said, words);
                return words;
        }
    }

    private NumericColumn AsNumbers(SchemaColumn said, Column column)
    {
        if (column is NumericColumn { Kind: ColumnKind.Numeric } already) return already;
        CategoricalColumn words = TableUnion.AsCategorical(column);
        var style = new NumberStyle();
        var numbers = new double[words.Levels.Length];
        for (int level = 0; level < numbers.Length; level++)
        {
            NumberToken token = NumberText.Read(words.Levels[level], '.');
            if (token.Form != NumberForm.Number)
                throw Fault(said, $"is said to hold numbers, but {tableName} holds {DataException.Show(words.Levels[level])} in it; correct the kind, or the data");
            style.Add(token);
            numbers[level] = token.Value;
        }

        return NumericColumn.Own(column.Name, Numbers(words, numbers), style.Notation);
    }

    private NumericColumn AsDates(SchemaColumn said, Column column)
    {
        if (column is NumericColumn { Kind: ColumnKind.Date } already) return already;
        CategoricalColumn words = TableUnion.AsCategorical(column);
        DateNotation notation = DateNotation.Find(words.Levels)
            ?? throw Fault(said, $"is said to hold dates, but {tableName} has no one date format in it; correct the kind, or the data");
        return NumericColumn.Own(column.Name, Numbers(words, [.. words.Levels.Select(notation.Parse)]), notation);
    }

    private static double[] Numbers(CategoricalColumn words, double[] ofLevels) =>
        Array.ConvertAll(words.Codes.ToArray(), code => code == CategoricalColumn.Missing ? double.NaN : ofLevels[code]);

    private static NumericColumn Rounded(SchemaColumn said, NumericColumn column)
    {
        if (said.Decimals is not { } decimals || decimals == column.Decimals) return column;
        return new NumericColumn(
            column.Name, Array.ConvertAll(column.Values.ToArray(), value => Math.Round(value, decimals)), decimals, column.TrimsZeros);
    }

    /// <summary>Notes the bounds, and the rows that lie beyond them.</summary>
    private void Bound(SchemaColumn said, NumericColumn column)
    {
        double? least = Number(said, said.Minimum, column), greatest = Number(said, said.Maximum, column);
        if (least > greatest)
            throw Fault(said, $"has the minimum {said.Minimum} above the maximum {said.Maximum}; exchange them");
        _rules[said.Name] = new ColumnRule { Minimum = least, Maximum = greatest };
        int beyond = 0;
        for (int row = 0; row < column.Count; row++)
        {
            if (!(column[row] < least) && !(column[row] > greatest)) continue;
            beyond++;
            _isIn[row] = false;
        }

        if (beyond > 0)
            _remarks.Add($"{beyond} of {column.Count} rows are left out because {DataException.Show(said.Name)} lies outside {said.Minimum ?? "−∞"} to {said.Maximum ?? "∞"}");
    }

    private double? Number(SchemaColumn said, string? bound, NumericColumn column)
    {
        if (bound is null) return null;
        double? value = column.Notation is DateNotation dates ? dates.TryParse(bound)
            : double.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number
            : null;
        return value is { } found && double.IsFinite(found) ? value : throw Fault(
            said,
            $"has the bound {DataException.Show(bound)}; write it " + (column.DatePattern is { } pattern ? $"as the data do ({pattern})" : "as a number"));
    }

    private void SayUnseen(SchemaColumn said, CategoricalColumn words)
    {
        if (said.Categories is not { } listed) return;
        string[] unseen = [.. listed.Except(words.Levels, StringComparer.Ordinal)];
        if (unseen.Length > 0)
            _remarks.Add($"column {DataException.Show(said.Name)} never holds {string.Join(", ", unseen.Take(5).Select(level => DataException.Show(level)))}, which the schema lists; it cannot be learned");
    }

    private Table RowsWithin(Table table)
    {
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => _isIn[row])];
        if (rows.Length == table.RowCount) return table;
        return rows.Length > 0 ? table.Take(rows) : throw new DataException(
            $"leaves no row of {tableName}: every one lies outside the bounds of some column; widen them", schema.File);
    }

    private DataException Fault(SchemaColumn said, string problem) => new(problem, schema.File, said.Line, said.Name);
}

using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>Brings two tables to the same columns, kinds and levels, and joins them.</summary>
internal static class TableUnion
{
    public static (Table First, Table Second) Reconcile(Table first, Table second, string firstName, string secondName)
    {
        RequireSameNames(first, second, firstName, secondName);
        RequireSameNames(second, first, secondName, firstName);
        var pairs = first.Columns.Select(column => Reconcile(column, second[column.Name])).ToArray();
        return (new Table(pairs.Select(pair => pair.First)), new Table(pairs.Select(pair => pair.Second)));
    }

    public static Table Concat(Table first, Table second)
    {
        (first, second) = Reconcile(first, second, "the first table", "the second table");
        return new Table(first.Columns.Zip(second.Columns, Concat));
    }

    private static void RequireSameNames(Table has, Table needs, string hasName, string needsName)
    {
        string[] lacking = [.. has.Names.Where(name => !needs.Contains(name))];
        if (lacking.Length == 0) return;
        string list =
            string.Join(", ", lacking.Take(5).Select(name => DataException.Show(name))) + (
                lacking.Length > 5 ? ", …" : "");
        throw new DataException($"lacks {list}, which {hasName} has; both need the same columns", needsName);
    }

    private static (Column First, Column Second) Reconcile(Column first, Column second) => (first, second) switch
    {
        (NumericColumn a, NumericColumn b) when AreComparable(a.Notation, b.Notation) => (a, b),
        (CategoricalColumn a, CategoricalColumn b) => UniteLevels(a, b),
        _ when IsEmpty(first) => (EmptyLike(second, first.Count), second),
        _ when IsEmpty(second) => (first, EmptyLike(first, second.Count)),
        _ => UniteLevels(AsCategorical(first), AsCategorical(second)),
    };

    /// <summary>
    /// Numbers are comparable with numbers, dates with dates if both have a time of day or both have none.
    /// </summary>
    private static bool AreComparable(NumberNotation a, NumberNotation b) =>
        a is DateNotation x && b is DateNotation y ? x.IsComparableWith(y) : a.GetType() == b.GetType();

    private static bool IsEmpty(Column column) => column.MissingCount == column.Count;

    private static Column EmptyLike(Column model, int count)
    {
        if (model is NumericColumn numeric)
        {
            var values = new double[count];
            Array.Fill(values, double.NaN);
            return NumericColumn.Own(model.Name, values, numeric.Notation);
        }

        var codes = new int[count];
        Array.Fill(codes, CategoricalColumn.Missing);
        return CategoricalColumn.Own(model.Name, codes, ((CategoricalColumn)model).Levels);
    }

    /// <summary>The column as words, each value as it is written.</summary>
    public static CategoricalColumn AsCategorical(Column column) => column as CategoricalColumn
        ?? CategoricalColumn.FromWords(column.Name, Enumerable.Range(0, column.Count).Select(column.Format));

    private static (CategoricalColumn First, CategoricalColumn Second) UniteLevels(
        CategoricalColumn a, CategoricalColumn b)
    {
        if (a.Levels.SequenceEqual(b.Levels)) return (a, b);
        var united = a.Levels.Union(b.Levels, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        return (Recode(a, united), Recode(b, united));
    }

    private static CategoricalColumn Recode(CategoricalColumn column, ImmutableArray<string> levels)
    {
        var codeOf =
            levels.Select((level, code) => (level, code)).ToDictionary(
                p => p.level, p => p.code, StringComparer.Ordinal);
        int[] recoded = [.. column.Levels.Select(level => codeOf[level])];
        var codes = new int[column.Count];
        for (int i = 0; i < codes.Length; i++)
        {
            int code = column.Codes[i];
            codes[i] = code == CategoricalColumn.Missing ? code : recoded[code];
        }

        return CategoricalColumn.Own(column.Name, codes, levels);
    }

    private static Column Concat(Column first, Column second)
    {
        if (first is NumericColumn a && second is NumericColumn b)
            return NumericColumn.Own(a.Name, [.. a.Values, .. b.Values], Finer(a.Notation, b.Notation));
        var (c, d) = ((CategoricalColumn)first, (CategoricalColumn)second);
        return CategoricalColumn.Own(c.Name, [.. c.Codes, .. d.Codes], c.Levels);
    }

    private static NumberNotation Finer(NumberNotation a, NumberNotation b) => (a, b) switch
    {
        (DecimalNotation { Decimals: { } x } c, DecimalNotation { Decimals: { } y } d) => new DecimalNotation(
            Math.Max(x, y), c.TrimsZeros || d.TrimsZeros),
        (DecimalNotation, _) => new DecimalNotation(null, false),
        _ => a.Unit <= b.Unit ? a : b,
    };
}

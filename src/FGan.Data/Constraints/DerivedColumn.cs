using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace FGan.Data;

/// <summary>
/// Columns that are learned in another form, in which a constraint holds by construction. It is data, and serialises as
/// JSON.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "by")]
[JsonDerivedType(typeof(DifferenceColumn), "difference")]
[JsonDerivedType(typeof(CombinedColumn), "combination")]
internal abstract record DerivedColumn
{
    /// <summary>Puts the form that is learned in the place of the columns.</summary>
    public abstract Table Derive(Table table);

    /// <summary>Puts the columns in the place of the form that is learned.</summary>
    public abstract Table Restore(Table table);

    /// <summary>Throws a <see cref="DataException"/> when it is inconsistent, read from a file.</summary>
    public abstract void Check();
}

/// <summary>
/// High ≥ Low: High is learned as the difference High − Low, which is never below <paramref name="Least"/>.
/// </summary>
/// <param name="Low">The column below; it has a value in every row.</param>
/// <param name="High">The column above.</param>
/// <param name="Least">The least difference that the constraint allows: 0, or a step above it.</param>
/// <param name="Format">What the numbers of High are.</param>
internal sealed record DifferenceColumn(string Low, string High, double Least, NumberFormat Format) : DerivedColumn
{
    public override Table Derive(Table table)
    {
        ReadOnlySpan<double> low = table.Numeric(Low).Values, high = table.Numeric(High).Values;
        var differences = new double[high.Length];

        // Rounded, because 0.3 − 0.1 is not quite 0.2 and the differences' own grain would not be seen.
        int? decimals = Decimals(table.Numeric(Low).Notation, Format.Notation);
        for (int row = 0; row < differences.Length; row++)
            differences[row] = decimals is { } places ? Math.Round(high[row] - low[row], places) : high[row] - low[row];
        return table.With(NumericColumn.Own(High, differences, new DecimalNotation(decimals, false)));
    }

    public override Table Restore(Table table)
    {
        ReadOnlySpan<double> low = table.Numeric(Low).Values, differences = table.Numeric(High).Values;
        var high = new double[low.Length];
        for (int row = 0; row < high.Length; row++) high[row] = Above(low[row], differences[row]);
        return table.With(Format.Column(High, high));
    }

    public override void Check()
    {
        if (string.IsNullOrEmpty(Low) || string.IsNullOrEmpty(High) || Low == High || Format is not { IsSound: true } || !(Least >= 0))
            throw new DataException("a difference of columns is unsound; the file is damaged");
    }

    /// <summary>The number of High nearest to low + difference that its format allows and that is not below low.</summary>
    private double Above(double low, double difference)
    {
        if (double.IsNaN(low) || double.IsNaN(difference)) return double.NaN;
        double value = Format.Restore(low + Math.Max(difference, Least));
        if (value >= low + Least || Format.Step == 0) return Math.Max(value, Math.Min(low + Least, Format.Maximum));
        return Format.Restore(value + (Format.Step * Math.Ceiling((low + Least - value) / Format.Step)));
    }

    private static int? Decimals(NumberNotation low, NumberNotation high) =>
        low is DecimalNotation { Decimals: { } a } && high is DecimalNotation { Decimals: { } b } ? Math.Max(a, b)
        : low is DateNotation && high is DateNotation && low.Unit >= 1 && high.Unit >= 1 ? 0
        : null;
}

/// <summary>Columns whose combinations are those of the data: learned as one category.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Notations">How the numbers of each are written; null for a column of categories.</param>
internal sealed record CombinedColumn(ImmutableArray<string> Columns, ImmutableArray<NumberNotation?> Notations) : DerivedColumn
{
    /// <summary>Stands between the values of a combination; no value of a table that people read holds it.</summary>
    public const char Separator = '\u001f';

    /// <summary>What the combined column is called.</summary>
    public string Name => string.Join(", ", Columns);

    public static CombinedColumn Of(Table table, IEnumerable<string> names) =>
        new([.. names], [.. names.Select(name => (table[name] as NumericColumn)?.Notation)]);

    public override Table Derive(Table table)
    {
        Column[] parts = [.. Columns.Select(name => table[name])];
        var combined = CategoricalColumn.FromWords(
            Name, Enumerable.Range(0, table.RowCount).Select(row => string.Join(Separator, parts.Select(part => part.Format(row)))));
        return new Table(table.Columns.Where(column => column.Name == Columns[0] || !Columns.Contains(column.Name))
            .Select(column => column.Name == Columns[0] ? combined : column));
    }

    public override Table Restore(Table table)
    {
        CategoricalColumn combined = table.Categorical(Name);
        string[][] parts = [.. combined.Levels.Select(level => level.Split(Separator))];
        Column[] made = [.. Columns.Select((name, i) => Part(name, i, combined, parts))];
        return new Table(table.Columns.SelectMany(column => column.Name == Name ? made : [column]));
    }

    public override void Check()
    {
        if (Columns.IsDefault || Columns.Length < 2 || Notations.IsDefault || Notations.Length != Columns.Length
            || Columns.Any(string.IsNullOrEmpty) || Notations.Any(notation => notation is { IsSound: false }))
            throw new DataException("a combination of columns is unsound; the file is damaged");
    }

    private Column Part(string name, int index, CategoricalColumn combined, string[][] parts)
    {
        string?[] ofLevel = [.. parts.Select(part => index < part.Length && part[index].Length > 0 ? part[index] : null)];
        if (Notations[index] is not { } notation)
        {
            string?[] words = new string?[combined.Count];
            for (int row = 0; row < words.Length; row++) words[row] = combined.IsMissing(row) ? null : ofLevel[combined.Codes[row]];

            // Every word that can be made is a level, also where no row has it: conditions may ask for it.
            ImmutableArray<string> levels = [.. ofLevel.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            return new CategoricalColumn(name, Array.ConvertAll(words, word => word is null ? CategoricalColumn.Missing : levels.BinarySearch(word, StringComparer.Ordinal)), levels);
        }

        double[] numbers = [.. ofLevel.Select(text => notation.Parse(text))];
        var values = new double[combined.Count];
        for (int row = 0; row < values.Length; row++) values[row] = combined.IsMissing(row) ? double.NaN : numbers[combined.Codes[row]];
        return NumericColumn.Own(name, values, notation);
    }
}

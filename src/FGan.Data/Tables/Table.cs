using System.Collections.Immutable;
using FGan.Numerics;

namespace FGan.Data;

/// <summary>Named columns of equal length, immutable.</summary>
public sealed class Table : IDataset
{
    private readonly Dictionary<string, int> _indexOf;

    /// <summary>Makes a table of columns.</summary>
    /// <param name="columns">At least one column; equal lengths, different names.</param>
    /// <exception cref="ArgumentException">There is no column, lengths differ, or a name occurs twice.</exception>
    public Table(params IEnumerable<Column> columns)
    {
        Columns = [.. columns];
        if (Columns.IsEmpty) throw new ArgumentException("A table needs at least one column.", nameof(columns));
        RowCount = Columns[0].Count;
        _indexOf = new Dictionary<string, int>(Columns.Length, StringComparer.Ordinal);
        for (int i = 0; i < Columns.Length; i++)
        {
            Column column = Columns[i];
            if (column.Count != RowCount)
                throw new ArgumentException(
                    $"Column {column.Name} has {column.Count} rows; {Columns[0].Name} has {RowCount}.",
                    nameof(columns));
            if (!_indexOf.TryAdd(column.Name, i))
                throw new ArgumentException(
                    $"Two columns are named {column.Name}; names must differ.", nameof(columns));
        }
    }

    /// <summary>The columns in the order of the file.</summary>
    public ImmutableArray<Column> Columns { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <inheritdoc/>
    int IDataset.Count => RowCount;

    /// <summary>The names of the columns in order.</summary>
    public IEnumerable<string> Names => Columns.Select(column => column.Name);

    /// <summary>
    /// The kind of each column by name, as <see cref="CsvOptions.Kinds"/> takes them to read another file alike.
    /// </summary>
    public ImmutableDictionary<string, ColumnKind> Kinds => Columns.ToImmutableDictionary(c => c.Name, c => c.Kind);

    /// <summary>The column of a name.</summary>
    /// <param name="name">The name; case matters.</param>
    /// <exception cref="DataException">No column has that name; near names are listed.</exception>
    public Column this[string name] => Columns[IndexOf(name)];

    /// <summary>Makes a table of numeric columns from a row-major matrix.</summary>
    /// <param name="values">
    /// Rows one after another, <c>values.Length / columns</c> of them; NaN is a missing value.
    /// </param>
    /// <param name="columns">The number of columns, at least 1.</param>
    /// <param name="names">Their names; x0, x1, … when left out.</param>
    /// <returns>A table that writes its numbers in their shortest exact form.</returns>
    public static Table FromMatrix(ReadOnlySpan<double> values, int columns, IReadOnlyList<string>? names = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (values.Length % columns != 0)
            throw new ArgumentException($"{values.Length} values do not fill rows of {columns}.", nameof(values));
        int rows = values.Length / columns;
        var made = new Column[columns];
        for (int c = 0; c < columns; c++)
        {
            var column = new double[rows];
            for (int r = 0; r < rows; r++) column[r] = values[(r * columns) + c];
            made[c] = NumericColumn.Own(names?[c] ?? $"x{c}", column, new DecimalNotation(null, false));
        }

        return new Table(made);
    }

    /// <summary>Puts the rows of tables one after another.</summary>
    /// <param name="first">Sets the order of columns.</param>
    /// <param name="second">Has the same columns and kinds, as <see cref="Reconcile"/> makes them.</param>
    /// <returns>The rows of both; levels are united.</returns>
    /// <exception cref="DataException">The columns differ.</exception>
    public static Table Concat(Table first, Table second) => TableUnion.Concat(first, second);

    /// <summary>
    /// Makes two tables comparable: the second gets the first's order of columns, a column has one kind in both (text
    /// that is a number in just one of them becomes a category), and both have the united levels.
    /// </summary>
    /// <param name="first">Sets the order of columns.</param>
    /// <param name="second">Must have the same column names, in any order.</param>
    /// <param name="firstName">What error messages call the first table, for instance its path.</param>
    /// <param name="secondName">What error messages call the second table.</param>
    /// <returns>Both tables, with equal names, kinds and levels.</returns>
    /// <exception cref="DataException">A column stands in one table only.</exception>
    public static (Table First, Table Second) Reconcile(
        Table first, Table second, string firstName = "the first table", string secondName = "the second table") =>
        TableUnion.Reconcile(first, second, firstName, secondName);

    /// <summary>Tells whether there is a column of that name.</summary>
    /// <param name="name">The name; case matters.</param>
    /// <returns>True when <c>this[name]</c> would not throw.</returns>
    public bool Contains(string name) => _indexOf.ContainsKey(name);

    /// <summary>The numeric column of a name.</summary>
    /// <param name="name">The name; case matters.</param>
    /// <returns>The column.</returns>
    /// <exception cref="DataException">There is none, or it is not numeric.</exception>
    public NumericColumn Numeric(string name) => this[name] as NumericColumn
        ?? throw new DataException("is not numeric; name a numeric column", column: name);

    /// <summary>The categorical column of a name.</summary>
    /// <param name="name">The name; case matters.</param>
    /// <returns>The column.</returns>
    /// <exception cref="DataException">There is none, or it is not categorical.</exception>
    public CategoricalColumn Categorical(string name) => this[name] as CategoricalColumn
        ?? throw new DataException(
            "is not categorical; name a categorical column, or declare this one so", column: name);

    /// <summary>Makes the table of the columns named, in that order.</summary>
    /// <param name="names">At least one name, none twice.</param>
    /// <returns>A table that shares the columns.</returns>
    /// <exception cref="DataException">No column has one of the names.</exception>
    public Table Select(params IEnumerable<string> names) => new(names.Select(name => this[name]));

    /// <summary>Makes the table without the columns named.</summary>
    /// <param name="names">Names of columns; at least one column must remain.</param>
    /// <returns>A table that shares the other columns.</returns>
    /// <exception cref="DataException">No column has one of the names.</exception>
    public Table Drop(params IEnumerable<string> names)
    {
        var dropped = names.Select(IndexOf).ToHashSet();
        return new Table(Columns.Where((_, i) => !dropped.Contains(i)));
    }

    /// <summary>Makes the table in which a column takes the place of the one of its name.</summary>
    /// <param name="column">As long as the table, with the name of one of its columns.</param>
    /// <returns>A table that shares the other columns.</returns>
    /// <exception cref="DataException">No column has its name.</exception>
    public Table With(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return new Table(Columns.SetItem(IndexOf(column.Name), column));
    }

    /// <summary>Makes the table of the rows named, in that order; a row may recur.</summary>
    /// <param name="rows">Row numbers, from 0.</param>
    /// <returns>A table of <c>rows.Length</c> rows.</returns>
    public Table Take(ReadOnlySpan<int> rows)
    {
        var taken = new Column[Columns.Length];
        for (int i = 0; i < taken.Length; i++) taken[i] = Columns[i].Take(rows);
        return new Table(taken);
    }

    /// <summary>Deals the rows out at random into disjoint parts that together hold every row.</summary>
    /// <param name="seed">The same seed gives the same parts.</param>
    /// <param name="fractions">
    /// The share of each part: positive, with sum 1. Sizes are rounded so that every row is dealt.
    /// </param>
    /// <returns>One table a fraction, in that order.</returns>
    public ImmutableArray<Table> Split(ulong seed, params ReadOnlySpan<double> fractions)
    {
        double sum = 0, filled = 0;
        foreach (double fraction in fractions)
        {
            if (!(fraction > 0))
                throw new ArgumentException($"A part has share {fraction}; shares are positive.", nameof(fractions));
            sum += fraction;
        }

        if (Math.Abs(sum - 1) > 1e-9)
            throw new ArgumentException($"The shares sum to {sum}; they must sum to 1.", nameof(fractions));
        var order = new int[RowCount];
        new Philox(seed, DataStream.Split).Permutation(order);
        var parts = ImmutableArray.CreateBuilder<Table>(fractions.Length);
        int start = 0;
        foreach (double fraction in fractions)
        {
            filled += fraction / sum;
            int end = parts.Count == fractions.Length - 1 ? RowCount : (int)Math.Round(filled * RowCount);
            parts.Add(Take(order.AsSpan(start..end)));
            start = end;
        }

        return parts.MoveToImmutable();
    }

    /// <inheritdoc/>
    public string Describe()
    {
        var kinds =
            Columns.CountBy(column => column.Kind).OrderBy(kind => kind.Key).Select(
                kind => $"{kind.Value} {kind.Key.ToString().ToLowerInvariant()}");
        return $"{RowCount} row{(RowCount == 1 ? "" : "s")}, {Columns.Length} column{(Columns.Length == 1 ? "" : "s")} ({string.Join(", ", kinds)})";
    }

    /// <inheritdoc/>
    public override string ToString() => Describe();

    private int IndexOf(string name) => _indexOf.TryGetValue(name, out int index)
        ? index
        : throw new DataException($"there is no column {DataException.Show(name)}; there are {Known()}");

    private string Known()
    {
        const int Shown = 20;
        string more = Columns.Length > Shown ? $" and {Columns.Length - Shown} more" : "";
        return string.Join(", ", Names.Take(Shown)) + more;
    }
}

using System.Collections.Immutable;
using System.Text.Json;

namespace FGan.Data;

/// <summary>What must hold in every row that is made: inequalities of columns, fixed combinations, any condition.</summary>
/// <remarks>
/// <c>start &lt;= end</c> holds by construction where start is never missing: end is learned as the difference.
/// <c>city, zip together</c> does too: the combinations of the data are learned as one category. Any other condition of
/// <see cref="RowCondition"/> is checked: rows that break it are to be drawn anew. A condition that a missing value
/// leaves open is not broken.
/// </remarks>
public sealed class TableConstraints
{
    private const int CurrentVersion = 1;

    private readonly ImmutableArray<DerivedColumn> _derived;
    private readonly ImmutableArray<string> _order;
    private readonly ImmutableArray<string> _checks;

    private TableConstraints(ImmutableArray<string> texts, ImmutableArray<string> order, ImmutableArray<DerivedColumn> derived, ImmutableArray<string> checks) =>
        (Texts, _order, _derived, _checks) = (texts, order, derived, checks);

    /// <summary>No constraints.</summary>
    public static TableConstraints None { get; } = new([], [], [], []);

    /// <summary>The constraints as they were written.</summary>
    public ImmutableArray<string> Texts { get; }

    /// <summary>Those that do not hold by construction.</summary>
    public IReadOnlyList<string> Checks => _checks;

    /// <summary>Whether rows must be checked after they were made.</summary>
    public bool NeedChecks => !_checks.IsEmpty;

    /// <summary>Reads constraints on the columns of a table.</summary>
    /// <param name="texts">Such as <c>start &lt;= end</c>, <c>city, zip together</c>, <c>age between 18 and 65</c>.</param>
    /// <param name="table">The table to be learned from.</param>
    /// <param name="rules">What is known of its columns beside the values.</param>
    /// <returns>The constraints, and the table without the rows that break one, with remarks that count them.</returns>
    /// <exception cref="DataException">A constraint is none, names a column that is not there, or every row breaks one.</exception>
    internal static (TableConstraints Constraints, Table Kept, IReadOnlyList<string> Remarks) Fit(
        IReadOnlyList<string> texts, Table table, IReadOnlyDictionary<string, ColumnRule> rules)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(table);
        if (texts.Count == 0) return (None, table, []);
        var builder = new ConstraintBuilder(table, rules);
        foreach (string text in texts) builder.Add(text);
        (ImmutableArray<DerivedColumn> derived, ImmutableArray<string> checks) = builder.Build();
        return (new TableConstraints([.. texts], [.. table.Names], derived, checks), builder.Kept, builder.Remarks);
    }

    /// <summary>Restores constraints from <see cref="ToJson"/>.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="DataException">The text holds no constraints, or inconsistent ones.</exception>
    public static TableConstraints FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            Saved saved = JsonSerializer.Deserialize<Saved>(json, TableEncoder.Json) ?? throw new JsonException("null");
            if (saved.Version != CurrentVersion)
                throw new DataException($"the constraints have version {saved.Version}; this program reads {CurrentVersion}");
            if (saved.Texts.IsDefault || saved.Order.IsDefault || saved.Checks.IsDefault || saved.Derived.IsDefault || saved.Derived.Any(column => column is null))
                throw new JsonException("a list is missing");
            foreach (DerivedColumn column in saved.Derived) column.Check();
            return new TableConstraints(saved.Texts, saved.Order, saved.Derived, saved.Checks);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            throw new DataException($"the constraints' JSON is damaged ({DataException.Brief(e)})", inner: e);
        }
    }

    /// <summary>Writes the constraints as JSON: everything they know of the table.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Saved(CurrentVersion, Texts, _order, _derived, _checks), TableEncoder.Json);

    /// <summary>The table in the form that is learned.</summary>
    /// <param name="table">Rows none of which breaks a constraint.</param>
    public Table Derive(Table table) => _derived.Reverse().Aggregate(table, (derived, column) => column.Derive(derived));

    /// <summary>The table of rows in the form that is learned.</summary>
    /// <param name="derived">Rows as an encoder makes them that was fitted to <see cref="Derive"/>.</param>
    /// <exception cref="DataException">The rows lack a column that the constraints need.</exception>
    public Table Restore(Table derived)
    {
        ArgumentNullException.ThrowIfNull(derived);
        if (_derived.IsEmpty) return derived;
        return _derived.Aggregate(derived, (table, column) => column.Restore(table)).Select(_order);
    }

    /// <summary>How the derived form is to be encoded.</summary>
    /// <param name="encoding">How the table would be encoded.</param>
    public TableEncoderOptions Adjust(TableEncoderOptions encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        if (_derived.IsEmpty) return encoding;
        var rules = new Dictionary<string, ColumnRule>(encoding.Rules, StringComparer.Ordinal);
        foreach (DerivedColumn column in _derived)
        {
            if (column is DifferenceColumn difference) rules.Remove(difference.High);
            if (column is CombinedColumn combined) rules[combined.Name] = new ColumnRule { IsIdentifier = false };
        }

        return encoding with { Rules = rules };
    }

    /// <summary>Tells which rows break a constraint.</summary>
    /// <param name="table">Rows as <see cref="Restore"/> makes them.</param>
    /// <returns>One answer a row.</returns>
    public bool[] Breaks(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var breaks = new bool[table.RowCount];
        foreach (string text in _checks)
        {
            bool[] fails = RowCondition.Parse(text, table).Fails(table);
            for (int row = 0; row < breaks.Length; row++) breaks[row] |= fails[row];
        }

        return breaks;
    }

    /// <summary>The columns of the table whose values follow from those of a column of the derived form alone.</summary>
    /// <param name="column">The column of the derived form.</param>
    internal IReadOnlySet<string> Determined(string column)
    {
        IEnumerable<string> made = _derived.OfType<CombinedColumn>().FirstOrDefault(combined => combined.Name == column)?.Columns ?? [column];
        return made.Except(_derived.OfType<DifferenceColumn>().Select(difference => difference.High)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The numbers that can be made, by column, where an encoder makes those of the derived form.</summary>
    internal IReadOnlyDictionary<string, ColumnRange> Ranges(IReadOnlyDictionary<string, ColumnRange> ofEncoder)
    {
        if (_derived.IsEmpty) return ofEncoder;
        var ranges = new Dictionary<string, ColumnRange>(ofEncoder, StringComparer.Ordinal);
        foreach (DifferenceColumn difference in _derived.OfType<DifferenceColumn>()) ranges[difference.High] = difference.Format.Range;
        return ranges;
    }

    private sealed record Saved(
        int Version, ImmutableArray<string> Texts, ImmutableArray<string> Order, ImmutableArray<DerivedColumn> Derived, ImmutableArray<string> Checks);
}

using System.Collections.Immutable;
using System.Globalization;

namespace FGan.Data;

/// <summary>Reads constraints one after another and decides which hold by construction.</summary>
internal sealed class ConstraintBuilder(Table table, IReadOnlyDictionary<string, ColumnRule> rules)
{
    private readonly List<DifferenceColumn> _differences = [];
    private readonly List<CombinedColumn> _combined = [];
    private readonly List<string> _checks = [];
    private readonly List<string> _remarks = [];
    private readonly List<(string Text, string Low, string High, bool IsStrict)> _inequalities = [];

    /// <summary>The rows that break none of the constraints so far.</summary>
    public Table Kept { get; private set; } = table;

    /// <summary>What was left out, one sentence each.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    public void Add(string text)
    {
        if (Together(text) is { } names)
        {
            Combine(text, names);
            return;
        }

        RowCondition condition = RowCondition.Parse(text, Kept);
        LeaveOut(condition);
        if (condition.Inequality is var (low, high, isStrict)) _inequalities.Add((text, low, high, isStrict));
        else _checks.Add(text);
    }

    public (ImmutableArray<DerivedColumn> Derived, ImmutableArray<string> Checks) Build()
    {
        foreach ((string text, string low, string high, bool isStrict) in _inequalities)
        {
            if (CanDiffer(low, high)) _differences.Add(Difference(low, high, isStrict));
            else _checks.Add(text);
        }

        // A difference is restored from a column that is itself restored before it.
        var order = new List<DerivedColumn>(_combined);
        var waiting = new List<DifferenceColumn>(_differences);
        while (waiting.Count > 0)
        {
            DifferenceColumn next = waiting.First(one => !waiting.Exists(other => other.High == one.Low));
            waiting.Remove(next);
            order.Add(next);
        }

        return ([.. order], [.. _checks]);
    }

    /// <summary>The names of <c>a, b together</c>; null for any other text.</summary>
    private static List<ConditionToken>? Together(string text)
    {
        List<ConditionToken> tokens = ConditionLexer.Split(text);
        if (tokens.Count < 2 || !tokens[^2].Is("together")) return null;
        var names = new List<ConditionToken>();
        for (int i = 0; i < tokens.Count - 2; i++)
        {
            bool isComma = tokens[i].Is(",");
            if (isComma != (i % 2 == 1) || tokens[i].Kind == ConditionTokenKind.Sign != isComma)
                throw ConditionFault.At(text, tokens[i].Position, "names with commas between them stand before 'together'; names with spaces stand in quotes");
            if (!isComma) names.Add(tokens[i]);
        }

        return names.Count >= 2 ? names : throw ConditionFault.At(text, 0, "at least two columns go together");
    }

    private void Combine(string text, List<ConditionToken> tokens)
    {
        string[] names = [.. tokens.Select(token => Name(text, token))];
        string? twice = names.FirstOrDefault(name => names.Count(other => other == name) > 1 || _combined.Exists(other => other.Columns.Contains(name)));
        if (twice is not null)
            throw new DataException($"the constraint \"{text}\" puts the column together with others twice; name it in one constraint, once", column: twice);
        _combined.Add(CombinedColumn.Of(Kept, names));
    }

    private string Name(string text, ConditionToken token)
    {
        string[] found = [.. Kept.Names.Where(name => name == token.Text)];
        if (found.Length == 0) found = [.. Kept.Names.Where(name => string.Equals(name, token.Text, StringComparison.OrdinalIgnoreCase))];
        return found is [var one] ? one
            : throw ConditionFault.At(text, token.Position, $"there is no column {DataException.Show(token.Text)}; there are {string.Join(", ", Kept.Names.Take(20))}");
    }

    private void LeaveOut(RowCondition condition)
    {
        bool[] fails = condition.Fails(Kept);
        int broken = fails.Count(fail => fail);
        if (broken == 0) return;
        if (broken == Kept.RowCount) throw new DataException($"every row breaks the constraint \"{condition.Text}\"; correct it");
        _remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{broken} of {Kept.RowCount} rows are left out because they break \"{condition.Text}\""));
        Kept = Kept.Take([.. Enumerable.Range(0, fails.Length).Where(row => !fails[row])]);
    }

    private bool CanDiffer(string low, string high) =>
        Kept[low].MissingCount == 0 && Kept[high].MissingCount < Kept.RowCount
        && !IsWidened(low) && !IsWidened(high)
        && !_differences.Exists(other => other.High == high) && !Reaches(high, low)
        && !_combined.Exists(other => other.Columns.Contains(low) || other.Columns.Contains(high));

    /// <summary>Whether a rule lets numbers be made that the data have not: differences of the data would not do for those.</summary>
    private bool IsWidened(string name)
    {
        if (!rules.TryGetValue(name, out ColumnRule? rule)) return false;
        NumericColumn column = Kept.Numeric(name);
        return rule.Minimum < column.Minimum || rule.Maximum > column.Maximum;
    }

    /// <summary>Whether <paramref name="to"/> is made from <paramref name="from"/>, over others or at once.</summary>
    private bool Reaches(string from, string to) =>
        from == to || _differences.Exists(difference => difference.Low == from && Reaches(difference.High, to));

    private DifferenceColumn Difference(string low, string high, bool isStrict)
    {
        var format = NumberFormat.Of(Kept.Numeric(high));
        double grain = Math.Max(format.Step, 0);
        return new DifferenceColumn(low, high, isStrict ? LeastAbove(low, high, grain) : 0, format);
    }

    // Of whole or rounded numbers the least difference above 0 is a unit of the finer one; of others, the least of the data.
    private double LeastAbove(string low, string high, double grain)
    {
        double unit = Math.Min(Kept.Numeric(low).Notation.Unit, Kept.Numeric(high).Notation.Unit);
        if (unit > 0) return unit;
        if (grain > 0) return grain;
        ReadOnlySpan<double> below = Kept.Numeric(low).Values, above = Kept.Numeric(high).Values;
        double least = double.PositiveInfinity;
        for (int row = 0; row < below.Length; row++)
        {
            if (above[row] > below[row]) least = Math.Min(least, above[row] - below[row]);
        }

        return double.IsFinite(least) ? least : 0;
    }
}

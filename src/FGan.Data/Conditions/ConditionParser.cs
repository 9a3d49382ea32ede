using System.Globalization;

namespace FGan.Data;

/// <summary>
/// Reads a condition against the columns of a table: <c>or = and {or and}</c>, <c>and = not {and not}</c>,
/// <c>not = [not] (comparison | (or))</c>.
/// </summary>
internal sealed class ConditionParser(string text, Table columns)
{
    private const int LargestDepth = 100, LargestLength = 100_000;

    private static readonly Dictionary<string, Comparison> Comparisons = new()
    {
        ["="] = Comparison.Equal,
        ["!="] = Comparison.Different,
        ["<"] = Comparison.Less,
        ["<="] = Comparison.AtMost,
        [">"] = Comparison.Greater,
        [">="] = Comparison.AtLeast,
    };

    private static readonly string[] KeyWords = ["and", "or", "not", "in", "between", "is", "missing"];

    private List<ConditionToken> _tokens = [];
    private int _at;
    private int _depth;

    private ConditionToken Current => _tokens[_at];

    /// <summary>How a comparison is written.</summary>
    public static string Sign(Comparison comparison) => Comparisons.First(pair => pair.Value == comparison).Key;

    public ConditionNode Parse()
    {
        if (text.Length > LargestLength)
            throw new DataException($"the condition has {text.Length} characters; at most {LargestLength} are read");
        _tokens = ConditionLexer.Split(text);
        ConditionNode node = Or();
        return Current.Kind == ConditionTokenKind.End ? node
            : throw Fault($"{DataException.Show(Current.Text)} comes where 'and', 'or' or the end belongs{QuoteHint()}");
    }

    private ConditionNode Or()
    {
        ConditionNode node = And();
        while (Accept("or")) node = new Disjunction(node, And());
        return node;
    }

    private ConditionNode And()
    {
        ConditionNode node = Not();
        while (Accept("and")) node = new Conjunction(node, Not());
        return node;
    }

    private ConditionNode Not()
    {
        if (++_depth > LargestDepth) throw Fault($"it nests more than {LargestDepth} deep");
        ConditionNode node;
        if (Accept("not"))
        {
            node = new Negation(Not());
        }
        else if (Accept("("))
        {
            node = Or();
            Expect(")");
        }
        else
        {
            node = Compare();
        }

        _depth--;
        return node;
    }

    private ConditionNode Compare()
    {
        Column column = columns[ColumnName()];
        if (Accept("is")) return Missing(column);
        bool isNegated = Accept("not");
        ConditionNode? node = Accept("in") ? In(column) : Accept("between") ? Between(column) : null;
        if (node is not null) return isNegated ? new Negation(node) : node;
        if (isNegated || Current.Kind != ConditionTokenKind.Sign || !Comparisons.TryGetValue(Current.Text, out Comparison comparison))
            throw Fault($"after the column {DataException.Show(column.Name)} comes one of =, !=, <, <=, >, >=, in (…), between … and …, is missing{QuoteHint()}");
        _at++;
        return Compare(column, comparison);
    }

    private ConditionNode Missing(Column column)
    {
        bool isNegated = Accept("not");
        if (!Accept("missing") && !Accept("null")) throw Fault("after 'is' comes 'missing' or 'not missing'");
        return isNegated ? new Negation(new IsMissing(column.Name)) : new IsMissing(column.Name);
    }

    private ConditionNode Compare(Column column, Comparison comparison)
    {
        ConditionToken token = Value();
        if (Other(column, token) is { } other) return Between(column, comparison, other);
        if (column is NumericColumn numbers) return new NumberComparison(column.Name, comparison, Number(numbers, token), token.Text);
        if (comparison is not (Comparison.Equal or Comparison.Different)) throw Unordered(column);
        var equal = new Membership(column.Name, new HashSet<string>(StringComparer.Ordinal) { Level((CategoricalColumn)column, token) });
        return comparison == Comparison.Equal ? equal : new Negation(equal);
    }

    // A word without quotes that is no value of the column may be another column.
    private Column? Other(Column column, ConditionToken token)
    {
        if (token.Kind != ConditionTokenKind.Word) return null;
        bool isValue = column is NumericColumn numbers
            ? TryNumber(numbers, token.Text) is not null
            : Find(((CategoricalColumn)column).Levels, token.Text).Count > 0;
        return !isValue && Find(columns.Names, token.Text) is [var name] ? columns[name] : null;
    }

    private ConditionNode Between(Column column, Comparison comparison, Column other)
    {
        if (column.Kind != other.Kind)
            throw Fault($"{DataException.Show(column.Name)} is {Kind(column)} and {DataException.Show(other.Name)} is {Kind(other)}; compare columns of one kind");
        if (column is CategoricalColumn && comparison is not (Comparison.Equal or Comparison.Different)) throw Unordered(column);
        return new ColumnComparison(column.Name, comparison, other.Name);
    }

    private ConditionNode In(Column column)
    {
        Expect("(");
        var values = new List<ConditionToken>();
        do values.Add(Value());
        while (Accept(","));
        Expect(")");
        if (column is CategoricalColumn words)
            return new Membership(column.Name, values.Select(value => Level(words, value)).ToHashSet(StringComparer.Ordinal));
        return values
            .Select(value => (ConditionNode)new NumberComparison(column.Name, Comparison.Equal, Number((NumericColumn)column, value), value.Text))
            .Aggregate((a, b) => new Disjunction(a, b));
    }

    private ConditionNode Between(Column column)
    {
        if (column is not NumericColumn numbers) throw Unordered(column);
        ConditionToken low = Value();
        if (!Accept("and")) throw Fault("between needs 'and' and an upper bound, as in age between 18 and 65");
        ConditionToken high = Value();
        return new Conjunction(
            new NumberComparison(column.Name, Comparison.AtLeast, Number(numbers, low), low.Text),
            new NumberComparison(column.Name, Comparison.AtMost, Number(numbers, high), high.Text));
    }

    private string ColumnName()
    {
        ConditionToken token = Current;
        if (token.Kind is not (ConditionTokenKind.Word or ConditionTokenKind.Quoted)) throw Fault("the name of a column belongs here");
        _at++;
        List<string> found = Find(columns.Names, token.Text);
        return found switch
        {
            [var name] => name,
            [] => throw Fault($"there is no column {DataException.Show(token.Text)}; there are {List(columns.Names)}", token.Position),
            _ => throw Fault($"{DataException.Show(token.Text)} may be {string.Join(" or ", found)}; write it as the data do", token.Position),
        };
    }

    private ConditionToken Value()
    {
        ConditionToken token = Current;
        bool isKeyWord = token.Kind == ConditionTokenKind.Word && KeyWords.Contains(token.Text, StringComparer.OrdinalIgnoreCase);
        if (token.Kind is not (ConditionTokenKind.Word or ConditionTokenKind.Quoted) || isKeyWord)
            throw Fault("a value belongs here; one that holds spaces, signs or key words stands in quotes");
        _at++;
        return token;
    }

    private double Number(NumericColumn column, ConditionToken token) => TryNumber(column, token.Text)
        ?? throw Fault(
            column.DatePattern is { } pattern
                ? $"{DataException.Show(token.Text)} is no date; {DataException.Show(column.Name)} is written {pattern}"
                : $"{DataException.Show(token.Text)} is no number, but {DataException.Show(column.Name)} holds numbers",
            token.Position);

    private static double? TryNumber(NumericColumn column, string text)
    {
        if (column.Notation is DateNotation dates) return dates.TryParse(text);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;
    }

    private string Level(CategoricalColumn column, ConditionToken token)
    {
        List<string> found = Find(column.Levels, token.Text);
        return found switch
        {
            [var level] => level,
            [] when column.Levels.IsEmpty => throw Fault($"{DataException.Show(column.Name)} has no categories that are kept by name, so none can be asked for", token.Position),
            [] => throw Fault($"{DataException.Show(column.Name)} has no category {DataException.Show(token.Text)}; it has {List(column.Levels)}", token.Position),
            _ => throw Fault($"{DataException.Show(token.Text)} may be {string.Join(" or ", found)}; write it as the data do", token.Position),
        };
    }

    /// <summary>The text itself where it is among the candidates, else those that differ from it in case alone.</summary>
    private static List<string> Find(IEnumerable<string> candidates, string text)
    {
        var alike = new List<string>();
        foreach (string candidate in candidates)
        {
            if (candidate == text) return [candidate];
            if (string.Equals(candidate, text, StringComparison.OrdinalIgnoreCase)) alike.Add(candidate);
        }

        return alike;
    }

    private static string List(IEnumerable<string> names)
    {
        const int Shown = 20;
        string[] all = [.. names];
        return string.Join(", ", all.Take(Shown)) + (all.Length > Shown ? $" and {all.Length - Shown} more" : "");
    }

    private static string Kind(Column column) => column.Kind switch
    {
        ColumnKind.Numeric => "a number",
        ColumnKind.Date => "a date",
        _ => "a category",
    };

    private string QuoteHint() => Current.Kind == ConditionTokenKind.Word ? "; names and values with spaces stand in quotes" : "";

    private bool Accept(string text)
    {
        if (!Current.Is(text)) return false;
        _at++;
        return true;
    }

    private void Expect(string sign)
    {
        if (!Accept(sign)) throw Fault($"{DataException.Show(sign)} is missing");
    }

    private DataException Unordered(Column column) =>
        Fault($"{DataException.Show(column.Name)} holds categories, which have no order; compare with =, != or in (…)");

    private DataException Fault(string what, int? position = null) => ConditionFault.At(text, position ?? Current.Position, what);
}

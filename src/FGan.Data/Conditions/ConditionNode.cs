namespace FGan.Data;

/// <summary>Whether a condition holds for a row; where a value is missing that may be unknown, as in SQL.</summary>
internal enum Truth : byte
{
    False,
    Unknown,
    True,
}

/// <summary>How two values are compared.</summary>
internal enum Comparison
{
    Equal,
    Different,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// <summary>The answers that are left open, as bits by <see cref="Truth"/>.</summary>
[Flags]
internal enum Truths : byte
{
    None = 0,
    False = 1 << Truth.False,
    Unknown = 1 << Truth.Unknown,
    True = 1 << Truth.True,
    Any = False | Unknown | True,
}

/// <summary>A condition, or a part of one.</summary>
internal abstract record ConditionNode
{
    /// <summary>The answer for each row.</summary>
    public abstract Truth[] Evaluate(Table table);

    /// <summary>The answers that each row can have where only some columns are known.</summary>
    /// <param name="table">Has all columns; what stands in those that are not known does not matter.</param>
    /// <param name="known">The names of the columns that are.</param>
    public virtual Truths[] Possible(Table table, IReadOnlySet<string> known)
    {
        if (known.IsSupersetOf(Columns)) return Array.ConvertAll(Evaluate(table), truth => (Truths)(1 << (int)truth));
        var any = new Truths[table.RowCount];
        Array.Fill(any, Truths.Any);
        return any;
    }

    /// <summary>The columns that a comparison looks at.</summary>
    protected virtual IEnumerable<string> Columns => [];

    /// <summary>Every answer that two parts can have together.</summary>
    protected static Truths[] Together(Truths[] first, Truths[] second, Func<Truth, Truth, Truth> combine)
    {
        var together = new Truths[first.Length];
        for (int row = 0; row < together.Length; row++)
        {
            foreach (Truth a in Members(first[row]))
            {
                foreach (Truth b in Members(second[row])) together[row] |= (Truths)(1 << (int)combine(a, b));
            }
        }

        return together;
    }

    private static IEnumerable<Truth> Members(Truths truths) =>
        Enum.GetValues<Truth>().Where(truth => truths.HasFlag((Truths)(1 << (int)truth)));

    /// <summary>Throws where a part that must hold asks for a number beyond what can be made.</summary>
    public virtual void RequirePossible(IReadOnlyDictionary<string, ColumnRange> ranges)
    {
    }
}

/// <summary>Both hold.</summary>
internal sealed record Conjunction(ConditionNode First, ConditionNode Second) : ConditionNode
{
    public override Truth[] Evaluate(Table table)
    {
        Truth[] first = First.Evaluate(table), second = Second.Evaluate(table);
        for (int row = 0; row < first.Length; row++) first[row] = first[row] < second[row] ? first[row] : second[row];
        return first;
    }

    public override Truths[] Possible(Table table, IReadOnlySet<string> known) =>
        Together(First.Possible(table, known), Second.Possible(table, known), (a, b) => a < b ? a : b);

    public override void RequirePossible(IReadOnlyDictionary<string, ColumnRange> ranges)
    {
        First.RequirePossible(ranges);
        Second.RequirePossible(ranges);
    }
}

/// <summary>One holds, or both.</summary>
internal sealed record Disjunction(ConditionNode First, ConditionNode Second) : ConditionNode
{
    public override Truth[] Evaluate(Table table)
    {
        Truth[] first = First.Evaluate(table), second = Second.Evaluate(table);
        for (int row = 0; row < first.Length; row++) first[row] = first[row] > second[row] ? first[row] : second[row];
        return first;
    }

    public override Truths[] Possible(Table table, IReadOnlySet<string> known) =>
        Together(First.Possible(table, known), Second.Possible(table, known), (a, b) => a > b ? a : b);
}

/// <summary>It does not hold.</summary>
internal sealed record Negation(ConditionNode Inner) : ConditionNode
{
    public override Truth[] Evaluate(Table table) => Array.ConvertAll(Inner.Evaluate(table), Opposite);

    public override Truths[] Possible(Table table, IReadOnlySet<string> known)
    {
        Truths[] inner = Inner.Possible(table, known);
        return Together(inner, inner, (truth, _) => Opposite(truth));
    }

    private static Truth Opposite(Truth truth) => (Truth)(Truth.True - truth);
}

/// <summary>A column has no value.</summary>
internal sealed record IsMissing(string Column) : ConditionNode
{
    protected override IEnumerable<string> Columns => [Column];

    public override Truth[] Evaluate(Table table)
    {
        Column column = table[Column];
        var truths = new Truth[column.Count];
        for (int row = 0; row < truths.Length; row++) truths[row] = column.IsMissing(row) ? Truth.True : Truth.False;
        return truths;
    }
}

/// <summary>A number or date compared with a fixed one.</summary>
internal sealed record NumberComparison(string Column, Comparison Comparison, double Value, string Text) : ConditionNode
{
    protected override IEnumerable<string> Columns => [Column];

    public override Truth[] Evaluate(Table table)
    {
        ReadOnlySpan<double> values = table.Numeric(Column).Values;
        var truths = new Truth[values.Length];
        for (int row = 0; row < truths.Length; row++) truths[row] = Compare(values[row], Value, Comparison);
        return truths;
    }

    public override void RequirePossible(IReadOnlyDictionary<string, ColumnRange> ranges)
    {
        if (!ranges.TryGetValue(Column, out ColumnRange? range)) return;
        bool isPossible = Comparison switch
        {
            Comparison.Equal => Value >= range.Minimum && Value <= range.Maximum,
            Comparison.Less => range.Minimum < Value,
            Comparison.AtMost => range.Minimum <= Value,
            Comparison.Greater => range.Maximum > Value,
            Comparison.AtLeast => range.Maximum >= Value,
            _ => range.Minimum < range.Maximum || range.Minimum != Value,
        };
        if (!isPossible)
            throw new DataException(
                $"no row can have {Column} {ConditionParser.Sign(Comparison)} {Text}: the model makes {range.MinimumText} to {range.MaximumText}; ask for something within, or train with wider bounds (fgan schema)");
    }

    /// <summary>How two numbers compare; unknown where one is missing.</summary>
    public static Truth Compare(double a, double b, Comparison comparison)
    {
        if (double.IsNaN(a) || double.IsNaN(b)) return Truth.Unknown;
        bool holds = comparison switch
        {
            Comparison.Equal => a == b,
            Comparison.Different => a != b,
            Comparison.Less => a < b,
            Comparison.AtMost => a <= b,
            Comparison.Greater => a > b,
            _ => a >= b,
        };
        return holds ? Truth.True : Truth.False;
    }
}

/// <summary>Two columns of numbers, or of dates, compared.</summary>
internal sealed record ColumnComparison(string First, Comparison Comparison, string Second) : ConditionNode
{
    protected override IEnumerable<string> Columns => [First, Second];

    public override Truth[] Evaluate(Table table)
    {
        if (table[First] is CategoricalColumn first) return Words(first, table.Categorical(Second));
        ReadOnlySpan<double> a = table.Numeric(First).Values, b = table.Numeric(Second).Values;
        var truths = new Truth[a.Length];
        for (int row = 0; row < truths.Length; row++) truths[row] = NumberComparison.Compare(a[row], b[row], Comparison);
        return truths;
    }

    private Truth[] Words(CategoricalColumn first, CategoricalColumn second)
    {
        var truths = new Truth[first.Count];
        for (int row = 0; row < truths.Length; row++)
        {
            if (first.IsMissing(row) || second.IsMissing(row)) truths[row] = Truth.Unknown;
            else truths[row] = first[row] == second[row] == (Comparison == Comparison.Equal) ? Truth.True : Truth.False;
        }

        return truths;
    }
}

/// <summary>A category is among some.</summary>
internal sealed record Membership(string Column, IReadOnlySet<string> Levels) : ConditionNode
{
    protected override IEnumerable<string> Columns => [Column];

    public override Truth[] Evaluate(Table table)
    {
        CategoricalColumn column = table.Categorical(Column);
        Truth[] ofLevel = [.. column.Levels.Select(level => Levels.Contains(level) ? Truth.True : Truth.False)];
        var truths = new Truth[column.Count];
        for (int row = 0; row < truths.Length; row++)
            truths[row] = column.Codes[row] == CategoricalColumn.Missing ? Truth.Unknown : ofLevel[column.Codes[row]];
        return truths;
    }
}

using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>
/// A condition on the rows of a table, such as <c>sex = female and age > 60</c>, <c>island in (Dream, Biscoe)</c>,
/// <c>not (fare is missing) or 'ticket class' between 1 and 2</c>.
/// </summary>
/// <remarks>
/// <para>
/// Signs are =, !=, &lt;, &lt;=, &gt;, &gt;=; words are and, or, not, in, between, is missing, is not missing, in whatever
/// case; not binds before and, and before or. Names and values may stand in quotes, which they need where they hold
/// spaces, signs or the words above. A number, a date, a name or a category is compared as the data have it; upper and
/// lower case count only where they make a difference. Another column may stand on the right.
/// </para>
/// <para>A comparison with a missing value does not hold, nor does its opposite, except for is missing.</para>
/// </remarks>
public sealed class RowCondition
{
    private readonly ConditionNode _root;

    internal RowCondition(string text, ConditionNode root) => (Text, _root) = (text, root);

    /// <summary>The condition as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a condition on the columns of a table.</summary>
    /// <param name="text">The condition.</param>
    /// <param name="columns">Has the columns; its rows do not matter, and there may be none.</param>
    /// <exception cref="DataException">
    /// The text is no condition, or names a column or category that is not there; the message lists those that are.
    /// </exception>
    public static RowCondition Parse(string text, Table columns)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(columns);
        return new RowCondition(text, new ConditionParser(text, columns).Parse());
    }

    /// <summary>Reads a condition on the rows that an encoder makes; one that no row can ever meet is an error.</summary>
    /// <inheritdoc cref="Parse(string, Table)"/>
    /// <param name="text">The condition.</param>
    /// <param name="encoder">Makes the rows.</param>
    /// <param name="constraints">What the rows are restored by, after the encoder; none when left out.</param>
    public static RowCondition Parse(string text, TableEncoder encoder, TableConstraints? constraints = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        constraints ??= TableConstraints.None;
        RowCondition condition = Parse(text, constraints.Restore(encoder.Decode([])));
        condition._root.RequirePossible(constraints.Ranges(encoder.Ranges));
        return condition;
    }

    /// <summary>The inequality of two columns of numbers that this is; null for any other condition.</summary>
    internal (string Low, string High, bool IsStrict)? Inequality => _root is not ColumnComparison between ? null : between.Comparison switch
    {
        Comparison.AtMost => (between.First, between.Second, false),
        Comparison.Less => (between.First, between.Second, true),
        Comparison.AtLeast => (between.Second, between.First, false),
        Comparison.Greater => (between.Second, between.First, true),
        _ => null,
    };

    /// <summary>Tells which rows meet the condition.</summary>
    /// <param name="table">Has the columns; their levels may differ from those the condition was read with.</param>
    /// <returns>One answer a row.</returns>
    public bool[] Test(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Array.ConvertAll(_root.Evaluate(table), truth => truth == Truth.True);
    }

    /// <summary>Tells for which rows the condition does not hold; where a missing value leaves it open, it does not fail.</summary>
    /// <inheritdoc cref="Test"/>
    public bool[] Fails(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Array.ConvertAll(_root.Evaluate(table), truth => truth == Truth.False);
    }

    /// <summary>Tells with which places of a choice a row could meet the condition, whatever stands in its other columns.</summary>
    /// <param name="encoder">Makes the rows.</param>
    /// <param name="constraints">What the rows are restored by, after the encoder.</param>
    /// <param name="choice">One of the encoder's <see cref="TableEncoder.Choices"/>.</param>
    /// <returns>One answer a place; all yes where the condition says nothing of the column.</returns>
    public bool[] CouldHold(TableEncoder encoder, TableConstraints constraints, EncodedBlock choice)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(constraints);
        ArgumentNullException.ThrowIfNull(choice);
        (Table rows, ImmutableArray<int> places) = encoder.Values(choice);
        Truths[] truths = _root.Possible(constraints.Restore(rows), constraints.Determined(choice.Column));
        var could = new bool[choice.Width];
        for (int row = 0; row < truths.Length; row++) could[places[row]] |= truths[row].HasFlag(Truths.True);
        return could;
    }

    /// <summary>The numbers of the rows that meet the condition, ascending.</summary>
    /// <inheritdoc cref="Test"/>
    public int[] Rows(Table table)
    {
        bool[] holds = Test(table);
        return [.. Enumerable.Range(0, holds.Length).Where(row => holds[row])];
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

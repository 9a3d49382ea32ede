namespace FGan.Data;

/// <summary>A named, immutable column of a <see cref="Table"/>.</summary>
public abstract class Column
{
    private protected Column(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>The column's name, as the file's header has it.</summary>
    public string Name { get; }

    /// <summary>What the values are.</summary>
    public abstract ColumnKind Kind { get; }

    /// <summary>The number of rows, missing ones included.</summary>
    public abstract int Count { get; }

    /// <summary>The number of rows without a value.</summary>
    public abstract int MissingCount { get; }

    /// <summary>Tells whether a row has no value.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>True when the value is missing.</returns>
    public abstract bool IsMissing(int row);

    /// <summary>
    /// Writes a value as it stands in a file: a number with the column's decimals, a category's name, nothing when
    /// missing.
    /// </summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>The text; empty when missing.</returns>
    public abstract string Format(int row);

    /// <summary>Makes the column of the rows named, in that order; a row may recur.</summary>
    /// <param name="rows">Row numbers, from 0.</param>
    /// <returns>A column with <c>rows.Length</c> rows and the same kind, decimals or levels.</returns>
    public abstract Column Take(ReadOnlySpan<int> rows);

    /// <summary>Appends what <see cref="Format"/> returns to a file's text, in quotes where needed.</summary>
    internal abstract void AppendTo(CsvTextBuffer text, int row);

    /// <summary>Says in one line what the column holds.</summary>
    /// <returns>Name, kind, range or levels, and the number of missing values.</returns>
    public override string ToString()
    {
        string missing = MissingCount == 0 ? "" : $", {MissingCount} missing";
        return $"{Name}: {Summary}{missing}";
    }

    private protected abstract string Summary { get; }
}

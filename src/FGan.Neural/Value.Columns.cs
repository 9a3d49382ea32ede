using FGan.Neural.Operations;

namespace FGan.Neural;

public sealed partial class Value
{
    /// <summary>Puts columns of this matrix side by side in any order, each as often as it is named.</summary>
    /// <param name="columns">The number of each column, from 0; −1 for a column of zeros.</param>
    /// <exception cref="ArgumentException">There is no such column, or none is named.</exception>
    public Value GatherColumns(params ReadOnlySpan<int> columns)
    {
        if (columns.Length == 0) throw new ArgumentException("No column is named; name at least one.");
        foreach (int column in columns)
        {
            if (column < -1 || column >= Shape.Columns)
                throw new ArgumentException($"There is no column {column} in {Shape}; give numbers from 0 to {Shape.Columns - 1}, or -1 for zeros.");
        }

        return Tape.Record(new ColumnGatherOperation(new ContentList<int>(columns.ToArray())), [this], Shape with { Columns = columns.Length });
    }
}

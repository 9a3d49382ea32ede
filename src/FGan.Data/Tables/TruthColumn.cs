using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>Numbers that are truth values: just 0 and 1, both of them, and so two categories.</summary>
internal static class TruthColumn
{
    private static readonly ImmutableArray<string> Levels = ["0", "1"];

    /// <summary>Tells whether there are zeros and ones and nothing else; NaN is a missing value.</summary>
    public static bool Holds(ReadOnlySpan<double> values)
    {
        bool zero = false, one = false;
        foreach (double value in values)
        {
            if (double.IsNaN(value)) continue;
            if (value == 0) zero = true;
            else if (value == 1) one = true;
            else return false;
        }

        return zero && one;
    }

    /// <summary>Makes the column of values that <see cref="Holds"/> agrees to.</summary>
    public static CategoricalColumn Of(string name, double[] values) => CategoricalColumn.Own(
        name, Array.ConvertAll(values, value => double.IsNaN(value) ? CategoricalColumn.Missing : (int)value), Levels);
}

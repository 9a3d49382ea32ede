using FGan.Numerics;

namespace FGan.Data;

/// <summary>Finds what holds in every row although chance would break it: to be suggested, not imposed.</summary>
internal static class ConstraintSuggestions
{
    private const int MostRows = 20_000, MostColumns = 60, MostLevels = 1000;
    private const double LeastExpected = 20, LeastShare = 0.05;
    private const int RowsPerCombination = 5;

    /// <summary>Constraints as <see cref="TableConstraints"/> reads them.</summary>
    /// <param name="table">The data; of a long table a part is looked at first, all of it before anything is suggested.</param>
    public static IEnumerable<string> Of(Table table)
    {
        Column[] columns = [.. table.Columns.Where(column => column.MissingCount < column.Count).Take(MostColumns)];
        return Inequalities(columns).Concat(Combinations(columns));
    }

    private static IEnumerable<string> Inequalities(Column[] columns)
    {
        NumericColumn[] numbers = [.. columns.OfType<NumericColumn>()];
        foreach (NumericColumn low in numbers)
        {
            foreach (NumericColumn high in numbers)
            {
                if (low != high && AreAlike(low, high) && HoldsAlthoughUnlikely(low, high))
                    yield return $"{Quoted(low.Name)} <= {Quoted(high.Name)}";
            }
        }
    }

    private static bool AreAlike(NumericColumn a, NumericColumn b) => (a.Notation, b.Notation) switch
    {
        (DateNotation x, DateNotation y) => x.IsComparableWith(y),
        (DecimalNotation x, DecimalNotation y) => x.Decimals == y.Decimals,
        _ => false,
    };

    /// <summary>Whether low ≤ high in every row, while rows dealt anew would break it often.</summary>
    private static bool HoldsAlthoughUnlikely(NumericColumn low, NumericColumn high)
    {
        if (low.Maximum <= high.Minimum || low.Minimum > high.Minimum || low.Maximum > high.Maximum) return false;
        bool differ = false;
        for (int row = 0; row < low.Count; row++)
        {
            if (low[row] > high[row]) return false;
            differ |= low[row] < high[row];
        }

        if (!differ) return false;
        int[] order = [.. Enumerable.Range(0, low.Count)];
        new Philox(1, DataStream.Split).Permutation(order);
        int looked = Math.Min(low.Count, MostRows);
        double broken = Enumerable.Range(0, looked).Count(i => low[order[i]] > high[order[(i + 1) % low.Count]]);
        return broken >= LeastShare * looked && broken * low.Count / looked >= LeastExpected;
    }

    private static IEnumerable<string> Combinations(Column[] columns)
    {
        CategoricalColumn[] words = [.. columns.Where(IsDiscrete).Select(TableUnion.AsCategorical)];
        for (int i = 0; i < words.Length; i++)
        {
            for (int j = i + 1; j < words.Length; j++)
            {
                if (Determines(words[i], words[j])) yield return $"{Quoted(words[i].Name)}, {Quoted(words[j].Name)} together";
            }
        }
    }

    private static bool IsDiscrete(Column column)
    {
        if (TableEncoder.IsIdentifier(column)) return false;
        int distinct = column is CategoricalColumn words ? words.Levels.Length : Distinct((NumericColumn)column);
        return distinct is >= 2 and <= MostLevels && distinct * RowsPerCombination <= column.Count;
    }

    private static int Distinct(NumericColumn column)
    {
        if (!column.IsInteger) return 0;
        var seen = new HashSet<double>();
        foreach (double value in column.Values)
        {
            if (!double.IsNaN(value) && seen.Add(value) && seen.Count > MostLevels) break;
        }

        return seen.Count;
    }

    /// <summary>Whether one column's value follows from the other's in every row where both have one.</summary>
    private static bool Determines(CategoricalColumn a, CategoricalColumn b)
    {
        var pairs = new HashSet<(int, int)>();
        var (first, second) = (new HashSet<int>(), new HashSet<int>());
        int most = Math.Max(a.Levels.Length, b.Levels.Length), rows = 0;
        for (int row = 0; row < a.Count; row++)
        {
            if (a.IsMissing(row) || b.IsMissing(row)) continue;
            rows++;
            if (pairs.Add((a.Codes[row], b.Codes[row])) && pairs.Count > most) return false;
            first.Add(a.Codes[row]);
            second.Add(b.Codes[row]);
        }

        return first.Count >= 2 && second.Count >= 2 && pairs.Count == Math.Max(first.Count, second.Count) && pairs.Count * RowsPerCombination <= rows;
    }

    private static string Quoted(string name) =>
        name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.') && name.Length > 0 ? name : $"'{name.Replace("'", "''")}'";
}

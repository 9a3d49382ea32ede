using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>Finds the schema of a table from the encoder that would be fitted to it, so that it says what will be done.</summary>
internal static class SchemaInference
{
    private const int MostShown = 5;
    private const double MostlyMissing = 0.5;

    public static TableSchema Of(Table table, TableEncoderOptions options)
    {
        if (table.RowCount == 0) throw new DataException("the table has no rows; nothing can be found out about it");
        ImmutableArray<ColumnCodec> codecs = TableEncoder.FitAny(table, options).Codecs;
        return new TableSchema
        {
            Columns = [.. table.Columns.Zip(codecs, (column, codec) => Of(column, codec, options))],
            Suggested = [.. ConstraintSuggestions.Of(table)],
        };
    }

    private static SchemaColumn Of(Column column, ColumnCodec codec, TableEncoderOptions options) => column switch
    {
        NumericColumn numbers => OfNumbers(numbers, codec),
        CategoricalColumn words => OfWords(words, codec, options),
        _ => throw new ArgumentException($"Column {column.Name} is {column.Kind}.", nameof(column)),
    };

    private static SchemaColumn OfNumbers(NumericColumn column, ColumnCodec codec)
    {
        bool isEmpty = column.MissingCount == column.Count;
        double[] distinct = [.. column.SortedValues().Distinct()];
        double step = isEmpty ? 0 : NumberFormat.Of(column).Step;
        return new SchemaColumn(column.Name, column.Kind == ColumnKind.Date ? SchemaKind.Date : SchemaKind.Number)
        {
            Minimum = isEmpty ? null : column.FormatValue(column.Minimum),
            Maximum = isEmpty ? null : column.FormatValue(column.Maximum),
            Decimals = column.Decimals,
            Seen = Seen(column, distinct.Length) with
            {
                Step = step > Math.Max(column.Notation.Unit, column.IsInteger ? 1 : 0) ? step : null,
                Spikes = codec is ModeCodec modes ? [.. modes.Spikes.Select(column.FormatValue)] : [],
                Notes = [.. Notes(column, codec), .. NumberNotes(column, distinct)],
            },
        };
    }

    private static SchemaColumn OfWords(CategoricalColumn column, ColumnCodec codec, TableEncoderOptions options)
    {
        int[] counts = column.CountLevels();
        int[] byCount = [.. Enumerable.Range(0, counts.Length).Where(code => counts[code] > 0)
            .OrderByDescending(code => counts[code]).ThenBy(code => code)];
        string[] stored = codec is CategoricalCodec categories
            ? [.. categories.Levels, .. categories.Rare.Select(level => level.Name)]
            : [];
        bool isListed = stored.Length > 0 && stored.Length <= options.MaxLevels;
        return new SchemaColumn(column.Name, codec is IdentifierCodec ? SchemaKind.Identifier : SchemaKind.Category)
        {
            Categories = isListed ? [.. stored.Order(StringComparer.Ordinal)] : null,
            Seen = Seen(column, byCount.Length) with
            {
                // What is too rare to be stored in a model is not shown here either.
                Frequent = [.. byCount.Where(code => counts[code] >= options.MinLevelCount && codec is not IdentifierCodec)
                    .Take(MostShown).Select(code => new LevelShare(column.Levels[code], (double)counts[code] / column.Count))],
                Notes = [.. Notes(column, codec)],
            },
        };
    }

    private static SeenColumn Seen(Column column, int distinct) =>
        new((double)column.MissingCount / column.Count, distinct);

    private static IEnumerable<string> Notes(Column column, ColumnCodec codec)
    {
        if (codec.Remark is { } remark) yield return remark;
        double missing = (double)column.MissingCount / column.Count;
        if (missing is > MostlyMissing and < 1) yield return "is missing in most rows; what is there may be too little to learn from";
        if (codec is CategoricalCodec categories && HasRareClass(categories, column.Count))
            yield return "has a category of less than 2 % of the rows; where that one matters, train with --condition on";
    }

    /// <summary>Few categories, one of them rare and yet in rows enough to be asked for.</summary>
    private static bool HasRareClass(CategoricalCodec codec, int rows)
    {
        const int MostCategories = 10, FewestRows = 10;
        const double Rare = 0.02;
        return codec.Levels.Length <= MostCategories && codec.Shares.Any(share => share < Rare && share * rows >= FewestRows);
    }

    private static IEnumerable<string> NumberNotes(NumericColumn column, double[] distinct)
    {
        if (IsRowNumber(column, distinct))
            yield return "has a number of its own in every row, in order: a row number? learned as a number; call it identifier or leave-out if it means nothing";
        if (Outlier(column, distinct) is { } sentinel)
            yield return $"has {column.FormatValue(sentinel)} in {column.Values.Count(sentinel)} rows, far from every other value: if it stands for a missing value, add it to \"missing\"";
    }

    private static bool IsRowNumber(NumericColumn column, double[] distinct)
    {
        const int Fewest = 20;
        if (!column.IsInteger || column.Kind == ColumnKind.Date || distinct.Length < Fewest) return false;
        if (distinct.Length != column.Count || column.MissingCount > 0) return false;
        for (int row = 1; row < column.Count; row++)
        {
            if (column[row] <= column[row - 1]) return false;
        }

        return true;
    }

    /// <summary>A least or greatest value that recurs and is further from its neighbour than all others are apart.</summary>
    private static double? Outlier(NumericColumn column, double[] distinct)
    {
        const int Fewest = 10;
        if (distinct.Length < Fewest) return null;
        double below = distinct[1] - distinct[0], above = distinct[^1] - distinct[^2];
        if (below > distinct[^1] - distinct[1] && column.Values.Count(distinct[0]) > 1) return distinct[0];
        return above > distinct[^2] - distinct[0] && column.Values.Count(distinct[^1]) > 1 ? distinct[^1] : null;
    }
}

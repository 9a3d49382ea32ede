using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace FGan.Data;

/// <summary>Makes tables of arrays and arrays of tables.</summary>
internal static class ArrayTable
{
    /// <summary>From here on a 64-bit integer has no room.</summary>
    private const double TooLarge = 9.2e18;

    private static readonly Dictionary<string, long> TicksOf = new(StringComparer.Ordinal)
    {
        ["D"] = TimeSpan.TicksPerDay,
        ["h"] = TimeSpan.TicksPerHour,
        ["m"] = TimeSpan.TicksPerMinute,
        ["s"] = TimeSpan.TicksPerSecond,
        ["ms"] = TimeSpan.TicksPerMillisecond,
        ["us"] = TimeSpan.TicksPerMicrosecond,
    };

    /// <summary>Makes a table of one array: a column, or a column for each of its second dimension, named x0, x1, ….</summary>
    public static Table Of(NpyArray array, string path)
    {
        RequireTable(array.Shape.AsSpan(), path);
        int columns = array.Shape.Length == 2 ? array.Shape[1] : 1;
        if (array.Type is not (NpyType.Text or NpyType.Time)) return Of(array.ToDoubles(), columns, path);
        return new Table(Enumerable.Range(0, columns).Select(c => ReadTyped($"x{c}", array, c, columns, path)));
    }

    /// <summary>Makes a table of a matrix, row by row.</summary>
    public static Table Of(double[] values, int columns, string path)
    {
        int infinite = Array.FindIndex(values, double.IsInfinity);
        if (infinite >= 0) throw Infinite(infinite / columns, $"x{infinite % columns}", path);
        return Table.FromMatrix(values, columns);
    }

    /// <summary>Makes a table of arrays with one dimension and one length, a column each.</summary>
    public static Table Of(ImmutableArray<(string Name, NpyArray Array)> arrays, string path) =>
        new(arrays.Select(named => ReadColumn(named.Name, named.Array, path)));

    /// <summary>Refuses shapes that are no table's.</summary>
    public static void RequireTable(ReadOnlySpan<int> shape, string path)
    {
        if (shape.Length is 0 or > 2)
            throw new DataException(
                $"has {shape.Length} dimensions; a table has 2 (rows, columns), pictures are bytes in 3 or 4", path);
        if (shape.Contains(0)) throw new DataException($"has shape {ArrayBytes.Text(shape)}, so no values", path);
    }

    /// <summary>Makes an array of a column: whole numbers, numbers, dates, or words.</summary>
    public static NpyArray ToArray(Column column) => column switch
    {
        NumericColumn { Kind: ColumnKind.Date } dates => ToTimes(dates) ?? ToTexts(dates),
        NumericColumn { IsInteger: true, MissingCount: 0, Minimum: > -TooLarge, Maximum: < TooLarge } whole =>
            Pack(NpyType.Int64, Array.ConvertAll(whole.Values.ToArray(), value => (long)value)),
        NumericColumn numbers => Pack(NpyType.Double, numbers.Values),
        _ => ToTexts(column),
    };

    private static Column ReadColumn(string name, NpyArray array, string path)
    {
        if (array.Type is NpyType.Text or NpyType.Time) return ReadTyped(name, array, 0, 1, path);
        double[] values = array.ToDoubles();
        int infinite = Array.FindIndex(values, double.IsInfinity);
        if (infinite >= 0) throw Infinite(infinite, name, path);
        bool isWhole = array.Type is not (NpyType.Single or NpyType.Double);
        if (isWhole && TruthColumn.Holds(values)) return TruthColumn.Of(name, values);
        return NumericColumn.Own(name, values, new DecimalNotation(isWhole ? 0 : null, false));
    }

    private static Column ReadTyped(string name, NpyArray array, int first, int step, string path)
    {
        var column = new ColumnBuilder(name, source: path);
        for (int i = first; i < array.Count; i += step)
        {
            if (array.Type == NpyType.Text) column.Add(array.TextAt(i));
            else AddTime(column, array.Int64At(i), array.Unit, path);
        }

        return column.Build();
    }

    private static void AddTime(ColumnBuilder column, long count, string unit, string path)
    {
        if (count == long.MinValue)
        {
            column.AddMissing();
            return;
        }

        Int128 ticks = DateTime.UnixEpoch.Ticks + (unit == "ns" ? count / 100 : (Int128)count * TicksOf[unit]);
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
            throw new DataException($"row {column.Count} holds a date outside the years 1 to 9999", path, column: column.Name);
        var time = new DateTime((long)ticks, DateTimeKind.Unspecified);
        if (unit == "D") column.Add(DateOnly.FromDateTime(time));
        else column.Add(time);
    }

    /// <summary>Dates as counts of their unit; null for times of day, which NumPy has no type for.</summary>
    private static NpyArray? ToTimes(NumericColumn column)
    {
        string pattern = column.DatePattern!;
        if (!pattern.Contains('y')) return null;
        int fraction = pattern.Count(c => c == 'f');
        string unit = !pattern.Contains('H') ? "D" : fraction == 0 ? "s" : fraction == 3 ? "ms" : "us";
        var counts = new long[column.Count];
        for (int row = 0; row < counts.Length; row++)
            counts[row] = column.IsMissing(row) ? long.MinValue : (column.Time(row) - DateTime.UnixEpoch).Ticks / TicksOf[unit];
        return Pack(NpyType.Time, counts) with { Unit = unit };
    }

    private static NpyArray ToTexts(Column column)
    {
        const int Unit = 4;
        int longest = 1;
        for (int row = 0; row < column.Count; row++)
            longest = Math.Max(longest, System.Text.Encoding.UTF32.GetByteCount(column.Format(row)) / Unit);
        int size = Unit * longest;
        if ((long)size * column.Count > Array.MaxLength)
            throw new DataException(
                $"has texts of up to {longest} characters, which an array stores at full length; write .csv or .jsonl",
                column: column.Name);
        var bytes = new byte[size * column.Count];
        for (int row = 0; row < column.Count; row++)
            System.Text.Encoding.UTF32.GetBytes(column.Format(row), bytes.AsSpan(row * size, size));
        return new NpyArray(NpyType.Text, [column.Count], bytes) { ItemSize = size };
    }

    private static NpyArray Pack<T>(NpyType type, ReadOnlySpan<T> values)
        where T : unmanaged => new(type, [values.Length], MemoryMarshal.AsBytes(values).ToArray());

    private static DataException Infinite(int row, string column, string path) =>
        new($"row {row} is infinite; replace it (NaN is a missing value)", path, column: column);
}

using System.Data.Common;
using System.Globalization;
using FGan.Data;
using Npgsql.PostgresTypes;

namespace FGan.Sql;

/// <summary>How the texts that PostgreSQL writes for values become values of a column, by its types.</summary>
internal static class PostgresCells
{
    private static readonly string[] Texts =
        ["text", "character varying", "character", "name", "char", "citext", "uuid", "inet", "cidr", "macaddr", "xml"];

    private static readonly Dictionary<string, Action<string, ColumnBuilder>> Readers = Table(
        (["smallint", "integer", "bigint", "oid"], (text, column) => column.AddNumber(text)),
        (["numeric", "real", "double precision"], AddNumber),
        (["boolean"], (text, column) => column.Add(text == "t")),
        (["date"], AddDate),
        (["time", "time without time zone"], AddTimeOfDay),
        (["timestamp", "timestamp without time zone"], (text, column) => AddTime(text, DateTimeKind.Unspecified, column)),
        (["timestamptz", "timestamp with time zone"], (text, column) => AddTime(text, DateTimeKind.Utc, column)),
        (Texts, (text, column) => column.Add(text)));

    /// <summary>Reads a field of a type; null when such values fit no column.</summary>
    public static Action<DbDataReader, int, ColumnBuilder>? For(PostgresType type)
    {
        if (type is PostgresEnumType) return (reader, field, column) => column.Add(reader.GetString(field));
        return Readers.TryGetValue(type.Name, out var add) || Readers.TryGetValue(type.DisplayName, out add)
            ? (reader, field, column) => add(reader.GetString(field), column)
            : null;
    }

    private static Dictionary<string, Action<string, ColumnBuilder>> Table(
        params (string[] Types, Action<string, ColumnBuilder> Add)[] rows)
    {
        var table = new Dictionary<string, Action<string, ColumnBuilder>>(StringComparer.Ordinal);
        foreach ((string[] types, Action<string, ColumnBuilder> add) in rows)
        {
            foreach (string type in types) table.Add(type, add);
        }

        return table;
    }

    private static void AddNumber(string text, ColumnBuilder column)
    {
        if (text == "NaN") column.AddMissing();
        else if (text.EndsWith("Infinity", StringComparison.Ordinal)) throw Fault(text, "a number that is finite", column);
        else column.AddNumber(text);
    }

    private static void AddDate(string text, ColumnBuilder column) => column.Add(
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : throw Fault(text, "a date of the years 1 to 9999", column));

    private static void AddTimeOfDay(string text, ColumnBuilder column) => column.Add(
        TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out TimeOnly time) ? time : throw Fault(text, "a time before 24:00", column));

    private static void AddTime(string text, DateTimeKind kind, ColumnBuilder column)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        column.Add(
            char.IsAsciiDigit(text[^1]) && DateTime.TryParse(text, CultureInfo.InvariantCulture, Styles, out DateTime time)
                ? DateTime.SpecifyKind(time, kind)
                : throw Fault(text, "a time of the years 1 to 9999", column));
    }

    private static DataException Fault(string text, string needed, ColumnBuilder column) =>
        new($"row {column.Count + 1}: holds {text}; {needed} is needed: leave such rows out of the query", column: column.Name);
}

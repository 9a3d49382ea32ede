using System.Globalization;
using FGan.Data;

namespace FGan.Sql;

/// <summary>Dates and times as databases read and write them, whatever the column's own notation.</summary>
internal static class SqlTime
{
    public enum Form
    {
        Date,
        TimeOfDay,
        DateAndTime,
        Instant,
    }

    /// <summary>What a column's values consist of.</summary>
    public static Form FormOf(NumericColumn column)
    {
        string pattern = column.DatePattern!;
        if (!pattern.Contains('H')) return Form.Date;
        if (!pattern.Contains('y')) return Form.TimeOfDay;
        return pattern.EndsWith('Z') ? Form.Instant : Form.DateAndTime;
    }

    /// <summary>A value by ISO 8601, with the digits of seconds that the column has.</summary>
    public static string Text(NumericColumn column, int row)
    {
        int digits = column.DatePattern!.Count(c => c == 'f');
        string fraction = digits == 0 ? "" : "." + new string('f', digits);
        string pattern = FormOf(column) switch
        {
            Form.Date => "yyyy-MM-dd",
            Form.TimeOfDay => $"HH:mm:ss{fraction}",
            Form.DateAndTime => $"yyyy-MM-dd HH:mm:ss{fraction}",
            _ => $"yyyy-MM-dd'T'HH:mm:ss{fraction}'Z'",
        };
        return column.Time(row).ToString(pattern, CultureInfo.InvariantCulture);
    }
}

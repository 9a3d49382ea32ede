using System.Globalization;

namespace FGan.Data;

/// <summary>What a date or time consists of.</summary>
internal enum TimeForm
{
    /// <summary>A day.</summary>
    Date,

    /// <summary>A time without a day.</summary>
    TimeOfDay,

    /// <summary>A day and a time on a clock at no certain place.</summary>
    DateAndTime,

    /// <summary>A day and a time in UTC.</summary>
    Instant,
}

/// <summary>Collects dates and times; the pattern they need is known when all are there.</summary>
internal sealed class TimeColumn
{
    private const long None = long.MinValue;

    private readonly Growing<long> _ticks = new();
    private TimeForm? _form;
    private bool _hasMilliseconds, _hasMicroseconds;

    /// <summary>Starts with rows that have no value.</summary>
    public TimeColumn(int missing)
    {
        for (int row = 0; row < missing; row++) AddMissing();
    }

    /// <summary>Appends a row without a value.</summary>
    public void AddMissing() => _ticks.Add(None);

    /// <summary>Appends a value, unless earlier ones have another form.</summary>
    public bool TryAdd(DateTime value, TimeForm form)
    {
        if ((_form ??= form) != form) return false;
        _ticks.Add(value.Ticks);
        _hasMilliseconds |= value.Ticks % TimeSpan.TicksPerSecond != 0;
        _hasMicroseconds |= value.Ticks % TimeSpan.TicksPerMillisecond != 0;
        return true;
    }

    /// <summary>Makes the column; the collection is used up.</summary>
    public NumericColumn Build(string name)
    {
        string fraction = _hasMicroseconds ? ".ffffff" : _hasMilliseconds ? ".fff" : "";
        var notation = new DateNotation(Pattern(_form!.Value, fraction));
        double[] values =
            Array.ConvertAll(_ticks.ToArray(), t => t == None ? double.NaN : notation.ToNumber(new DateTime(t, DateTimeKind.Unspecified)));
        return NumericColumn.Own(name, values, notation);
    }

    /// <summary>A value as a word.</summary>
    public static string Text(DateTime value, TimeForm form)
    {
        string fraction = value.Ticks % TimeSpan.TicksPerSecond == 0 ? "" : ".ffffff";
        string pattern = Pattern(form, fraction).Replace("T", "'T'").Replace("Z", "'Z'");
        return value.ToString(pattern, CultureInfo.InvariantCulture);
    }

    private static string Pattern(TimeForm form, string fraction) => form switch
    {
        TimeForm.Date => "yyyy-MM-dd",
        TimeForm.TimeOfDay => "HH:mm:ss" + fraction,
        TimeForm.DateAndTime => $"yyyy-MM-dd HH:mm:ss{fraction}",
        _ => $"yyyy-MM-ddTHH:mm:ss{fraction}Z",
    };
}

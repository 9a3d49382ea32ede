using System.Globalization;

namespace FGan.Data;

/// <summary>
/// Dates and times as numbers: days since 1970 without a time of day, else seconds since then; seconds since midnight
/// without a date.
/// </summary>
/// <param name="Pattern">The framework's pattern, such as <c>yyyy-MM-dd</c>; one of a fixed list.</param>
internal sealed record DateNotation(string Pattern) : NumberNotation
{
    private static readonly string[] Dates =
    [
        "yyyy-MM-dd", "yyyy/MM/dd", "dd.MM.yyyy", "MM/dd/yyyy", "dd/MM/yyyy",
        "dd-MM-yyyy", "d.M.yyyy", "M/d/yyyy", "d/M/yyyy",
    ];

    private static readonly string[] Times = ["HH:mm", "HH:mm:ss", "HH:mm:ss.fff", "HH:mm:ss.ffffff"];

    /// <summary>Every pattern that is recognised, of those that fit the same text the likelier first.</summary>
    private static readonly string[] Patterns =
    [
        .. Dates,
        .. Times,
        .. Dates.SelectMany(date => Times.Select(time => $"{date} {time}")),
        .. Times.SelectMany(time => new[] { $"yyyy-MM-ddT{time}", $"yyyy-MM-ddT{time}Z" }),
    ];

    private bool HasDate => Pattern.Contains('y');

    private bool HasTime => Pattern.Contains('H');

    private DateTime Start => HasDate ? DateTime.UnixEpoch : DateTime.MinValue;

    public override double Unit
    {
        get
        {
            if (Pattern.EndsWith("HH:mm", StringComparison.Ordinal)) return 60;
            return Math.Pow(10, -Pattern.Count(c => c == 'f'));
        }
    }

    public override bool IsSound => Patterns.Contains(Pattern);

    private long TicksOfOne => HasTime ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerDay;

    /// <summary>The notation in which all texts are written exactly; null when there is none.</summary>
    public static DateNotation? Find(IEnumerable<string> texts)
    {
        List<string>? candidates = null;
        foreach (string text in texts)
        {
            if (candidates is null) candidates = [.. Patterns.Where(pattern => IsWritten(text, pattern))];
            else candidates.RemoveAll(pattern => !IsWritten(text, pattern));
            if (candidates.Count == 0) return null;
        }

        return candidates is null ? null : new DateNotation(candidates[0]);
    }

    /// <summary>The number of a text that <see cref="Find"/> was given.</summary>
    public override double Parse(string? text) => DateTime.TryParseExact(
        text, Escape(Pattern), CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out DateTime time)
        ? ToNumber(time)
        : double.NaN;

    /// <summary>The number of a point in time.</summary>
    public double ToNumber(DateTime time) => (double)(time - Start).Ticks / TicksOfOne;

    /// <summary>The point in time of a number, rounded to <see cref="Unit"/>.</summary>
    public DateTime ToTime(double value)
    {
        // Through decimal, because microseconds since 1970 in ticks are beyond what a double keeps apart.
        decimal ticks =
            Math.Round((decimal)Math.Clamp(value, -1e11, 1e12) / (decimal)Unit) * (decimal)Unit * TicksOfOne;
        long last = DateTime.MaxValue.Ticks - Start.Ticks;
        return Start.AddTicks((long)Math.Clamp(ticks, -Start.Ticks, last));
    }

    /// <summary>The number of a text in this notation, or of a plain date 2024-12-31; null for any other text.</summary>
    public double? TryParse(string text)
    {
        string[] patterns = HasDate ? [Escape(Pattern), "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"] : [Escape(Pattern), "HH:mm", "HH:mm:ss"];
        bool isWritten = DateTime.TryParseExact(
            text, patterns, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out DateTime time);
        return isWritten ? ToNumber(time) : null;
    }

    /// <summary>Whether numbers of both notations mean the same.</summary>
    public bool IsComparableWith(DateNotation other) => HasDate == other.HasDate && HasTime == other.HasTime;

    public override double Round(double value) => Math.Round(value / Unit) * Unit;

    public override int Write(double value, Span<char> text)
    {
        ToTime(value).TryFormat(text, out int length, Escape(Pattern), CultureInfo.InvariantCulture);
        return length;
    }

    private static bool IsWritten(string text, string pattern)
    {
        // Most columns of words fail here, at no cost.
        if (text.Length == 0 || !char.IsAsciiDigit(text[0]) || Math.Abs(text.Length - pattern.Length) > 2) return false;
        return DateTime.TryParseExact(
            text, Escape(pattern), CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out DateTime time)
            && time.ToString(Escape(pattern), CultureInfo.InvariantCulture) == text;
    }

    /// <summary>
    /// A slash would mean the culture's separator, T and Z nothing at all: all three are meant literally.
    /// </summary>
    private static string Escape(string pattern) => pattern.Replace("/", "'/'").Replace("T", "'T'").Replace("Z", "'Z'");
}

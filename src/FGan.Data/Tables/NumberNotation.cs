using System.Globalization;
using System.Text.Json.Serialization;

namespace FGan.Data;

/// <summary>How the numbers of a column are written.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "as")]
[JsonDerivedType(typeof(DecimalNotation), "decimal")]
[JsonDerivedType(typeof(DateNotation), "date")]
internal abstract record NumberNotation
{
    /// <summary>
    /// Room for any number: 309 digits before the point, <see cref="NumericColumn.MostDecimals"/> after it, and some to
    /// spare.
    /// </summary>
    public const int LongestText = 400;

    /// <summary>The distance between neighbouring numbers in this notation; 0 when they are not rounded.</summary>
    public abstract double Unit { get; }

    /// <summary>Whether the notation, read from a file, can be used.</summary>
    public abstract bool IsSound { get; }

    /// <summary>Rounds a number to one that the notation can write.</summary>
    public abstract double Round(double value);

    /// <summary>The number of a text that <see cref="Text"/> made; NaN for none.</summary>
    public abstract double Parse(string? text);

    /// <summary>The text of a finite number.</summary>
    public string Text(double value)
    {
        Span<char> text = stackalloc char[LongestText];
        return new string(text[..Write(value, text)]);
    }

    /// <summary>Writes a finite number and returns how many characters it took.</summary>
    public abstract int Write(double value, Span<char> text);
}

/// <summary>Decimal numbers.</summary>
/// <param name="Decimals">
/// Digits after the point; null for the shortest text that reads back to the same double.
/// </param>
/// <param name="TrimsZeros">Whether zeros at the end of the decimals are left out: 18 beside 18.7.</param>
internal sealed record DecimalNotation(int? Decimals, bool TrimsZeros) : NumberNotation
{
    private readonly string _format =
        Decimals is { } places ? string.Create(CultureInfo.InvariantCulture, $"F{places}") : "R";

    public override double Unit => Decimals is { } places ? Math.Pow(10, -places) : 0;

    public override bool IsSound => Decimals is null or (>= 0 and <= NumericColumn.MostDecimals);

    public override double Round(double value) => Decimals is { } places ? Math.Round(value, places) : value;

    public override double Parse(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;

    public override int Write(double value, Span<char> text)
    {
        value.TryFormat(text, out int length, _format, CultureInfo.InvariantCulture);
        if (TrimsZeros && Decimals > 0) length = text[..length].TrimEnd('0').TrimEnd('.').Length;

        // A number that rounds to zero keeps no sign.
        Span<char> written = text[..length];
        bool isNegativeZero = written is ['-', ..] && written.IndexOfAnyInRange('1', '9') < 0;
        if (!isNegativeZero) return length;
        written[1..].CopyTo(written);
        return length - 1;
    }
}

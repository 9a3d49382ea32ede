using System.Globalization;

namespace FGan.Data;

/// <summary>What a piece of text is when read as a number.</summary>
internal enum NumberForm
{
    /// <summary>Not a number.</summary>
    Text,

    /// <summary>A finite number.</summary>
    Number,

    /// <summary>
    /// Digits that a number would not keep, as codes have them: a leading zero (007), or a whole number of 2^53 and
    /// more.
    /// </summary>
    Code,

    /// <summary>A number too large for a double.</summary>
    TooLarge,
}

/// <summary>A number read from text, and how it was written.</summary>
/// <param name="Form">What the text is; the rest counts for a number only.</param>
/// <param name="Value">The number.</param>
/// <param name="WholeDigits">Digits before the point.</param>
/// <param name="Decimals">Digits after it.</param>
/// <param name="EndsInZero">Whether the last digit after the point is 0.</param>
/// <param name="IsFree">
/// Whether digits do not tell the number's precision: it has an exponent, or more of them than a double keeps.
/// </param>
internal readonly record struct NumberToken(
    NumberForm Form, double Value, int WholeDigits, int Decimals, bool EndsInZero, bool IsFree);

/// <summary>Reads numbers from text.</summary>
internal static class NumberText
{
    /// <summary>Any decimal number of so many digits survives the way into a double and back.</summary>
    public const int ExactDigits = 15;

    /// <summary>From here on doubles no longer tell neighbouring whole numbers apart.</summary>
    private const double InexactWhole = 1L << 53;

    private static ReadOnlySpan<double> PowersOfTen =>
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Tells what a text, trimmed, is with the given decimal point.</summary>
    public static NumberForm Classify(ReadOnlySpan<char> text, char point) => Read(text, point).Form;

    /// <summary>Reads a text, trimmed, as a number with the given decimal point.</summary>
    public static NumberToken Read(ReadOnlySpan<char> text, char point)
    {
        int start = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        long mantissa = 0;
        int digits = 0, at = start, pointAt = -1;
        for (; at < text.Length; at++)
        {
            uint digit = (uint)(text[at] - '0');
            if (digit <= 9)
            {
                if (++digits <= ExactDigits) mantissa = (10 * mantissa) + digit;
            }
            else if (text[at] == point && pointAt < 0)
            {
                pointAt = at;
            }
            else
            {
                break;
            }
        }

        if (digits == 0) return default;
        int decimals = pointAt < 0 ? 0 : at - pointAt - 1;
        if (IsCode(text[start..]))
            return new NumberToken(at == text.Length ? NumberForm.Code : NumberForm.Text, 0, 0, 0, false, false);
        if (at < text.Length || digits > ExactDigits) return ReadSlowly(text, point, at, digits - decimals, decimals);

        // Both operands are exact doubles, so the quotient is the correctly rounded value (Clinger 1990).
        double value = mantissa / PowersOfTen[decimals];
        if (text[0] == '-') value = -value;
        return new NumberToken(
            NumberForm.Number, value, digits - decimals, decimals, decimals > 0 && text[^1] == '0', false);
    }

    /// <summary>
    /// Tells whether a text looks like a number with thousands, a currency or a percent sign: 1,234 or $5 or 7 %.
    /// </summary>
    public static bool IsDecorated(string text)
    {
        const string Decoration = ",'%$€£¥ \u00a0";
        ReadOnlySpan<char> unsigned = text.AsSpan().TrimStart("+-");
        bool plain = unsigned.IndexOfAnyExcept("0123456789." + Decoration) < 0;
        return plain && unsigned.ContainsAny(Decoration) && unsigned.ContainsAnyInRange('0', '9');
    }

    private static bool IsCode(ReadOnlySpan<char> unsigned) =>
        unsigned.Length > 1 && unsigned[0] == '0' && char.IsAsciiDigit(unsigned[1]);

    /// <summary>Numbers with an exponent or with more than <see cref="ExactDigits"/> digits.</summary>
    private static NumberToken ReadSlowly(
        ReadOnlySpan<char> text, char point, int mantissaEnd, int wholeDigits, int decimals)
    {
        bool hasExponent = mantissaEnd < text.Length;
        if (hasExponent && text[mantissaEnd] is not ('e' or 'E')) return default;
        const NumberStyles Style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        double value;
        bool isNumber = point == '.'
            ? double.TryParse(text, Style, CultureInfo.InvariantCulture, out value)
            : double.TryParse(text.ToString().Replace(point, '.'), Style, CultureInfo.InvariantCulture, out value);
        if (!isNumber) return default;
        bool isCode = !hasExponent && decimals == 0 && Math.Abs(value) >= InexactWhole;
        NumberForm form = isCode ? NumberForm.Code : double.IsFinite(value) ? NumberForm.Number : NumberForm.TooLarge;
        bool isFree = hasExponent || decimals > 0;
        return new NumberToken(form, value, wholeDigits, decimals, EndsInZero: false, isFree);
    }
}

using System.Globalization;

namespace FGan.Data;

/// <summary>What a piece of text is when read as a number.</summary>
internal enum NumberForm
{
    /// <summary>A finite number.</summary>
    Number,

    /// <summary>Digits with a leading zero (007), as codes have them: the number would lose it.</summary>
    Code,

    /// <summary>A number too large for a double.</summary>
    TooLarge,

    /// <summary>Anything else.</summary>
    Text,
}

/// <summary>Reads numbers from text, and how many decimals they were written with.</summary>
internal static class NumberText
{
    /// <summary>The decimals of a number written with an exponent, or with more than <see cref="NumericColumn.MostDecimals"/>.</summary>
    public const int Free = int.MaxValue;

    private const int MostExactDigits = 15;

    private static ReadOnlySpan<double> PowersOfTen =>
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Reads <paramref name="text"/>, trimmed, as a number with the given decimal point.</summary>
    public static NumberForm Read(ReadOnlySpan<char> text, char point, out double value, out int decimals)
    {
        value = 0;
        decimals = 0;
        int start = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        if (start == text.Length) return NumberForm.Text;

        long mantissa = 0;
        int digits = 0, at = start;
        bool seenPoint = false;
        for (; at < text.Length; at++)
        {
            uint digit = (uint)(text[at] - '0');
            if (digit <= 9)
            {
                if (++digits <= MostExactDigits) mantissa = (10 * mantissa) + digit;
                if (seenPoint) decimals++;
            }
            else if (text[at] == point && !seenPoint)
            {
                seenPoint = true;
            }
            else
            {
                break;
            }
        }

        if (digits == 0) return NumberForm.Text;
        if (IsCode(text[start..])) return at == text.Length ? NumberForm.Code : NumberForm.Text;
        if (at < text.Length || digits > MostExactDigits) return ReadSlowly(text, point, at, ref decimals, out value);

        // Both operands are exact doubles, so the quotient is the correctly rounded value (Clinger 1990).
        value = mantissa / PowersOfTen[decimals];
        if (text[0] == '-') value = -value;
        return NumberForm.Number;
    }

    private static bool IsCode(ReadOnlySpan<char> unsigned) =>
        unsigned.Length > 1 && unsigned[0] == '0' && char.IsAsciiDigit(unsigned[1]);

    private static NumberForm ReadSlowly(ReadOnlySpan<char> text, char point, int mantissaEnd, ref int decimals, out double value)
    {
        value = 0;
        bool hasExponent = mantissaEnd < text.Length;
        if (hasExponent && text[mantissaEnd] is not ('e' or 'E')) return NumberForm.Text;
        if (hasExponent || decimals > NumericColumn.MostDecimals) decimals = Free;
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        bool isNumber = point == '.'
            ? double.TryParse(text, Style, CultureInfo.InvariantCulture, out value)
            : double.TryParse(text.ToString().Replace(point, '.'), Style, CultureInfo.InvariantCulture, out value);
        if (!isNumber) return NumberForm.Text;
        return double.IsFinite(value) ? NumberForm.Number : NumberForm.TooLarge;
    }
}

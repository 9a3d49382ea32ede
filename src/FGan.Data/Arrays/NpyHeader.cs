using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FGan.Data;

/// <summary>The Python dictionary at the start of a <c>.npy</c> file.</summary>
internal sealed partial record NpyHeader(NpyType Type, bool FortranOrder, ImmutableArray<int> Shape)
{
    private const int MostDimensions = 32;
    private const int LongestText = 1 << 20;
    private const RegexOptions Style = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>The bytes of a value.</summary>
    public int ItemSize { get; private init; } = NpyArray.SizeOf(Type);

    /// <summary>What a time counts.</summary>
    public string Unit { get; private init; } = "";

    /// <summary>
    /// Reads the dictionary that numpy.save writes: the keys descr, fortran_order and shape, each once, in any order.
    /// </summary>
    public static NpyHeader Parse(string text, string path)
    {
        Match match = Dictionary().Match(text);
        var keys = match.Groups["key"].Captures.Select(capture => capture.Value).ToArray();
        if (!match.Success || keys.Length != 3 || keys.Distinct().Count() != 3)
            throw new DataException($"has a header that is not numpy.save's: {DataException.Show(text)}", path);
        string descr = match.Groups["descr"].Value;
        (NpyType type, int itemSize, string unit) = ParseType(descr, path);
        return new NpyHeader(type, match.Groups["order"].Value == "True", ParseShape(match.Groups["shape"].Value, path))
        {
            ItemSize = itemSize,
            Unit = unit,
        };
    }

    /// <summary>NumPy's name of an array's type.</summary>
    public static string Describe(NpyArray array) => array.Type switch
    {
        NpyType.Single => "<f4",
        NpyType.Double => "<f8",
        NpyType.Byte => "|u1",
        NpyType.Int32 => "<i4",
        NpyType.Text => string.Create(CultureInfo.InvariantCulture, $"<U{array.ItemSize / 4}"),
        NpyType.Time => $"<M8[{array.Unit}]",
        _ => "<i8",
    };

    private static (NpyType Type, int ItemSize, string Unit) ParseType(string descr, string path)
    {
        if (Text().Match(descr) is { Success: true } text)
        {
            bool isShort = int.TryParse(text.Groups["length"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int length);
            return isShort && length is > 0 and <= LongestText ? (NpyType.Text, 4 * length, "") : throw new DataException(
                $"has texts of {DataException.Show(text.Groups["length"].Value)} characters; 1 to {LongestText} are read", path);
        }

        if (Time().Match(descr) is { Success: true } time) return (NpyType.Time, sizeof(long), time.Groups["unit"].Value);
        NpyType type = ParseNumberType(descr, path);
        return (type, NpyArray.SizeOf(type), "");
    }

    private static NpyType ParseNumberType(string descr, string path) => descr switch
    {
        "<f4" => NpyType.Single,
        "<f8" => NpyType.Double,
        "|u1" or "<u1" or "|b1" => NpyType.Byte,
        "<i4" => NpyType.Int32,
        "<i8" => NpyType.Int64,
        _ when descr.Contains('O') => throw new DataException(
            "holds Python objects, which are never read; save numbers (array.astype('f4')) or texts (array.astype('U'))",
            path),
        _ => throw new DataException(
            $"has element type {DataException.Show(descr)}; read are <f4, <f8, |u1, <i4, <i8, <U and <M8: convert with "
            + "array.astype('f4')",
            path),
    };

    private static ImmutableArray<int> ParseShape(string text, string path)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > MostDimensions)
            throw new DataException($"claims {parts.Length} dimensions; at most {MostDimensions} are read", path);
        return [.. parts.Select(part => ParseLength(part, path))];
    }

    private static int ParseLength(string text, string path) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int length)
            ? length
            : throw new DataException($"claims a dimension of {DataException.Show(text)}; at most {int.MaxValue} is read", path);

    [GeneratedRegex(
        @"^\s*\{(\s*'(?<key>descr|fortran_order|shape)'\s*:"
        + @"\s*('(?<descr>[^']*)'|(?<descr>\[[^\]]*\])|(?<order>True|False)|\((?<shape>[\d\s,L]*)\))\s*,?)*\s*\}\s*$",
        Style, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Dictionary();

    [GeneratedRegex("^<U(?<length>[0-9]+)$", Style, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Text();

    [GeneratedRegex(@"^<M8\[(?<unit>D|h|m|s|ms|us|ns)\]$", Style, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Time();
}

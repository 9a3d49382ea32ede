using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FGan.Data;

/// <summary>The Python dictionary at the start of a <c>.npy</c> file.</summary>
internal sealed partial record NpyHeader(NpyType Type, bool FortranOrder, ImmutableArray<int> Shape)
{
    private const int MostDimensions = 32;

    /// <summary>
    /// Reads the dictionary that numpy.save writes: the keys descr, fortran_order and shape, each once, in any order.
    /// </summary>
    public static NpyHeader Parse(string text, string path)
    {
        Match match = Dictionary().Match(text);
        var keys = match.Groups["key"].Captures.Select(capture => capture.Value).ToArray();
        if (!match.Success || keys.Length != 3 || keys.Distinct().Count() != 3)
            throw new DataException($"has a header that is not numpy.save's: {DataException.Show(text)}", path);
        return new NpyHeader(
            ParseType(match.Groups["descr"].Value, path),
            match.Groups["order"].Value == "True",
            ParseShape(match.Groups["shape"].Value, path));
    }

    /// <summary>NumPy's name of a type.</summary>
    public static string Describe(NpyType type) => type switch
    {
        NpyType.Single => "<f4",
        NpyType.Double => "<f8",
        NpyType.Byte => "|u1",
        NpyType.Int32 => "<i4",
        _ => "<i8",
    };

    private static NpyType ParseType(string descr, string path) => descr switch
    {
        "<f4" => NpyType.Single,
        "<f8" => NpyType.Double,
        "|u1" or "<u1" or "|b1" => NpyType.Byte,
        "<i4" => NpyType.Int32,
        "<i8" => NpyType.Int64,
        _ when descr.Contains('O') => throw new DataException(
            "holds Python objects, which are never read; save numbers (array.astype('f4'))", path),
        _ => throw new DataException(
            $"has element type {DataException.Show(descr)}; read are <f4, <f8, |u1, <i4, <i8: convert with "
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
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Dictionary();
}

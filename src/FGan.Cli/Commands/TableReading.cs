using System.CommandLine;
using FGan.Data;

namespace FGan.Cli.Commands;

/// <summary>How delimited text is read, the same options in every command that reads tables; left out, each is found from the file.</summary>
internal sealed class TableReading
{
    private static readonly Dictionary<string, ColumnKind> KindNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["number"] = ColumnKind.Numeric,
        ["category"] = ColumnKind.Categorical,
        ["date"] = ColumnKind.Date,
    };

    private readonly Option<string> _delimiter = new("--delimiter") { Description = "Tables: the character between fields, or tab; found when left out", HelpName = "character" };
    private readonly Option<string> _header = new("--header") { Description = "Tables: whether the first line names the columns, yes or no (then x0, x1, …)", HelpName = "yes|no" };
    private readonly Option<string> _decimal = new("--decimal") { Description = "Tables: point or comma in numbers; found when left out", HelpName = "point|comma" };

    private readonly Option<string[]> _missing = new("--missing")
    {
        Description = "Tables: further texts that stand for a missing value, separated by commas, such as --missing -999,unknown",
        HelpName = "texts",
    };

    private readonly Option<string[]> _kinds = new("--kind")
    {
        Description = "Tables: what a column holds (number, category or date), as in --kind zip=category; repeatable",
        HelpName = "column=kind",
    };

    public TableReading()
    {
        _header.AcceptOnlyFromAmong("yes", "no");
        _decimal.AcceptOnlyFromAmong("point", "comma");
    }

    public IEnumerable<Option> Options => [_delimiter, _header, _decimal, _missing, _kinds];

    /// <summary>What was asked for; a fault is a fault of the command line.</summary>
    public CsvOptions Read(ParseResult parsed) => CsvOptions.Default with
    {
        Delimiter = parsed.GetValue(_delimiter) is { } delimiter ? Delimiter(delimiter) : null,
        Header = parsed.GetValue(_header) switch { "yes" => CsvHeader.Present, "no" => CsvHeader.Absent, _ => CsvHeader.Required },
        DecimalComma = parsed.GetValue(_decimal) is { } point ? point == "comma" : null,
        AlsoMissing = [.. (parsed.GetValue(_missing) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
        Kinds = (parsed.GetValue(_kinds) ?? []).Select(Kind).GroupBy(kind => kind.Column, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Kind, StringComparer.Ordinal),
    };

    private static char Delimiter(string text) => text switch
    {
        "tab" or @"\t" => '\t',
        [var one] when !char.IsLetterOrDigit(one) && one is not ('"' or '\n' or '\r' or '.' or '-' or '+') => one,
        _ => throw new UsageException($"--delimiter is '{text}'; give one character that stands in no number or name, such as ';', or tab."),
    };

    // A column's name may hold the sign =; the last one counts.
    private static (string Column, ColumnKind Kind) Kind(string setting)
    {
        var at = setting.LastIndexOf('=');
        if (at <= 0 || !KindNames.TryGetValue(setting[(at + 1)..].Trim(), out var kind))
            throw new UsageException($"--kind is '{setting}'; give a column and one of {string.Join(", ", KindNames.Keys)}, such as --kind zip=category.");
        return (setting[..at].Trim(), kind);
    }
}

using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>Whether the first record of a file names the columns.</summary>
public enum CsvHeader
{
    /// <summary>It must; a first record that looks like data is an error.</summary>
    Required,

    /// <summary>It does, even where the names look like data.</summary>
    Present,

    /// <summary>It does not; columns are named x0, x1, ….</summary>
    Absent,
}

/// <summary>
/// How a table is read. Delimiter, decimal point, header and <see cref="MissingTokens"/> are for delimited text, the rest
/// for every source.
/// </summary>
public sealed record CsvOptions
{
    /// <summary>The defaults.</summary>
    public static CsvOptions Default { get; } = new();

    /// <summary>
    /// What stands for a missing value, upper and lower case alike: nothing, <c>NA</c>, <c>N/A</c>, <c>NaN</c>,
    /// <c>null</c> and <c>?</c>. An empty field is always missing.
    /// </summary>
    public ImmutableArray<string> MissingTokens { get; init; } = ["", "NA", "N/A", "NaN", "null", "?"];

    /// <summary>
    /// Further texts that stand for a missing value, in sources that have a null of their own (JSON, databases) too.
    /// </summary>
    public ImmutableArray<string> AlsoMissing { get; init; } = [];

    /// <summary>The kind of columns by name, where inference is not wanted.</summary>
    public IReadOnlyDictionary<string, ColumnKind> Kinds { get; init; } = ImmutableDictionary<string, ColumnKind>.Empty;

    /// <summary>Whether kinds may be declared for columns that the file lacks, because a schema will report them.</summary>
    internal bool ToleratesAbsentKinds { get; init; }

    /// <summary>The character between fields; null to find it among comma, semicolon, tab and pipe.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Whether numbers have a comma for their point (<c>1,5</c>); null to find out.</summary>
    public bool? DecimalComma { get; init; }

    /// <summary>Whether the first record names the columns.</summary>
    public CsvHeader Header { get; init; } = CsvHeader.Required;

    /// <summary>The most characters in a field; a longer one is an error.</summary>
    public int MaxFieldLength { get; init; } = 1 << 20;

    /// <summary>The most characters in a line; a longer one is an error.</summary>
    public int MaxLineLength { get; init; } = 1 << 24;

    /// <summary>The most columns; a wider file is an error.</summary>
    public int MaxColumns { get; init; } = 100_000;

    /// <summary>Refuses a kind that is declared for a column there is not, unless a schema will report it.</summary>
    /// <param name="names">The columns there are.</param>
    /// <param name="source">What the error message calls their source.</param>
    /// <exception cref="DataException">A kind is declared for another column.</exception>
    public void RequireKindsAmong(IReadOnlyCollection<string> names, string source)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (ToleratesAbsentKinds || Kinds.Keys.FirstOrDefault(name => !names.Contains(name)) is not { } unknown) return;
        throw new DataException(
            $"there is no column {DataException.Show(unknown)} to declare a kind for; there are "
            + $"{string.Join(", ", names.Take(20))}",
            source);
    }
}

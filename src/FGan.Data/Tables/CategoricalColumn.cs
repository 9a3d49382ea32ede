using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>
/// A column of words from a finite set, its levels; each row holds the code of a level, or −1 when missing.
/// </summary>
public sealed class CategoricalColumn : Column
{
    /// <summary>The code of a missing value.</summary>
    public const int Missing = -1;

    private readonly int[] _codes;

    /// <summary>Makes a column from codes.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="codes">
    /// One code a row: an index into <paramref name="levels"/>, or −1 for a missing value. Copied.
    /// </param>
    /// <param name="levels">The words, without duplicates; one that never occurs may be among them.</param>
    /// <exception cref="ArgumentException">
    /// A code is outside the levels, or a level occurs twice or is empty.
    /// </exception>
    public CategoricalColumn(string name, ReadOnlySpan<int> codes, IEnumerable<string> levels)
        : this(name, codes.ToArray(), [.. levels])
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string level in Levels)
        {
            if (string.IsNullOrEmpty(level) || !seen.Add(level))
                throw new ArgumentException(
                    $"Column {name} has the level '{level}' twice or empty; each once, none empty.", nameof(levels));
        }

        foreach (int code in codes)
        {
            if (code < Missing || code >= Levels.Length)
                throw new ArgumentException(
                    $"Column {name} has code {code}; allowed are -1 to {Levels.Length - 1}.", nameof(codes));
        }
    }

    private CategoricalColumn(string name, int[] codes, ImmutableArray<string> levels)
        : base(name)
    {
        (_codes, Levels) = (codes, levels);
        MissingCount = codes.AsSpan().Count(Missing);
    }

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Categorical;

    /// <inheritdoc/>
    public override int Count => _codes.Length;

    /// <inheritdoc/>
    public override int MissingCount { get; }

    /// <summary>One code a row; −1 where missing.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>
    /// The words that codes stand for. Read from a file, they are in ordinal order, whatever the order of the rows.
    /// </summary>
    public ImmutableArray<string> Levels { get; }

    /// <summary>Whether the words are truth values, which formats with types of their own write as such.</summary>
    public TruthForm Truth => Levels switch
    {
        ["0", "1"] or ["1", "0"] => TruthForm.Digits,
        ["false", "true"] or ["true", "false"] or ["true"] or ["false"] => TruthForm.Words,
        _ => TruthForm.None,
    };

    /// <summary>The word of a row; null where missing.</summary>
    /// <param name="row">The row, from 0.</param>
    public string? this[int row] => _codes[row] == Missing ? null : Levels[_codes[row]];

    private protected override string Summary
    {
        get
        {
            const int Shown = 6;
            string more = Levels.Length > Shown ? ", …" : "";
            return $"{Levels.Length} levels ({string.Join(", ", Levels.Take(Shown))}{more})";
        }
    }

    /// <summary>Makes a column from words.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="words">One word a row; null or empty is a missing value.</param>
    /// <returns>A column whose levels are the distinct words in ordinal order.</returns>
    public static CategoricalColumn FromWords(string name, IEnumerable<string?> words)
    {
        var builder = new LevelBuilder();
        foreach (string? word in words) builder.Add(word);
        return builder.Build(name);
    }

    /// <summary>Counts the rows of each level.</summary>
    /// <returns>One count a level, in the order of <see cref="Levels"/>.</returns>
    public int[] CountLevels()
    {
        var counts = new int[Levels.Length];
        foreach (int code in _codes)
        {
            if (code != Missing) counts[code]++;
        }

        return counts;
    }

    /// <inheritdoc/>
    public override bool IsMissing(int row) => _codes[row] == Missing;

    /// <inheritdoc/>
    public override string Format(int row) => this[row] ?? "";

    /// <inheritdoc/>
    public override CategoricalColumn Take(ReadOnlySpan<int> rows)
    {
        var taken = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++) taken[i] = _codes[rows[i]];
        return Own(Name, taken, Levels);
    }

    /// <inheritdoc/>
    internal override void AppendTo(CsvTextBuffer text, int row) => text.AppendField(this[row]);

    /// <summary>
    /// Makes a column that keeps <paramref name="codes"/> without a copy; the caller lets go of them and has checked
    /// them.
    /// </summary>
    internal static CategoricalColumn Own(string name, int[] codes, ImmutableArray<string> levels) =>
        new(name, codes, levels);
}

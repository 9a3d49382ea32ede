using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>How numbers are encoded.</summary>
public enum NumericEncoding
{
    /// <summary>
    /// A mode of a Gaussian mixture and the place within it, between −1 and 1; values that are far more frequent than
    /// their neighbours (an exact 0) come back exactly. Keeps columns of several peaks apart.
    /// </summary>
    ModeSpecific,

    /// <summary>
    /// Normal scores divided by the greatest, so between −1 and 1: the column's distribution becomes a normal one, cut
    /// at both ends. Equal values are spread over their share at random, so a value that is often exactly 0 stays so.
    /// </summary>
    BoundedScore,

    /// <summary>
    /// Normal scores, unbounded, equal values alike: tames heavy tails and keeps every f-divergence, for estimation.
    /// </summary>
    NormalScore,

    /// <summary>
    /// Centred by the median, scaled by the interquartile range, logarithmic beyond 5: invertible, for estimation.
    /// </summary>
    Standard,
}

/// <summary>What to do with a category that the fitted table did not have.</summary>
public enum UnknownLevels
{
    /// <summary>Reports it.</summary>
    Error,

    /// <summary>Takes it for a missing value.</summary>
    AsMissing,
}

/// <summary>How tables are encoded.</summary>
public sealed record TableEncoderOptions
{
    /// <summary>For training a generator: bounded numbers, small groups of rows kept out of the encoder.</summary>
    public static TableEncoderOptions ForGeneration { get; } = new();

    /// <summary>
    /// For estimating divergences: invertible numbers, every category for itself, unknown ones an error.
    /// </summary>
    public static TableEncoderOptions ForEstimation { get; } =
        new() { Numeric = NumericEncoding.Standard, MinLevelCount = 1, MaxLevels = 1024 };

    /// <summary>How numbers are encoded.</summary>
    public NumericEncoding Numeric { get; init; } = NumericEncoding.ModeSpecific;

    /// <summary>The most modes of a column; modes the data do not need are dropped.</summary>
    public int MaxModes { get; init; } = 10;

    /// <summary>The most categories of a column that are encoded one for one; the rarer ones share a place.</summary>
    public int MaxLevels { get; init; } = 256;

    /// <summary>
    /// The fewest rows a category needs for its name to be stored. Rarer ones share a place and come back as one of the
    /// stored categories.
    /// </summary>
    public int MinLevelCount { get; init; } = 2;

    /// <summary>What to do with a category that the fitted table did not have.</summary>
    public UnknownLevels Unknown { get; init; } = UnknownLevels.Error;

    /// <summary>What is known of columns by name, beside what the table shows: bounds, categories, identifiers.</summary>
    public IReadOnlyDictionary<string, ColumnRule> Rules { get; init; } = ImmutableDictionary<string, ColumnRule>.Empty;

    /// <summary>The rule of a column; one that says nothing where there is none.</summary>
    internal ColumnRule RuleOf(string column) => Rules.GetValueOrDefault(column, ColumnRule.None);

    /// <summary>
    /// Whether no category may be stored that is rarer than asked for, even where then none is left; the default count
    /// makes an exception for tables of a few rows.
    /// </summary>
    internal bool IsStrict => MinLevelCount > 2;

    internal void Validate()
    {
        string[] faults =
        [
            .. MaxLevels < 2 ? [$"MaxLevels is {MaxLevels}; at least 2"] : Array.Empty<string>(),
            .. MaxModes is < 1 or > 100 ? [$"MaxModes is {MaxModes}; 1 to 100"] : Array.Empty<string>(),
            .. MinLevelCount < 1 ? [$"MinLevelCount is {MinLevelCount}; at least 1"] : Array.Empty<string>(),
            .. !Enum.IsDefined(Numeric) ? [$"Numeric is {Numeric}"] : Array.Empty<string>(),
            .. !Enum.IsDefined(Unknown) ? [$"Unknown is {Unknown}"] : Array.Empty<string>(),
        ];
        if (faults.Length > 0) throw new ArgumentException($"Encoder options: {string.Join("; ", faults)}.");
    }
}

using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>What a schema says a column is.</summary>
public enum SchemaKind
{
    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Dates, times of day, or both.</summary>
    Date,

    /// <summary>One of a finite set of words.</summary>
    Category,

    /// <summary>Names or keys: new ones of the same form are made, none is learned.</summary>
    Identifier,

    /// <summary>Not learned, not made, not named in the model.</summary>
    LeaveOut,
}

/// <summary>What a schema says about a column.</summary>
/// <param name="Name">The column's name, as the header has it.</param>
/// <param name="Kind">What it is.</param>
public sealed record SchemaColumn(string Name, SchemaKind Kind)
{
    /// <summary>The least number or date that may be learned and made, as text; the data's own when null.</summary>
    public string? Minimum { get; init; }

    /// <summary>The greatest.</summary>
    public string? Maximum { get; init; }

    /// <summary>Digits after the point; the data's own when null.</summary>
    public int? Decimals { get; init; }

    /// <summary>The categories that may be stored by name and made; the data's own when null.</summary>
    public ImmutableArray<string>? Categories { get; init; }

    /// <summary>What was seen in the data; null in a schema that was read.</summary>
    public SeenColumn? Seen { get; init; }

    /// <summary>Where it stands in the schema's file, from 1; null for none.</summary>
    internal long? Line { get; init; }
}

/// <summary>What a column holds, for people to read.</summary>
/// <param name="MissingShare">Share of rows without a value.</param>
/// <param name="Distinct">How many different values there are.</param>
public sealed record SeenColumn(double MissingShare, int Distinct)
{
    /// <summary>The distance that all numbers are multiples of, such as 25; null where there is none.</summary>
    public double? Step { get; init; }

    /// <summary>Numbers far more frequent than their neighbours, which come back exactly.</summary>
    public ImmutableArray<string> Spikes { get; init; } = [];

    /// <summary>The most frequent categories with their shares.</summary>
    public ImmutableArray<LevelShare> Frequent { get; init; } = [];

    /// <summary>What will be done with the column, and what to look at.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>A category and how frequent it is.</summary>
/// <param name="Name">The category.</param>
/// <param name="Share">Its share of the rows, in (0, 1].</param>
public sealed record LevelShare(string Name, double Share);

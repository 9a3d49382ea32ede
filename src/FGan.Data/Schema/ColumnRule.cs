using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>What is known of a column beside what its values show.</summary>
public sealed record ColumnRule
{
    /// <summary>Says nothing.</summary>
    internal static ColumnRule None { get; } = new();

    /// <summary>The least number that may be made; the least of the data when null.</summary>
    public double? Minimum { get; init; }

    /// <summary>The greatest number that may be made; the greatest of the data when null.</summary>
    public double? Maximum { get; init; }

    /// <summary>
    /// The categories that may be stored and made; those of the data when null. Others share a place and come back as
    /// one of these.
    /// </summary>
    public ImmutableHashSet<string>? Categories { get; init; }

    /// <summary>Whether the values are identifiers, which are made anew and never learned; found out when null.</summary>
    public bool? IsIdentifier { get; init; }
}

namespace FGan.Data;

/// <summary>What a column's values are.</summary>
public enum ColumnKind
{
    /// <summary>Numbers, whole or with decimals.</summary>
    Numeric,

    /// <summary>Dates, times of day, or both, as the numbers of a <see cref="NumericColumn"/>.</summary>
    Date,

    /// <summary>One of a finite set of words; truth values are two such words.</summary>
    Categorical,
}

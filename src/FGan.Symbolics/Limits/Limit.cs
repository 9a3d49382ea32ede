namespace FGan.Symbolics;

/// <summary>From which side a point is approached.</summary>
public enum Side
{
    /// <summary>From smaller numbers.</summary>
    Below,

    /// <summary>From larger numbers.</summary>
    Above,
}

/// <summary>A limit: a number, ±∞, or NaN where there is none that could be found.</summary>
/// <param name="Value">The limit as a double.</param>
/// <param name="Exact">The limit as an expression; null for ±∞ and where it was only found numerically.</param>
public readonly record struct Limit(double Value, Expr? Exact)
{
    /// <summary>Whether there is a limit, finite or not.</summary>
    public bool Exists => !double.IsNaN(Value);

    /// <summary>Whether the limit is finite.</summary>
    public bool IsFinite => double.IsFinite(Value);

    /// <inheritdoc/>
    public override string ToString() =>
        Exact?.ToString() ?? Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}

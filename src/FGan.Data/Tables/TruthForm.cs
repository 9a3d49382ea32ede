namespace FGan.Data;

/// <summary>How a column writes truth values, if it does.</summary>
public enum TruthForm
{
    /// <summary>Its words are no truth values.</summary>
    None,

    /// <summary>As the numbers 0 and 1.</summary>
    Digits,

    /// <summary>As the words <c>true</c> and <c>false</c>.</summary>
    Words,
}

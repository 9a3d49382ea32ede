namespace FGan.Data;

/// <summary>Where something held about a column comes from.</summary>
public enum HeldOrigin
{
    /// <summary>How the column is written or treated.</summary>
    Form,

    /// <summary>Computed over many rows.</summary>
    Summary,

    /// <summary>The name of a category, which stood in as many rows as its share says.</summary>
    Category,

    /// <summary>A value that stood in at least one row, word for word or digit for digit.</summary>
    Value,

    /// <summary>An entry that this program does not know; it is shown as it stands.</summary>
    Unknown,
}

/// <summary>One thing that an encoder, and so a model file, holds about a column.</summary>
/// <param name="What">What it is, in words.</param>
/// <param name="Text">The thing itself.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Count">How many values or categories it holds; 1 for a single thing.</param>
public sealed record HeldFact(string What, string Text, HeldOrigin Origin, int Count = 1);

/// <summary>Everything that an encoder holds about a column.</summary>
/// <param name="Column">The column's name; empty for what concerns the encoder as a whole.</param>
/// <param name="Treatment">What is done with the column.</param>
/// <param name="Facts">What is held.</param>
public sealed record HeldColumn(string Column, string Treatment, IReadOnlyList<HeldFact> Facts);

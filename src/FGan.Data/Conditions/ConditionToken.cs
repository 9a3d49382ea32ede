namespace FGan.Data;

/// <summary>What a piece of a condition is.</summary>
internal enum ConditionTokenKind
{
    /// <summary>A name, a value or a key word, without quotes.</summary>
    Word,

    /// <summary>A name or a value in quotes.</summary>
    Quoted,

    /// <summary>A comparison, a parenthesis or a comma.</summary>
    Sign,

    /// <summary>The end.</summary>
    End,
}

/// <summary>A piece of a condition.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, without quotes.</param>
/// <param name="Position">Where it begins, from 0.</param>
internal readonly record struct ConditionToken(ConditionTokenKind Kind, string Text, int Position)
{
    /// <summary>Whether it is this key word, in whatever case, or this sign.</summary>
    public bool Is(string text) => Kind switch
    {
        ConditionTokenKind.Word => string.Equals(Text, text, StringComparison.OrdinalIgnoreCase),
        ConditionTokenKind.Sign => Text == text,
        _ => false,
    };
}

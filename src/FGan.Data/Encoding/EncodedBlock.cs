namespace FGan.Data;

/// <summary>What a block of encoded columns holds, and so how a network should put it out.</summary>
public enum BlockKind
{
    /// <summary>
    /// One number; between −1 and 1 (end it with tanh) when <see cref="EncodedBlock.IsBounded"/>, else roughly
    /// standard.
    /// </summary>
    Continuous,

    /// <summary>
    /// The probabilities of categories (end it with softmax); in encoded rows a single 1 among zeros.
    /// </summary>
    OneHot,
}

/// <summary>Columns of an encoded row that belong together.</summary>
/// <param name="Kind">What they hold.</param>
/// <param name="Offset">The first of them.</param>
/// <param name="Width">Their number; 1 when continuous.</param>
/// <param name="Column">The column of the table that they encode.</param>
/// <param name="IsBounded">Whether all values lie between −1 and 1.</param>
/// <param name="Gate">The encoded column that is 1 where this number counts, and 0 where it stands at 0 and says nothing; null when it always counts.</param>
public sealed record EncodedBlock(BlockKind Kind, int Offset, int Width, string Column, bool IsBounded, int? Gate = null);

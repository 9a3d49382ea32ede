namespace FGan.Neural.Operations;

/// <summary>What a node does: how it differentiates, in terms of other operations, and how it computes.</summary>
/// <remarks>
/// Operations are records: two that are equal, on the same inputs, compute the same, and the tape keeps one of them.
/// A new operation needs its shape check (where it is recorded), <see cref="Differentiate"/> and <see cref="Execute"/>.
/// </remarks>
internal abstract record Operation
{
    /// <summary>The name in messages.</summary>
    public abstract string Name { get; }

    /// <summary>Whether equal inputs always give equal outputs and nothing else happens.</summary>
    public virtual bool IsPure => true;

    /// <summary>Whether the single output may lie where the given input lies, element by element.</summary>
    public virtual bool MayOverwrite(int input) => false;

    /// <summary>Whether a row of the output needs no more than the same row of some inputs, and all of the others.</summary>
    /// <remarks>Such operations are run on blocks of rows, one after another on each block while it is in the nearest caches.</remarks>
    public virtual bool TreatsRowsAlone => false;

    /// <summary>Whether, run on a block of rows of its inputs, the operation gives one row of the output: a sum over the block, as a rule.</summary>
    public virtual bool GivesRowPerBlock => false;

    /// <summary>Whether row i of the output needs row i of this input, rather than all of it.</summary>
    public virtual bool FollowsRows(int input, Shape from, Shape to) => TreatsRowsAlone && from.Rows == to.Rows && to.Rows > 1;

    /// <summary>How many multiply-adds a matrix product or a convolution takes; 0 for all else.</summary>
    public virtual long MultiplyAdds(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> outputs) => 0;

    /// <summary>Adds to each input's gradient what this node contributes, by recording operations.</summary>
    public abstract void Differentiate(Differentiation step);

    /// <summary>Computes the outputs from the inputs.</summary>
    public abstract void Execute(Execution step);

    public sealed override string ToString() => Name;
}

/// <summary>An operation whose output comes from outside: nothing to compute, nothing to differentiate.</summary>
internal abstract record LeafOperation : Operation
{
    public override void Differentiate(Differentiation step)
    {
        // A leaf has no inputs to pass its gradient to.
    }

    public override void Execute(Execution step)
    {
        // The elements are already in place.
    }
}

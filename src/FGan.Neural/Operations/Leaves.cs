namespace FGan.Neural.Operations;

/// <summary>A matrix that the caller fills.</summary>
internal sealed record InputOperation(string Label) : LeafOperation
{
    public override string Name => Label;

    public override bool IsPure => false;
}

/// <summary>A matrix of one repeated number.</summary>
internal sealed record FillOperation(float Number) : LeafOperation
{
    public override string Name => $"constant {Number}";

    public override void Execute(Execution step) => step.Output().Fill(Number);
}

/// <summary>A matrix of given numbers.</summary>
internal sealed record ConstantOperation(float[] Elements) : LeafOperation
{
    public override string Name => "constant";

    public override void Execute(Execution step) => Elements.CopyTo(step.Output());
}

/// <summary>The elements of a parameter, where they lie.</summary>
internal sealed record ParameterOperation(Parameter Parameter) : LeafOperation
{
    public override string Name => Parameter.Name;
}

/// <summary>A parameter packed as the right factor of products.</summary>
internal sealed record PackedParameterOperation(Parameter Parameter, bool Transpose) : LeafOperation
{
    public override string Name => Transpose ? "pack Bᵀ" : "pack B";

    /// <summary>Where it lies, and what brings it up to date.</summary>
    public PackedParameter Packed => Parameter.Packed(Transpose);
}

/// <summary>Fresh standard normal numbers at each run.</summary>
internal sealed record NormalOperation(RandomSource Source) : LeafOperation
{
    public override string Name => "normal";

    public override bool IsPure => false;

    public override void Execute(Execution step) => Source.FillNormal(step.Output(), step.Team);
}

/// <summary>Fresh uniform numbers at each run.</summary>
internal sealed record UniformOperation(RandomSource Source) : LeafOperation
{
    public override string Name => "uniform";

    public override bool IsPure => false;

    public override void Execute(Execution step) => Source.FillUniform(step.Output(), step.Team);
}

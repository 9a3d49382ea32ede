namespace FGan.Numerics;

/// <summary>Maps one value to one: y = op(x).</summary>
internal interface IScalarUnary
{
    float Apply(float x);
}

/// <summary>Maps two values to one: z = op(x, y).</summary>
internal interface IScalarBinary
{
    float Apply(float x, float y);
}

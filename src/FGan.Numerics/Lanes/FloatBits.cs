namespace FGan.Numerics;

/// <summary>Names the parts of a float's 32 bits.</summary>
internal static class FloatBits
{
    /// <summary>Bits of the mantissa.</summary>
    public const int MantissaBits = 23;

    /// <summary>What the stored exponent is above the true one.</summary>
    public const int Bias = 127;

    /// <summary>The bits of √½: what lies at or above it, up to √2, is split with exponent 0.</summary>
    public const int RootHalf = 0x3f3504f3;
}

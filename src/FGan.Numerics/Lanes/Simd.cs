using System.Runtime.Intrinsics;

namespace FGan.Numerics;

/// <summary>Names the widths that kernels are compiled for.</summary>
public enum SimdWidth
{
    /// <summary>One float at a time.</summary>
    Scalar = 0,

    /// <summary>4 floats.</summary>
    Bits128 = 128,

    /// <summary>8 floats.</summary>
    Bits256 = 256,

    /// <summary>16 floats.</summary>
    Bits512 = 512,
}

/// <summary>Runs a kernel at the width that was chosen.</summary>
internal interface ILanesWork
{
    void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Chooses the vector width: the widest that the machine has, or what FGAN_SIMD says (512, 256, 128 or scalar).</summary>
public static class Simd
{
    /// <summary>The width in use.</summary>
    public static SimdWidth Width { get; private set; } = FromEnvironment(Environment.GetEnvironmentVariable("FGAN_SIMD"));

    /// <summary>The widest that the machine has. Measured order: 512 bits twice as fast as 256, and so on down.</summary>
    internal static SimdWidth Widest =>
        Vector512.IsHardwareAccelerated ? SimdWidth.Bits512
        : Vector256.IsHardwareAccelerated ? SimdWidth.Bits256
        : Vector128.IsHardwareAccelerated ? SimdWidth.Bits128
        : SimdWidth.Scalar;

    /// <summary>Reads FGAN_SIMD; what it does not know leaves the widest.</summary>
    internal static SimdWidth FromEnvironment(string? wanted) => wanted?.Trim().ToUpperInvariant() switch
    {
        "512" => SimdWidth.Bits512,
        "256" => SimdWidth.Bits256,
        "128" => SimdWidth.Bits128,
        "SCALAR" => SimdWidth.Scalar,
        _ => Widest,
    };

    /// <summary>Forces a width, for tests; one that the machine lacks is emulated, slowly.</summary>
    internal static void Force(SimdWidth width) => Width = width;

    /// <summary>Runs the work at the width in use.</summary>
    internal static void Run<TWork>(scoped TWork work)
        where TWork : struct, ILanesWork, allows ref struct
    {
        switch (Width)
        {
            case SimdWidth.Bits512: work.Run<Lanes512>(); break;
            case SimdWidth.Bits256: work.Run<Lanes256>(); break;
            case SimdWidth.Bits128: work.Run<Lanes128>(); break;
            default: work.Run<LanesScalar>(); break;
        }
    }
}

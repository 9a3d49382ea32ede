using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace FGan.Numerics;

/// <summary>Interleaves vectors of four floats: what a transposition in registers is made of.</summary>
internal static class Interleave
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Writes the transpose of four rows of four.</summary>
    [MethodImpl(Inline)]
    public static unsafe void Transpose4(
        Vector128<float> r0, Vector128<float> r1, Vector128<float> r2, Vector128<float> r3, float* destination, nint destinationRow)
    {
        Vector128<float> low01 = Low(r0, r1), high01 = High(r0, r1), low23 = Low(r2, r3), high23 = High(r2, r3);
        LowPairs(low01, low23).Store(destination);
        HighPairs(low01, low23).Store(destination + destinationRow);
        LowPairs(high01, high23).Store(destination + (2 * destinationRow));
        HighPairs(high01, high23).Store(destination + (3 * destinationRow));
    }

    /// <summary>a₀ b₀ a₁ b₁.</summary>
    [MethodImpl(Inline)]
    public static Vector128<float> Low(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);

    /// <summary>a₂ b₂ a₃ b₃.</summary>
    [MethodImpl(Inline)]
    public static Vector128<float> High(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[2], b[2], a[3], b[3]);

    /// <summary>a₀ a₁ b₀ b₁.</summary>
    [MethodImpl(Inline)]
    public static Vector128<float> LowPairs(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.MoveLowToHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a.AsDouble(), b.AsDouble()).AsSingle()
        : Vector128.Create(a[0], a[1], b[0], b[1]);

    /// <summary>a₂ a₃ b₂ b₃.</summary>
    [MethodImpl(Inline)]
    public static Vector128<float> HighPairs(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.MoveHighToLow(b, a)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a.AsDouble(), b.AsDouble()).AsSingle()
        : Vector128.Create(a[2], a[3], b[2], b[3]);
}

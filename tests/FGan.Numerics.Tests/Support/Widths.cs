using System.Runtime.Intrinsics;

// A forced vector width is one for the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace FGan.Numerics.Tests;

/// <summary>Forces each vector width in turn that this machine has.</summary>
internal static class Widths
{
    public static IEnumerable<SimdWidth> Available
    {
        get
        {
            yield return SimdWidth.Scalar;
            if (Vector128.IsHardwareAccelerated) yield return SimdWidth.Bits128;
            if (Vector256.IsHardwareAccelerated) yield return SimdWidth.Bits256;
            if (Vector512.IsHardwareAccelerated) yield return SimdWidth.Bits512;
        }
    }

    public static void ForEach(Action<SimdWidth> check)
    {
        SimdWidth before = Simd.Width;
        try
        {
            foreach (SimdWidth width in Available)
            {
                Simd.Force(width);
                check(width);
            }
        }
        finally
        {
            Simd.Force(before);
        }
    }
}

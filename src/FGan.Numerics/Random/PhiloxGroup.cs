using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FGan.Numerics;

/// <summary>Computes 16 blocks of Philox side by side: the words of one group of 64 indices, in the indices' order.</summary>
internal static unsafe class PhiloxGroup
{
    /// <summary>Indices of a group.</summary>
    public const int Size = 64;

    /// <summary>Blocks of a group.</summary>
    public const int Blocks = 16;

    /// <summary>Writes the 64 words of a group.</summary>
    public static void Fill(Philox philox, ulong group, uint* words)
    {
        if (Vector128.IsHardwareAccelerated && Simd.Width != SimdWidth.Scalar) FillVectors(philox, group, words);
        else FillBlocks(philox, group, words);
    }

    private static void FillBlocks(Philox philox, ulong group, uint* words)
    {
        for (uint i = 0; i < Blocks; i++)
        {
            (uint word0, uint word1, uint word2, uint word3) = philox.Block((group * Blocks) + i);
            words[i] = word0;
            words[i + Blocks] = word1;
            words[i + (2 * Blocks)] = word2;
            words[i + (3 * Blocks)] = word3;
        }
    }

    // Where there are no 512 bits the runtime makes each operation of two or four narrower ones.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillVectors(Philox philox, ulong group, uint* words)
    {
        ulong first = group * Blocks;
        // A group never straddles a carry: 16 divides 2³².
        Vector512<uint> c0 = Vector512.Create((uint)first) + Vector512<uint>.Indices;
        Vector512<uint> c1 = Vector512.Create((uint)(first >> 32));
        Vector512<uint> c2 = Vector512.Create((uint)philox.Stream), c3 = Vector512.Create((uint)(philox.Stream >> 32));
        uint k0 = (uint)philox.Seed, k1 = (uint)(philox.Seed >> 32);
        for (int round = 0; round < Philox.Rounds; round++)
        {
            Multiply(c0, Philox.Multiplier0, out Vector512<uint> high0, out Vector512<uint> low0);
            Multiply(c2, Philox.Multiplier1, out Vector512<uint> high1, out Vector512<uint> low1);
            c0 = high1 ^ c1 ^ Vector512.Create(k0);
            c1 = low1;
            c2 = high0 ^ c3 ^ Vector512.Create(k1);
            c3 = low0;
            k0 += Philox.Weyl0;
            k1 += Philox.Weyl1;
        }

        c0.Store(words);
        c1.Store(words + Blocks);
        c2.Store(words + (2 * Blocks));
        c3.Store(words + (3 * Blocks));
    }

    // Both halves of the 64-bit products, from those of the even and of the odd lanes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(Vector512<uint> a, uint multiplier, out Vector512<uint> high, out Vector512<uint> low)
    {
        Vector512<ulong> factor = Vector512.Create((ulong)multiplier), lower = Vector512.Create(0xFFFFFFFFul);
        Vector512<ulong> even = MultiplyLower(a.AsUInt64(), factor, lower), odd = MultiplyLower(a.AsUInt64() >>> 32, factor, lower);
        low = ((even & lower) | (odd << 32)).AsUInt32();
        high = ((even >>> 32) | (odd & ~lower)).AsUInt32();
    }

    // The product of the lower halves, in one instruction where there is one: a product of whole 64 bits takes three.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> MultiplyLower(Vector512<ulong> a, Vector512<ulong> factor, Vector512<ulong> lower) =>
        Avx512F.IsSupported ? Avx512F.Multiply(a.AsUInt32(), factor.AsUInt32()) : (a & lower) * factor;
}

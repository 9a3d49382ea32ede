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

    /// <summary>Writes the 128 words of a group and the next: side by side, so that the rounds of one do not wait for those of the other.</summary>
    public static void FillTwo(Philox philox, ulong group, uint* words)
    {
        if (Vector128.IsHardwareAccelerated && Simd.Width != SimdWidth.Scalar)
        {
            FillVectors(philox, group, words);
            return;
        }

        FillBlocks(philox, group, words);
        FillBlocks(philox, group + 1, words + Size);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillVectors(Philox philox, ulong group, uint* words)
    {
        Counters first = new(philox, group), second = new(philox, group + 1);
        uint k0 = (uint)philox.Seed, k1 = (uint)(philox.Seed >> 32);
        for (int round = 0; round < Philox.Rounds; round++, k0 += Philox.Weyl0, k1 += Philox.Weyl1)
        {
            first.Round(k0, k1);
            second.Round(k0, k1);
        }

        first.Store(words);
        second.Store(words + Size);
    }

    // The four counters of 16 blocks. Where there are no 512 bits the runtime makes each operation of two or four narrower ones.
    private struct Counters
    {
        private Vector512<uint> _0, _1, _2, _3;

        // A group never straddles a carry: 16 divides 2³².
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Counters(Philox philox, ulong group)
        {
            ulong first = group * Blocks;
            _0 = Vector512.Create((uint)first) + Vector512<uint>.Indices;
            _1 = Vector512.Create((uint)(first >> 32));
            _2 = Vector512.Create((uint)philox.Stream);
            _3 = Vector512.Create((uint)(philox.Stream >> 32));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Round(uint k0, uint k1)
        {
            Multiply(_0, Philox.Multiplier0, out Vector512<uint> high0, out Vector512<uint> low0);
            Multiply(_2, Philox.Multiplier1, out Vector512<uint> high1, out Vector512<uint> low1);
            _0 = high1 ^ _1 ^ Vector512.Create(k0);
            _1 = low1;
            _2 = high0 ^ _3 ^ Vector512.Create(k1);
            _3 = low0;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(uint* words)
        {
            _0.Store(words);
            _1.Store(words + Blocks);
            _2.Store(words + (2 * Blocks));
            _3.Store(words + (3 * Blocks));
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
}

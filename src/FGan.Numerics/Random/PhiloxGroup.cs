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
        Counters even = Counters.Of(philox, group, 0), odd = Counters.Of(philox, group, 1);
        Counters nextEven = Counters.Of(philox, group + 1, 0), nextOdd = Counters.Of(philox, group + 1, 1);
        uint k0 = (uint)philox.Seed, k1 = (uint)(philox.Seed >> 32);
        for (int round = 0; round < Philox.Rounds; round++, k0 += Philox.Weyl0, k1 += Philox.Weyl1)
        {
            Vector512<ulong> key0 = Vector512.Create((ulong)k0), key1 = Vector512.Create((ulong)k1);
            even.Round(key0, key1);
            odd.Round(key0, key1);
            nextEven.Round(key0, key1);
            nextOdd.Round(key0, key1);
        }

        Counters.Store(even, odd, words);
        Counters.Store(nextEven, nextOdd, words + Size);
    }

    // The four counters of the blocks with even numbers, or of those with odd, each in the lower half of 64 bits; the upper half holds anything, since products do not look
    // at it. Where there are no 512 bits the runtime makes each operation of two or four narrower ones.
    private struct Counters
    {
        private Vector512<ulong> _0, _1, _2, _3;

        // A group never straddles a carry: 16 divides 2³².
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Counters Of(Philox philox, ulong group, uint first)
        {
            ulong block = group * Blocks;
            Counters counters = default;
            counters._0 = Vector512.Create((ulong)(uint)block) + ((Vector512<ulong>.Indices * 2) + Vector512.Create((ulong)first));
            counters._1 = Vector512.Create(block >> 32);
            counters._2 = Vector512.Create((ulong)(uint)philox.Stream);
            counters._3 = Vector512.Create(philox.Stream >> 32);
            return counters;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Round(Vector512<ulong> k0, Vector512<ulong> k1)
        {
            Vector512<ulong> product0 = MultiplyLower(_0, Philox.Multiplier0), product1 = MultiplyLower(_2, Philox.Multiplier1);
            _0 = (product1 >>> 32) ^ _1 ^ k0;
            _1 = product1;
            _2 = (product0 >>> 32) ^ _3 ^ k1;
            _3 = product0;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(Counters even, Counters odd, uint* words)
        {
            Join(even._0, odd._0).Store(words);
            Join(even._1, odd._1).Store(words + Blocks);
            Join(even._2, odd._2).Store(words + (2 * Blocks));
            Join(even._3, odd._3).Store(words + (3 * Blocks));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<uint> Join(Vector512<ulong> even, Vector512<ulong> odd) =>
            ((even & Vector512.Create(0xFFFFFFFFul)) | (odd << 32)).AsUInt32();

        // The product of the lower halves, in one instruction where there is one: a product of whole 64 bits takes three.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<ulong> MultiplyLower(Vector512<ulong> a, uint multiplier)
        {
            Vector512<ulong> factor = Vector512.Create((ulong)multiplier);
            return Avx512F.IsSupported ? Avx512F.Multiply(a.AsUInt32(), factor.AsUInt32()) : (a & Vector512.Create(0xFFFFFFFFul)) * factor;
        }
    }
}

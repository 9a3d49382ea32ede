using System.Numerics;
using FGan.Numerics;

namespace FGan;

/// <summary>Deals out the numbers 0 to n − 1 in a random order, each once an epoch, in a new order each epoch, without storing any of it.</summary>
/// <remarks>
/// The order is a keyed permutation: a Feistel network over the next even number of bits, walked along its cycle until it
/// lands below n (Black and Rogaway 2002). So the place in the data follows from the number of draws alone, and resuming needs no cursor.
/// </remarks>
internal readonly struct EpochOrder
{
    private const int Rounds = 6;

    private readonly Philox _keys;
    private readonly int _count;
    private readonly int _halfBits;

    public EpochOrder(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _count = count;
        _keys = new Philox(seed, RandomStreams.EpochOrder);
        _halfBits = Math.Max(1, (BitOperations.Log2((uint)Math.Max(count - 1, 1)) + 2) / 2);
    }

    /// <summary>The numbers of draws <paramref name="first"/>, <paramref name="first"/> + 1, …</summary>
    public void Draw(ulong first, Span<int> destination)
    {
        Span<uint> keys = stackalloc uint[Rounds];
        ulong keyed = ulong.MaxValue;
        for (int i = 0; i < destination.Length; i++)
        {
            (ulong epoch, ulong place) = Math.DivRem(first + (ulong)i, (ulong)_count);
            if (epoch != keyed) FillKeys(keys, epoch);
            keyed = epoch;
            destination[i] = Permute((uint)place, keys);
        }
    }

    private void FillKeys(Span<uint> keys, ulong epoch)
    {
        for (int round = 0; round < Rounds; round++) keys[round] = _keys.Bits(epoch * Rounds + (ulong)round);
    }

    private int Permute(uint place, ReadOnlySpan<uint> keys)
    {
        do place = Encipher(place, keys); while (place >= (uint)_count);
        return (int)place;
    }

    private uint Encipher(uint place, ReadOnlySpan<uint> keys)
    {
        uint mask = (1u << _halfBits) - 1, left = place >> _halfBits, right = place & mask;
        foreach (uint key in keys) (left, right) = (right, left ^ (Mix(right ^ key) & mask));
        return (left << _halfBits) | right;
    }

    /// <summary>MurmurHash3's finaliser: every input bit reaches every output bit.</summary>
    private static uint Mix(uint x)
    {
        x = (x ^ (x >> 16)) * 0x85EBCA6B;
        x = (x ^ (x >> 13)) * 0xC2B2AE35;
        return x ^ (x >> 16);
    }
}

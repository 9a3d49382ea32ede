using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FGan.Numerics;

/// <summary>Makes 64 numbers of a kind from the 64 words of a group, each from the words of its own block.</summary>
internal unsafe interface IPhiloxValues<T>
    where T : unmanaged
{
    void Make<TLanes>(uint* words, T* values)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Multiples of 2⁻²⁴ in [0, 1).</summary>
internal readonly unsafe struct UniformValues : IPhiloxValues<float>
{
    public void Make<TLanes>(uint* words, float* values)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int i = 0; i < PhiloxGroup.Size; i += Vector512<uint>.Count)
            (Vector512.ConvertToSingle((Vector512.Load(words + i) >>> 8).AsInt32()) * Philox.UniformStep).Store(values + i);
    }
}

/// <summary>Integers below a bound.</summary>
internal readonly unsafe struct IntegerValues(int bound) : IPhiloxValues<int>
{
    public void Make<TLanes>(uint* words, int* values)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int i = 0; i < PhiloxGroup.Size; i++) values[i] = Philox.ToInteger(words[i], bound);
    }
}

/// <summary>Standard normal numbers, in pairs.</summary>
internal readonly unsafe struct NormalValues : IPhiloxValues<float>
{
    public void Make<TLanes>(uint* words, float* values)
        where TLanes : struct, ILanes<TLanes>
    {
        default(UniformValues).Make<TLanes>(words, values);
        MakePairs<TLanes>(values, values + PhiloxGroup.Blocks);
        MakePairs<TLanes>(values + (2 * PhiloxGroup.Blocks), values + (3 * PhiloxGroup.Blocks));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MakePairs<TLanes>(float* first, float* second)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int i = 0; i < PhiloxGroup.Blocks; i += TLanes.Count)
        {
            BoxMuller.Pair(TLanes.Load(first + i), TLanes.Load(second + i), out TLanes cosine, out TLanes sine);
            cosine.Store(first + i);
            sine.Store(second + i);
        }
    }
}

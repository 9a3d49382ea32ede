namespace FGan.Numerics;

/// <summary>
/// Draws random numbers by their address: the value at (seed, stream, index) is the same for ever, on every machine,
/// whatever is drawn before it, in whatever chunks, by whatever threads.
/// </summary>
/// <param name="Seed">The run's seed: Philox's key.</param>
/// <param name="Stream">Which of 2⁶⁴ independent sequences: the counter's upper half.</param>
/// <remarks>
/// Philox 4×32-10 (Salmon, Moraes, Dror and Shaw, Parallel random numbers: as easy as 1, 2, 3, SC 2011). Index i is word
/// (i mod 64) / 16 of block 16 · ⌊i / 64⌋ + i mod 16, so that 16 blocks side by side fill whole vectors. A normal at i is one
/// half of a Box–Muller pair: words 0 and 1 of a block make its normals 0 and 1, words 2 and 3 its normals 2 and 3. Logarithm, sine and cosine are
/// polynomials without fused operations, hence the same bits everywhere.
/// </remarks>
public readonly partial record struct Philox(ulong Seed, ulong Stream)
{
    internal const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    internal const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;
    internal const int Rounds = 10;
    internal const float UniformStep = 1f / (1 << 24);

    /// <summary>Returns the words of a block of the plain generator.</summary>
    /// <param name="block">The counter's lower half.</param>
    public (uint Word0, uint Word1, uint Word2, uint Word3) Block(ulong block)
    {
        uint c0 = (uint)block, c1 = (uint)(block >> 32), c2 = (uint)Stream, c3 = (uint)(Stream >> 32);
        uint k0 = (uint)Seed, k1 = (uint)(Seed >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong p0 = (ulong)Multiplier0 * c0, p1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>Returns the 32 random bits at an index.</summary>
    /// <param name="index">The address in the stream.</param>
    public uint Bits(ulong index)
    {
        (uint word0, uint word1, uint word2, uint word3) = Block(BlockOf(index));
        return ((index / 16) % 4) switch { 0 => word0, 1 => word1, 2 => word2, _ => word3 };
    }

    /// <summary>Returns the number at an index, uniform on the multiples of 2⁻²⁴ in [0, 1).</summary>
    /// <param name="index">The address in the stream.</param>
    public float Uniform(ulong index) => ToUniform(Bits(index));

    /// <summary>Returns the standard normal number at an index.</summary>
    /// <param name="index">The address in the stream.</param>
    public float Normal(ulong index)
    {
        (uint word0, uint word1, uint word2, uint word3) = Block(BlockOf(index));
        ulong word = (index / 16) % 4;
        (float cosine, float sine) = word < 2 ? NormalPair(word0, word1) : NormalPair(word2, word3);
        return word % 2 == 0 ? cosine : sine;
    }

    /// <summary>Returns the integer at an index, uniform on 0 to <paramref name="bound"/> − 1 (to within bound / 2³²).</summary>
    /// <param name="index">The address in the stream.</param>
    /// <param name="bound">One above the largest, at least 1.</param>
    public int Integer(ulong index, int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return ToInteger(Bits(index), bound);
    }

    /// <summary>Fills a span with the uniform numbers from an index on.</summary>
    /// <param name="destination">Receives numbers in [0, 1).</param>
    /// <param name="start">The address of the first.</param>
    /// <param name="team">The threads to work with.</param>
    public void Uniforms(Span<float> destination, ulong start = 0, ThreadTeam? team = null) =>
        PhiloxFilling.Fill(this, default(UniformValues), destination, start, team);

    /// <summary>Fills a span with the standard normal numbers from an index on.</summary>
    /// <param name="destination">Receives the numbers.</param>
    /// <param name="start">The address of the first.</param>
    /// <param name="team">The threads to work with.</param>
    public void Normals(Span<float> destination, ulong start = 0, ThreadTeam? team = null) =>
        PhiloxFilling.Fill(this, default(NormalValues), destination, start, team);

    /// <summary>Fills a span with the integers from an index on.</summary>
    /// <param name="destination">Receives numbers in 0 to <paramref name="bound"/> − 1.</param>
    /// <param name="bound">One above the largest, at least 1.</param>
    /// <param name="start">The address of the first.</param>
    /// <param name="team">The threads to work with.</param>
    public void Integers(Span<int> destination, int bound, ulong start = 0, ThreadTeam? team = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        PhiloxFilling.Fill(this, new IntegerValues(bound), destination, start, team);
    }

    /// <summary>Fills a span with a random order of 0 to its length − 1 (Fisher and Yates).</summary>
    /// <param name="destination">Receives the permutation; it takes as many indices of the stream.</param>
    /// <param name="start">The address of the first number used.</param>
    public void Permutation(Span<int> destination, ulong start = 0)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            int j = ToInteger(Bits(start + (ulong)i), i + 1);
            destination[i] = destination[j];
            destination[j] = i;
        }
    }

    private static ulong BlockOf(ulong index) => (index / 64 * 16) + (index % 16);

    private static float ToUniform(uint bits) => (bits >> 8) * UniformStep;

    internal static int ToInteger(uint bits, int bound) => (int)(((ulong)bits * (ulong)bound) >> 32);

    private static (float Cosine, float Sine) NormalPair(uint first, uint second)
    {
        BoxMuller.Pair(new LanesScalar(ToUniform(first)), new LanesScalar(ToUniform(second)), out LanesScalar cosine, out LanesScalar sine);
        return (LanesScalar.Sum(cosine), LanesScalar.Sum(sine));
    }
}

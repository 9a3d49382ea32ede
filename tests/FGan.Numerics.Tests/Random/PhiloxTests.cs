namespace FGan.Numerics.Tests;

public class PhiloxTests
{
    private static readonly uint[] GoldenBits = [0x47908b1cu, 0x190d5b04u, 0x3120dd67u, 0x8c358bd4u];
    private static readonly float[] GoldenNormals = [-0.9106606f, 1.9765269f, 0.13157205f, 1.046711f];

    // Known answers of Random123's kat_vectors for philox4x32-10: counter, key, result.
    [Theory]
    [InlineData(0ul, 0ul, 0ul, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x85a308d3243f6a88ul, 0x0370734413198a2eul, 0x299f31d0a4093822ul, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void BlocksMatchTheKnownAnswers(ulong block, ulong stream, ulong seed, uint word0, uint word1, uint word2, uint word3) =>
        Assert.Equal((word0, word1, word2, word3), new Philox(seed, stream).Block(block));

    [Fact]
    public void PermutationHoldsEveryNumberOnce()
    {
        int[] order = new int[1000];
        new Philox(1, 2).Permutation(order);
        Assert.NotEqual(Enumerable.Range(0, 1000), order);
        Assert.Equal(Enumerable.Range(0, 1000), order.Order());
    }

    // Fixed for ever: a change of any of these changes every run that anybody has recorded.
    [Fact]
    public void ValuesAtAnAddressStayWhatTheyAre()
    {
        var philox = new Philox(2024, 7);
        Assert.Equal(GoldenBits, (uint[])[philox.Bits(0), philox.Bits(1), philox.Bits(63), philox.Bits(1ul << 40)]);
        Assert.Equal(GoldenNormals, (float[])[philox.Normal(0), philox.Normal(17), philox.Normal(63), philox.Normal(1ul << 40)]);
    }

    [Fact]
    public void SpansHoldTheValuesOfTheirAddresses() => Widths.ForEach(width =>
    {
        var philox = new Philox(123456789012345ul, 42);
        foreach (ulong start in (ulong[])[0, 1, 15, 16, 63, 64, 100, (16ul << 32) - 70, ulong.MaxValue / 2])
        {
            foreach (int length in (int[])[0, 1, 2, 15, 64, 65, 127, 300])
            {
                using var uniforms = new GuardedMemory(length, atEnd: true);
                using var normals = new GuardedMemory(length, atEnd: false);
                int[] integers = new int[length];
                philox.Uniforms(uniforms.Span, start);
                philox.Normals(normals.Span, start);
                philox.Integers(integers, 1000, start);
                for (int i = 0; i < length; i++)
                {
                    Assert.Equal(philox.Uniform(start + (ulong)i), uniforms.Span[i]);
                    Assert.Equal(BitConverter.SingleToInt32Bits(philox.Normal(start + (ulong)i)), BitConverter.SingleToInt32Bits(normals.Span[i]));
                    Assert.Equal(philox.Integer(start + (ulong)i, 1000), integers[i]);
                }
            }
        }
    });

    [Fact]
    public void AnyTeamGivesTheSameAndNothingIsAllocated()
    {
        var philox = new Philox(1, 1);
        float[] expected = new float[100_003], actual = new float[expected.Length];
        philox.Normals(expected, 5, ThreadTeam.Single);
        foreach (int size in (int[])[2, 3, 4])
        {
            using var team = new ThreadTeam(size);
            philox.Normals(actual, 5, team);
            Assert.Equal(expected, actual);
        }

        Allocations.AssertNone(() => philox.Normals(actual, 5));
    }

    [Fact]
    public void NormalsAreBoxAndMullers()
    {
        var philox = new Philox(9, 9);
        for (ulong i = 0; i < 4096; i++)
        {
            ulong cosine = i / 16 % 2 == 0 ? i : i - 16;
            double radius = Math.Sqrt(-2.0 * Math.Log(philox.Uniform(cosine) + Math.Pow(2, -24)));
            double angle = Math.Tau * philox.Uniform(cosine + 16);
            Assert.Equal(radius * (cosine == i ? Math.Cos(angle) : Math.Sin(angle)), philox.Normal(i), 2e-6);
        }
    }

    // n = 4·10⁶ fixed numbers: each moment lies within 5 standard errors of the true one; were the seed not fixed this would fail once in 10⁶ runs.
    [Fact]
    public void NormalsHaveTheMomentsOfANormal()
    {
        const int n = 4_000_000;
        float[] x = new float[n];
        new Philox(77, 0).Normals(x);
        double[] moments = new double[5];
        foreach (float value in x)
        {
            double power = 1.0;
            for (int k = 0; k <= 4; k++, power *= value) moments[k] += power / n;
        }

        double unit = 5.0 / Math.Sqrt(n);
        Assert.Equal(0.0, moments[1], unit);
        Assert.Equal(1.0, moments[2], unit * Math.Sqrt(2));
        Assert.Equal(0.0, moments[3], unit * Math.Sqrt(15));
        Assert.Equal(3.0, moments[4], unit * Math.Sqrt(96));
        Assert.All(x, value => Assert.InRange(value, -6f, 6f));
    }

    [Fact]
    public void UniformsFillTheirCellsEvenly()
    {
        const int n = 1_000_000, cells = 100;
        float[] x = new float[n];
        new Philox(78, 3).Uniforms(x);
        double[] counts = new double[cells];
        foreach (float value in x) counts[(int)(value * cells)]++;
        // Chi square with 99 degrees of freedom: above 170 once in 10⁵ seeds.
        double expected = (double)n / cells;
        Assert.InRange(counts.Sum(count => (count - expected) * (count - expected) / expected), 45, 170);
    }

    [Fact]
    public void StreamsAndNeighboursAreUncorrelated()
    {
        const int n = 400_000;
        float[] x = new float[n + 1], y = new float[n];
        new Philox(5, 0).Normals(x);
        new Philox(5, 1).Normals(y);
        // A mean of n products of variance 1: 5 standard errors.
        Assert.Equal(0.0, Reductions.Dot(x.AsSpan(0, n), y) / n, 5 / Math.Sqrt(n));
        Assert.Equal(0.0, Reductions.Dot(x.AsSpan(0, n), x.AsSpan(1, n)) / n, 5 / Math.Sqrt(n));
        Assert.Equal(0.0, Reductions.Dot(x.AsSpan(0, n - 16), x.AsSpan(16, n - 16)) / n, 5 / Math.Sqrt(n));
    }

    [Fact]
    public void IntegersNeedABound() => Assert.Throws<ArgumentOutOfRangeException>(() => new Philox(1, 1).Integer(0, 0));
}

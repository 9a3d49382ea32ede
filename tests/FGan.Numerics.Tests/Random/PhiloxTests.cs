namespace FGan.Numerics.Tests;

public class PhiloxTests
{
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
}

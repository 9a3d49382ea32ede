namespace FGan.Tests.Generation;

public sealed class EpochOrderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(255)]
    [InlineData(1000)]
    [InlineData(65_537)]
    public void Every_epoch_deals_each_number_once(int count)
    {
        var order = new EpochOrder(count, seed: 4);
        var drawn = new int[count];
        for (ulong epoch = 0; epoch < 3; epoch++)
        {
            order.Draw(epoch * (ulong)count, drawn);
            Assert.Equal(Enumerable.Range(0, count), drawn.Order());
        }
    }

    [Fact]
    public void Epochs_and_seeds_differ_in_order()
    {
        int[] first = Draw(seed: 1, start: 0), second = Draw(seed: 1, start: 500), other = Draw(seed: 2, start: 0);
        Assert.NotEqual(first, second);
        Assert.NotEqual(first, other);
        Assert.NotEqual(Enumerable.Range(0, 500), first);
    }

    [Fact]
    public void Draws_do_not_depend_on_the_portions()
    {
        var order = new EpochOrder(100, seed: 9);
        int[] whole = new int[250], parts = new int[250];
        order.Draw(70, whole);
        order.Draw(70, parts.AsSpan(0, 33));
        order.Draw(103, parts.AsSpan(33));
        Assert.Equal(whole, parts);
    }

    [Fact]
    public void Neighbours_in_the_order_are_unrelated()
    {
        // Correlation of successive numbers; four standard errors of 10,000 pairs are 0.04.
        var drawn = new int[10_000];
        new EpochOrder(drawn.Length, seed: 7).Draw(0, drawn);
        double mean = drawn.Average(), variance = drawn.Average(x => (x - mean) * (x - mean));
        double covariance = drawn.Zip(drawn.Skip(1), (a, b) => (a - mean) * (b - mean)).Average();
        Assert.InRange(covariance / variance, -0.04, 0.04);
    }

    private static int[] Draw(ulong seed, ulong start)
    {
        var drawn = new int[500];
        new EpochOrder(500, seed).Draw(start, drawn);
        return drawn;
    }
}

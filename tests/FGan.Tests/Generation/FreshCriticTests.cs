using FGan.Data;
using FGan.Numerics;

namespace FGan.Tests.Generation;

public sealed class FreshCriticTests
{
    private static readonly FreshCriticOptions Short = new() { Steps = 60, ChoiceInterval = 20, BatchSize = 16, LearningRate = 1e-3f };

    [Fact]
    public void Pictures_of_one_kind_show_nothing()
    {
        FreshCriticResult result = FreshCritic.Measure((Noise(400, 1), Noise(400, 2)), (Noise(400, 3), Noise(400, 4)), Short);
        Assert.All(result.Bounds.Where(bound => bound.Id != "total-variation"), bound => Assert.True(bound.Bound < 4 * bound.StandardError + 0.01, bound.ToString()));
        Assert.Equal(8, result.Bounds.Count);
    }

    [Fact]
    public void Pictures_that_can_be_told_apart_come_near_log_2()
    {
        FreshCriticResult result = FreshCritic.Measure((Noise(400, 1), Noise(400, 2, ceiling: 128)), (Noise(200, 3), Noise(200, 4, ceiling: 128)), Short);
        double js = result.Bounds.Single(bound => bound.Id == "jensen-shannon").Bound;
        Assert.InRange(js, 0.9 * Math.Log(2), Math.Log(2));
        Assert.True(result is { RealAccepted: > 0.99, SamplesAccepted: < 0.01 }, result.ToString());
    }

    [Fact]
    public void One_file_of_each_side_is_parted()
    {
        FreshCriticResult result = FreshCritic.Measure(Noise(400, 1), Noise(300, 2, ceiling: 128), Short);
        Assert.InRange(result.Bounds.Single(bound => bound.Id == "jensen-shannon").Bound, 0.9 * Math.Log(2), Math.Log(2));
        Assert.Equal(result.ToString(), FreshCritic.Measure(Noise(400, 1), Noise(300, 2, ceiling: 128), Short).ToString());
        Assert.Contains("23 pictures", Assert.Throws<DataException>(() => FreshCritic.Measure(Noise(23, 1), Noise(40, 2), Short)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_sizes_are_refused() =>
        Assert.Contains("16 × 16", Assert.Throws<DataException>(() =>
            FreshCritic.Measure((Noise(40, 1), Noise(40, 2)), (Noise(40, 3), new ImageSet(40, 1, 8, 8, new byte[40 * 64])))).Message, StringComparison.Ordinal);

    private static ImageSet Noise(int count, ulong seed, int ceiling = 256)
    {
        var numbers = new float[count * 16 * 16];
        new Philox(seed, 7).Uniforms(numbers, 0);
        return new ImageSet(count, 1, 16, 16, [.. numbers.Select(number => (byte)(number * ceiling))]);
    }
}

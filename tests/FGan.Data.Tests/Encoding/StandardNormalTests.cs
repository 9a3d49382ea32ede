namespace FGan.Data.Tests;

/// <summary>Values by mpmath at 20 digits: sqrt(2)*erfinv(2p-1).</summary>
public sealed class StandardNormalTests
{
    [Theory]
    [InlineData(0.5, 0.0)]
    [InlineData(0.9, 1.2815515655446004)]
    [InlineData(0.95, 1.6448536269514722)]
    [InlineData(0.975, 1.9599639845400545)]
    [InlineData(0.999, 3.0902323061678132)]
    [InlineData(0.05, -1.6448536269514722)]
    [InlineData(0.02, -2.0537489106318225)]
    [InlineData(1e-10, -6.3613409024040562)]
    [InlineData(1e-300, -37.047096299361199)]
    public void Meets_the_table(double probability, double expected)
    {
        Assert.Equal(expected, StandardNormal.Quantile(probability), 1e-13 * Math.Max(1, Math.Abs(expected)));
        Assert.Equal(probability, StandardNormal.Cumulative(expected), 1e-12 * probability);
    }
}

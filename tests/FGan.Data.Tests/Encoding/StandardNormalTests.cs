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
    public void Meets_the_table(double probability, double expected) =>
        Assert.Equal(expected, StandardNormal.Quantile(probability), 1e-8);
}

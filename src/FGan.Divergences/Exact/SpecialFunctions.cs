namespace FGan.Divergences.Exact;

/// <summary>What the densities' normalising constants are made of.</summary>
internal static class SpecialFunctions
{
    // Stirling's series B_2k / (2k (2k−1)); eight terms at x ≥ 15 leave less than 1e-18.
    private static readonly double[] Stirling =
    [
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400,
    ];

    /// <summary>log Γ(x) for x &gt; 0, to about 15 digits.</summary>
    public static double LogGamma(double x)
    {
        var shift = 1.0;
        while (x < 15) shift *= x++;
        var (series, power) = (0.0, 1 / x);
        foreach (var coefficient in Stirling)
        {
            series += coefficient * power;
            power /= x * x;
        }
        return (x - 0.5) * Math.Log(x) - x + 0.91893853320467274178 + series - Math.Log(shift);
    }
}

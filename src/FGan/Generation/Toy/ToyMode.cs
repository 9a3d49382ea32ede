namespace FGan;

/// <summary>One Gaussian of a toy mixture, isotropic.</summary>
/// <param name="Weight">Share of the rows that come from here; the weights of a mixture sum to 1.</param>
/// <param name="Centre">The mean, one number a column.</param>
/// <param name="StandardDeviation">The standard deviation in every direction.</param>
public sealed record ToyMode(double Weight, IReadOnlyList<double> Centre, double StandardDeviation)
{
    /// <summary>Distance from the centre below which a point counts as a sample of this mode, in standard deviations.</summary>
    public const double Reach = 3;

    /// <summary>Whether <paramref name="point"/> lies within <see cref="Reach"/> standard deviations of the centre.</summary>
    /// <param name="point">As many coordinates as <see cref="Centre"/> has.</param>
    public bool Contains(ReadOnlySpan<float> point)
    {
        var square = 0.0;
        for (var i = 0; i < point.Length; i++)
            square += (point[i] - Centre[i]) * (point[i] - Centre[i]);
        return square <= Reach * Reach * StandardDeviation * StandardDeviation;
    }
}

using System.Globalization;

namespace FGan.Divergences.Exact.Families;

/// <summary>A density of z = (x − location)/scale over the whole line.</summary>
internal abstract class LocationScaleDensity(double location, double scale) : Density
{
    private static readonly double[] Widths = [0.5, 1, 2, 4, 8, 16, 40];

    public override double Lower => double.NegativeInfinity;

    public override double Upper => double.PositiveInfinity;

    public override string Text => string.Create(CultureInfo.InvariantCulture, $"{Family}({location:R},{scale:R})");

    protected abstract string Family { get; }

    internal override IEnumerable<double> Landmarks =>
        Widths.SelectMany(w => new[] { location - w * scale, location + w * scale }).Prepend(location);

    internal override double LogDensity(double anchor, double offset) =>
        LogOfStandard(Distance(anchor, offset, location) / scale) - Math.Log(scale);

    /// <summary>The log density for location 0 and scale 1.</summary>
    protected abstract double LogOfStandard(double z);
}

/// <summary>The Gaussian with a mean and a standard deviation.</summary>
internal sealed class NormalDensity(double mean, double deviation) : LocationScaleDensity(mean, deviation)
{
    private const double HalfLogTwoPi = 0.91893853320467274178;

    protected override string Family => "normal";

    protected override double LogOfStandard(double z) => -0.5 * z * z - HalfLogTwoPi;
}

/// <summary>The Laplace density e^(−|z|)/2.</summary>
internal sealed class LaplaceDensity(double location, double scale) : LocationScaleDensity(location, scale)
{
    protected override string Family => "laplace";

    protected override double LogOfStandard(double z) => -Math.Abs(z) - Math.Log(2);
}

/// <summary>The logistic density σ(z)σ(−z).</summary>
internal sealed class LogisticDensity(double location, double scale) : LocationScaleDensity(location, scale)
{
    protected override string Family => "logistic";

    protected override double LogOfStandard(double z) => -Math.Abs(z) - 2 * Math.Log(1 + Math.Exp(-Math.Abs(z)));
}

/// <summary>Student's t with ν degrees of freedom; ν = 1 is the Cauchy density.</summary>
internal sealed class StudentDensity(double freedom, double location, double scale) : LocationScaleDensity(location, scale)
{
    private readonly double _logNorm = SpecialFunctions.LogGamma((freedom + 1) / 2) - SpecialFunctions.LogGamma(freedom / 2)
        - 0.5 * Math.Log(freedom * Math.PI);

    public override string Text =>
        string.Create(CultureInfo.InvariantCulture, $"student-t({freedom:R},{base.Text["student-t(".Length..]}");

    protected override string Family => "student-t";

    // log(1 + z²/ν) through log|z| where z² would overflow.
    protected override double LogOfStandard(double z) => Math.Abs(z) < 1e100
        ? _logNorm - (freedom + 1) / 2 * Math.Log(1 + z * z / freedom)
        : _logNorm - (freedom + 1) * (Math.Log(Math.Abs(z)) - 0.5 * Math.Log(freedom));
}

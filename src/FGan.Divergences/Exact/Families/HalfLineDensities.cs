using System.Globalization;

namespace FGan.Divergences.Exact.Families;

/// <summary>The gamma density with a shape and a rate (1/scale) on (0, ∞); shape 1 is the exponential.</summary>
internal sealed class GammaDensity(double shape, double rate) : Density
{
    private readonly double _logNorm = shape * Math.Log(rate) - SpecialFunctions.LogGamma(shape);

    public override string Text => shape == 1
        ? string.Create(CultureInfo.InvariantCulture, $"exponential({rate:R})")
        : string.Create(CultureInfo.InvariantCulture, $"gamma({shape:R},{rate:R})");

    public override double Lower => 0;

    public override double Upper => double.PositiveInfinity;

    internal override IEnumerable<double> Landmarks
    {
        get
        {
            var deviation = Math.Sqrt(shape) / rate;
            return new[] { -8, -4, -2, -1, 0, 1, 2, 4, 8, 16, 40.0 }.Select(k => shape / rate + k * deviation)
                .Where(x => x > 0).Append(0);
        }
    }

    internal override double LogDensity(double anchor, double offset)
    {
        var x = Distance(anchor, offset, 0);
        if (!(x >= 0)) return double.NegativeInfinity;
        return _logNorm - rate * x + (shape == 1 ? 0 : (shape - 1) * Math.Log(x));
    }
}

/// <summary>The density of e^Z for Z Gaussian with mean μ and standard deviation σ.</summary>
internal sealed class LogNormalDensity(double mu, double sigma) : Density
{
    private readonly NormalDensity _log = new(mu, sigma);

    public override string Text => string.Create(CultureInfo.InvariantCulture, $"lognormal({mu:R},{sigma:R})");

    public override double Lower => 0;

    public override double Upper => double.PositiveInfinity;

    internal override IEnumerable<double> Landmarks =>
        new[] { -8, -4, -2, -1, 0, 1, 2, 4, 8.0 }.Select(k => Math.Exp(mu + k * sigma))
            .Where(x => x > 0 && double.IsFinite(x)).Append(0);

    internal override double LogDensity(double anchor, double offset)
    {
        var x = Distance(anchor, offset, 0);
        return x > 0 ? _log.LogDensity(Math.Log(x)) - Math.Log(x) : double.NegativeInfinity;
    }
}

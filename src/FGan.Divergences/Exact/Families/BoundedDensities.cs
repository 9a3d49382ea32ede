using System.Globalization;

namespace FGan.Divergences.Exact.Families;

/// <summary>The uniform density on [a, b].</summary>
internal sealed class UniformDensity(double a, double b) : Density
{
    public override string Text => string.Create(CultureInfo.InvariantCulture, $"uniform({a:R},{b:R})");

    public override double Lower => a;

    public override double Upper => b;

    internal override IEnumerable<double> Landmarks => [a, b];

    internal override double LogDensity(double anchor, double offset) =>
        Distance(anchor, offset, a) >= 0 && Distance(anchor, offset, b) <= 0 ? -Math.Log(b - a) : double.NegativeInfinity;
}

/// <summary>The beta density x^(α−1) (1−x)^(β−1) / B(α, β) on (0, 1).</summary>
internal sealed class BetaDensity(double alpha, double beta) : Density
{
    private readonly double _logNorm = SpecialFunctions.LogGamma(alpha + beta)
        - SpecialFunctions.LogGamma(alpha) - SpecialFunctions.LogGamma(beta);

    public override string Text => string.Create(CultureInfo.InvariantCulture, $"beta({alpha:R},{beta:R})");

    public override double Lower => 0;

    public override double Upper => 1;

    internal override IEnumerable<double> Landmarks
    {
        get
        {
            var mean = alpha / (alpha + beta);
            var deviation = Math.Sqrt(mean * (1 - mean) / (alpha + beta + 1));
            return new[] { -8, -4, -2, -1, 0, 1, 2, 4, 8.0 }.Select(k => mean + k * deviation)
                .Where(x => x is > 0 and < 1).Append(0).Append(1);
        }
    }

    internal override double LogDensity(double anchor, double offset)
    {
        var x = Distance(anchor, offset, 0);
        var rest = -Distance(anchor, offset, 1);
        return x >= 0 && rest >= 0
            ? _logNorm + PowerTerm(alpha - 1, x) + PowerTerm(beta - 1, rest)
            : double.NegativeInfinity;
    }

    private static double PowerTerm(double power, double x) => power == 0 ? 0 : power * Math.Log(x);
}

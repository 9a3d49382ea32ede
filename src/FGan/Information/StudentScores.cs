namespace FGan;

/// <summary>Turns normal scores into scores of Student's distribution, c = T_ν⁻¹(Φ(z)).</summary>
/// <remarks>
/// With s = asinh c the map solves ds/dz = φ(z)/(t_ν(c)·√(1 + c²)), s(0) = 0: smooth and slow even where c runs into the thousands.
/// Runge and Kutta's fourth-order steps on a grid, linear in between, are right to 10⁻⁵ of s.
/// </remarks>
internal sealed class StudentScores
{
    private const double Reach = 6.5;
    private const int StepsPerUnit = 256;

    private readonly double[] _asinh = new double[(int)(Reach * StepsPerUnit) + 2];

    /// <summary>Tabulates the map.</summary>
    /// <param name="freedom">ν, the degrees of freedom; ∞ leaves the scores as they are.</param>
    public StudentScores(double freedom)
    {
        Freedom = freedom;
        if (double.IsPositiveInfinity(freedom)) return;
        var logConstant = LogGamma((freedom + 1) / 2) - LogGamma(freedom / 2) - 0.5 * Math.Log(freedom / 2);
        const double h = 1.0 / StepsPerUnit;
        for (var i = 1; i < _asinh.Length; i++)
        {
            double z = (i - 1) * h, s = _asinh[i - 1];
            double k1 = Slope(z, s), k2 = Slope(z + h / 2, s + h / 2 * k1), k3 = Slope(z + h / 2, s + h / 2 * k2), k4 = Slope(z + h, s + h * k3);
            _asinh[i] = s + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
        }

        double Slope(double z, double s)
        {
            var c = Math.Sinh(s);
            return Math.Exp(-z * z / 2 - logConstant + (freedom + 1) / 2 * Math.Log(1 + c * c / freedom)) / Math.Sqrt(1 + c * c);
        }
    }

    /// <summary>ν.</summary>
    public double Freedom { get; }

    /// <summary>Maps every score.</summary>
    public void Apply(ReadOnlySpan<float> z, Span<float> scores)
    {
        if (double.IsPositiveInfinity(Freedom))
        {
            z.CopyTo(scores);
            return;
        }
        for (var i = 0; i < z.Length; i++)
        {
            var place = Math.Min(Math.Abs(z[i]), Reach) * StepsPerUnit;
            var cell = (int)place;
            var s = _asinh[cell] + (place - cell) * (_asinh[cell + 1] - _asinh[cell]);
            scores[i] = (float)(Math.Sign(z[i]) * Math.Sinh(s));
        }
    }

    /// <summary>log Γ(x) for x &gt; 0, by Stirling's series after moving x above 10.</summary>
    internal static double LogGamma(double x)
    {
        double shift = 0;
        for (; x < 10; x++) shift += Math.Log(x);
        var square = 1 / (x * x);
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI)
            + (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / x - shift;
    }
}

namespace FGan.Divergences.Exact;

/// <summary>
/// f̂(e^r) for r ≤ 0, where f̂(u) = f(u) − f'(1)(u − 1) touches 0 at u = 1: what a unit of mass of Q costs at the log
/// ratio r. For r &gt; 0 the adjoint's does the same for a unit of mass of P. No divergence changes by the tangent.
/// </summary>
internal sealed class Perspective
{
    // How far from u = 1 the sum by curvature is taken, if f is analytic that far.
    private static readonly double[] Reaches = [0.25, 0.06, 0.015];

    // Where the power of f̂ far out is read off: the farthest at which a double still holds it.
    private static readonly double[] Tails = [600, 300, 150, 75];

    private static readonly (double Node, double Weight)[] GaussLegendre =
    [
        (0.12523340851146891547, 0.24914704581340278500), (0.36783149899818019375, 0.23349253653835480876),
        (0.58731795428661744730, 0.20316742672306592175), (0.76990267419430468704, 0.16007832854334622633),
        (0.90411725637047485668, 0.10693932599531843096), (0.98156063424671925069, 0.04717533638651182719),
    ];

    private readonly FDivergence _f;
    private readonly double _nearOne;
    private readonly double _tail;
    private readonly double _tailPower;

    public Perspective(FDivergence f)
    {
        _f = f;
        _nearOne = f.LogRatioActivation.Kind == OutputActivationKind.LogRatio ? Array.Find(Reaches, IsAnalyticWithin) : 0;
        AtZero = f.LimitAtZero + f.SlopeAtOne;
        // Where values overflow, f̂(e^r) = e^(κr)·r^m·const; κ and m are read off at two places that do not.
        _tail = Array.Find(Tails, tail => double.IsFinite(Direct(-tail))) is var found and > 0 ? found : Tails[0];
        var (near, far) = (Math.Log(Direct(-_tail / 2)), Math.Log(Direct(-_tail)));
        _tailPower = double.IsFinite(AtZero) || !double.IsFinite(far) ? 0 : (far - near) / (_tail / 2);
    }

    /// <summary>f̂(0⁺), possibly +∞.</summary>
    public double AtZero { get; }

    /// <summary>f̂(e^r), +∞ where a double cannot hold it.</summary>
    public double Evaluate(double r)
    {
        if (double.IsNegativeInfinity(r)) return AtZero;
        return r > -_nearOne ? ByCurvature(r) : Math.Max(0, Direct(r));
    }

    /// <summary>log f̂(e^r), finite even where f̂ is beyond a double.</summary>
    public double Log(double r)
    {
        if (r >= -_tail || double.IsFinite(AtZero) || double.IsInfinity(r)) return Math.Log(Evaluate(r));
        return Math.Log(Direct(-_tail)) - _tailPower * (r + _tail);
    }

    // Where the two agree on a few ratios up to there the integrand is no harder than a polynomial.
    private bool IsAnalyticWithin(double reach) =>
        !_f.Seams.Any(seam => seam <= 1 && Math.Log(seam) >= -reach) && Array.TrueForAll([0.2, 0.6, 1.0], share => Agree(-share * reach));

    private bool Agree(double r)
    {
        var (direct, sum, u) = (Direct(r), ByCurvature(r), Math.Exp(r));
        var rounding = 1e-15 * (Math.Abs(_f.F.Evaluate(u)) + Math.Abs(_f.SlopeAtOne));
        return Math.Abs(direct - sum) <= 1e-12 * Math.Abs(direct) + rounding;
    }

    private double Direct(double r)
    {
        var u = Math.Exp(r);
        return _f.F.Evaluate(u) - _f.SlopeAtOne * (u - 1);
    }

    // f̂(e^r) = ∫₀^r (e^r − e^s) a'(s) ds with a(s) = f'(e^s): all terms of one sign, where the direct form cancels.
    private double ByCurvature(double r)
    {
        var slope = _f.LogRatioActivation.Activation.Derivative;
        var (sum, half) = (0.0, r / 2);
        foreach (var (node, weight) in GaussLegendre)
        {
            foreach (var s in (ReadOnlySpan<double>)[half * (1 - node), half * (1 + node)])
                sum += weight * Math.Exp(s) * Expm1(r - s) * slope.Evaluate(s);
        }
        return sum * half;
    }

    // Kahan: the error of exp and of log cancel in the quotient.
    private static double Expm1(double x)
    {
        var e = Math.Exp(x);
        return e == 1 ? x : (e - 1) * x / Math.Log(e);
    }
}

namespace FGan.Divergences;

/// <summary>f(1) = 0, Fenchel–Young with equality at t = f'(u), and the biconjugate f = g*.</summary>
internal static class ConjugateLaws
{
    private const double Tolerance = 1e-11;

    // e^40 on the whole line, where nobody says on what scale slopes lie; e^7 where a(v) moves by exponentials and is at its ends long before.
    private const int FarthestOnLine = 320;
    private const int FarthestElsewhere = 56;
    private const int Stride = 8;

    private static readonly double[] Ratios = [1e-6, 1e-3, 0.02, 0.1, 0.5, 0.9, 1, 1.1, 2, 7.5, 40, 1e3, 1e4];

    public static IEnumerable<LawResult> Check(FDivergence divergence)
    {
        yield return Normalised(divergence);
        yield return FenchelYoung(divergence);
        yield return Equality(divergence);
        yield return Biconjugate(divergence);
        yield return Adjoint(divergence);
    }

    // f°(u) = u·f(1/u) once both are freed of their tangent at 1; a symmetric f is its own adjoint.
    private static LawResult Adjoint(FDivergence divergence)
    {
        var worst = new WorstCase();
        foreach (var u in Ratios)
        {
            var exchanged = u * Tangential(divergence, 1 / u);
            if (!double.IsFinite(exchanged)) continue;
            worst.Add(Math.Abs(Tangential(divergence.Adjoint, u) - exchanged) / Math.Max(1, Math.Abs(exchanged)), "u", u);
            if (divergence.IsSymmetric)
                worst.Add(Math.Abs(Tangential(divergence, u) - exchanged) / Math.Max(1, Math.Abs(exchanged)), "u", u);
        }
        return worst.Row(divergence, divergence.IsSymmetric ? "symmetry f(u) = u*f(1/u)" : "adjoint = u*f(1/u)", Tolerance);
    }

    private static double Tangential(FDivergence divergence, double u) =>
        divergence.F.Evaluate(u) - divergence.SlopeAtOne * (u - 1);

    private static LawResult Normalised(FDivergence divergence)
    {
        var worst = new WorstCase();
        worst.Add(Math.Abs(divergence.F.Evaluate(1)), "u", 1);
        return worst.Row(divergence, "f(1) = 0", 1e-15);
    }

    // t·u ≤ f(u) + g(t) for every pair; how far below 0 the gap falls, on the scale of its terms.
    private static LawResult FenchelYoung(FDivergence divergence)
    {
        var worst = new WorstCase();
        foreach (var t in Ratios.Select(divergence.F.Derivative.Evaluate).Where(double.IsFinite))
        {
            foreach (var u in Ratios)
            {
                var (f, g) = (divergence.F.Evaluate(u), divergence.Conjugate.Evaluate(t));
                // Beyond the doubles f and g are +∞, and nothing is above that.
                if (double.IsPositiveInfinity(f) || double.IsPositiveInfinity(g)) continue;
                worst.Add((t * u - f - g) / Scale(t * u, f, g), "u", u);
            }
        }
        return worst.Row(divergence, "Fenchel-Young t*u <= f(u) + g(t)", Tolerance);
    }

    private static LawResult Equality(FDivergence divergence)
    {
        var worst = new WorstCase();
        foreach (var u in Ratios)
        {
            var t = divergence.F.Derivative.Evaluate(u);
            if (!IsRepresentable(divergence, u, t)) continue;
            var (f, g) = (divergence.F.Evaluate(u), divergence.Conjugate.Evaluate(t));
            worst.Add(Math.Abs(t * u - f - g) / Scale(t * u, f, g), "u", u);
        }
        return worst.Row(divergence, "equality at t = f'(u)", Tolerance);
    }

    // sup over t of t·u − g(t), searched without knowledge of f', gives f back.
    private static LawResult Biconjugate(FDivergence divergence)
    {
        var worst = new WorstCase();
        foreach (var u in (double[])[0.05, 0.5, 1, 3, 20])
        {
            var f = divergence.F.Evaluate(u);
            // The search compares doubles, and none of them is beyond all doubles.
            if (double.IsInfinity(f)) continue;
            var isLine = double.IsInfinity(divergence.Domain.Lower) && double.IsInfinity(divergence.Domain.Upper);
            var best = Maximise(v => Gap(divergence, u, v), isLine ? FarthestOnLine : FarthestElsewhere);
            worst.Add(Math.Abs(best - f) / Scale(f, u, 1), "u", u);
        }
        return worst.Row(divergence, "biconjugate sup t*u - g(t) = f(u)", 1e-9);
    }

    private static double Gap(FDivergence divergence, double u, double v)
    {
        // t runs over the domain by the smooth map that the divergence has in any case.
        var t = divergence.TableActivation.Activation.Evaluate(v);
        var value = t * u - divergence.Conjugate.Evaluate(t);
        return double.IsNaN(value) ? double.NegativeInfinity : value;
    }

    // A coarse scan, a finer one about its best and then golden sections: the gap is concave in t, so it has one maximum in v.
    private static double Maximise(Func<double, double> gap, int farthest)
    {
        var near = Enumerable.Range(-farthest / Stride, 2 * farthest / Stride + 1).MaxBy(k => gap(ScanPoint(Stride * k)));
        var start = Enumerable.Range(Stride * near - Stride, 2 * Stride + 1).MaxBy(k => gap(ScanPoint(k)));
        var (low, high) = (ScanPoint(start - 1), ScanPoint(start + 1));
        var best = gap(ScanPoint(start));
        var ratio = (Math.Sqrt(5) - 1) / 2;
        for (var i = 0; i < 80; i++)
        {
            var (a, b) = (high - ratio * (high - low), low + ratio * (high - low));
            if (gap(a) < gap(b)) low = a;
            else high = b;
        }
        return Math.Max(best, gap((low + high) / 2));
    }

    // Dense about 0, and by powers of e^(1/8) further out.
    private static double ScanPoint(int k) => Math.Sign(k) * (Math.Exp(Math.Abs(k) / 8.0) - 1);

    // Near a finite end of the domain a double cannot tell one slope from the next: a step of t moves g by u times it.
    private static bool IsRepresentable(FDivergence divergence, double u, double t) =>
        double.IsFinite(t) && u * Math.Abs(Math.BitIncrement(t) - t) < 1e-12 * Math.Max(1, Math.Abs(divergence.Conjugate.Evaluate(t)));

    private static double Scale(double a, double b, double c) =>
        Math.Max(1e-3, Math.Max(Math.Abs(a), Math.Max(Math.Abs(b), Math.Abs(c))));
}

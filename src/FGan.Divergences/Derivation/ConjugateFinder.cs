using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Finds g(t) = sup t·u − f(u): in closed form by inverting f', tried at points, or as a numerical supremum.</summary>
internal sealed class ConjugateFinder(PiecewiseFunction f)
{
    private const double Agreement = 1e-9;
    private const int MostCandidates = 12;

    private static readonly double[] Places = [-30, -19, -11, -6, -2, 0.5, 3, 7, 12];

    /// <summary>g as a formula in t over the inside of the domain, null where f' cannot be inverted.</summary>
    public Expr? ClosedForm()
    {
        // From left to right: the formula of each piece up to its last slope, then the straight line of the kink after it.
        var parts = new List<(Expr Formula, Expr? UpTo)>();
        for (var i = 0; i < f.Pieces.Count; i++)
        {
            var seam = i < f.Seams.Count ? f.Seams[i] : null;
            var piece = f.Pieces[i];
            if (!piece.IsAffine)
            {
                if (OfPiece(piece) is not { } formula) return null;
                parts.Add((formula, seam is null ? null : At(piece.Slope, seam.Exact)));
            }
            if (seam is not { IsKink: true }) continue;
            var line = Simplifier.Simplify(Symbol.T * seam.Exact - At(piece.Expression, seam.Exact));
            parts.Add((line, At(f.Pieces[i + 1].Slope, seam.Exact)));
        }
        if (parts.Count == 0) return null;
        var result = parts[^1].Formula;
        for (var i = parts.Count - 2; i >= 0; i--) result = new Choice(Symbol.T, parts[i].UpTo!, parts[i].Formula, result);
        return result;
    }

    /// <summary>g as a function on all of ℝ: the closed form where it is known and accurate, the numerical supremum elsewhere.</summary>
    public ConvexConjugate Function(Expr? closed, SlopeRange range, double limitAtZero)
    {
        var interior = Interior(closed, range);
        var last = f.Pieces[^1];
        var atUpper = range.Upper is null ? double.PositiveInfinity
            : Limits.AtInfinity(Symbol.U * last.Slope - last.Expression, Symbol.U).Value;
        return new ConvexConjugate(interior, range.Domain, -limitAtZero, atUpper) { IsClosedForm = closed is not null };
    }

    private RealFunction Interior(Expr? closed, SlopeRange range)
    {
        var numerical = new NumericalConjugate(f);
        if (closed is null) return numerical;
        var formula = new Kernel(closed, Symbol.T, new Interval(range.Domain.Lower, range.Domain.Upper));
        // A form is measured only so far: on a domain with an end as far as any ratio goes.
        return new ConjugateKernel(formula, numerical, Slopes(), range.IsWholeLine ? 64 : 1e60);
    }

    // f' at places far and near on every piece of f, and the middle of every jump between two.
    private IEnumerable<double> Slopes()
    {
        foreach (var piece in f.Pieces.Where(piece => !piece.IsAffine))
        {
            var slope = new ExactFunction(piece.Slope, Symbol.U);
            foreach (var v in Places) yield return slope.Evaluate(Inside(piece, v));
        }
        foreach (var kink in f.Kinks) yield return kink.SlopeLeft + (kink.SlopeRight - kink.SlopeLeft) / 2;
    }

    private static Expr? OfPiece(Piece piece)
    {
        var samples = Samples(piece).ToList();
        if (samples.Count == 0) return null;
        var signs = new SignResolution(Symbol.T, [.. samples.Select(s => s.T)]);
        var candidates = Inversion.Solve(piece.Slope, Symbol.U, Symbol.T).Take(MostCandidates).Distinct()
            .Where(u => Inverts(u, samples))
            .Select(u => signs.Apply(Symbol.T * u - piece.Expression.Substitute(Symbol.U, u)))
            .Where(g => IsConjugate(g, samples));
        return candidates.MinBy(g => g.ToString().Length);
    }

    private static Expr At(Expr e, Expr u) => Simplifier.Simplify(e.Substitute(Symbol.U, u));

    /// <summary>Ratios inside a piece with their f, f' = t; those at which f' is so flat that t says nothing are left out.</summary>
    private static IEnumerable<(double U, double T, double F)> Samples(Piece piece)
    {
        var (f, slope, curvature) = (new ExactFunction(piece.Expression, Symbol.U), new ExactFunction(piece.Slope, Symbol.U),
            new ExactFunction(piece.Curvature, Symbol.U));
        foreach (var v in (double[])[-3.1, -1.7, -0.6, 0.45, 1.3, 2.9])
        {
            var u = Inside(piece, v);
            var t = slope.Evaluate(u);
            if (double.IsFinite(t) && Math.Abs(u * curvature.Evaluate(u)) > 1e-5 * Math.Abs(t)) yield return (u, t, f.Evaluate(u));
        }
    }

    // e^v where the piece is all of (0, ∞), else the place at the same share of its length.
    private static double Inside(Piece piece, double v)
    {
        var share = 1 / (1 + Math.Exp(-v));
        return double.IsInfinity(piece.To) ? piece.From + Math.Exp(v) * Math.Max(1, piece.From) : piece.From + share * (piece.To - piece.From);
    }

    private static bool Inverts(Expr u, List<(double U, double T, double F)> samples)
    {
        var function = new CompiledFunction(u, Symbol.T);
        return samples.TrueForAll(s => Math.Abs(function.Evaluate(s.T) / s.U - 1) < 1e-6);
    }

    private static bool IsConjugate(Expr g, List<(double U, double T, double F)> samples)
    {
        var function = new ExactFunction(g, Symbol.T);
        return samples.TrueForAll(s =>
        {
            var expected = s.T * s.U - s.F;
            return Math.Abs(function.Evaluate(s.T) - expected) <= Agreement * Math.Max(1, Math.Abs(s.T * s.U) + Math.Abs(s.F));
        });
    }
}

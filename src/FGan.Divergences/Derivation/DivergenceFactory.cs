using System.Globalization;
using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Makes a divergence of the text of f: everything else about it is derived here, or f is refused.</summary>
internal static class DivergenceFactory
{
    private static readonly Symbol U = Symbol.U;
    private static readonly Symbol V = Symbol.V;

    /// <summary>Derives the divergence of an expression in u.</summary>
    /// <exception cref="DivergenceException">It is no convex function of u on all of (0, ∞), or a multiple of u − 1.</exception>
    public static FDivergence Derive(Expr typed, string id, string name, IReadOnlyList<string> aliases)
    {
        RequireFunctionOfU(typed, id);
        var (f, offset) = Normalise(typed, id);
        var pieces = PiecewiseFunction.Of(f);
        RequireDefined(f, id);
        var convexity = ConvexityProof.Of(pieces);
        if (convexity.Verdict == ConvexityVerdict.Refuted)
            throw new DivergenceException(string.Create(CultureInfo.InvariantCulture,
                $"f = {NearNames.Shorten(id)} is not convex: at u = {convexity.Witness:R}, {convexity.Reason}. An f-divergence needs f'' >= 0 on all of (0, ∞)."));
        RequireCurved(pieces, id);
        return Build(f, pieces, offset, convexity, id, name, aliases);
    }

    private static FDivergence Build(Expr f, PiecewiseFunction pieces, Expr offset, Convexity convexity, string id, string name, IReadOnlyList<string> aliases)
    {
        var (domain, ends) = DomainFinder.Of(pieces);
        var slope = Slope(pieces);
        var logRatio = LogRatio(f, pieces, slope);
        var limitAtZero = EndLimits.AtZero(pieces.Pieces[0].Expression, U);
        var closed = new ConjugateFinder(pieces).ClosedForm();
        var conjugate = Conjugate(f, pieces, closed, slope, logRatio, domain, limitAtZero);
        var slopeAtOne = SlopeAtOne(pieces);
        var table = Table(closed, conjugate, ends, pieces, slopeAtOne, logRatio);
        var scaled = slope;
        return new FDivergence(() => Adjoint(f, id))
        {
            Id = id,
            Name = name,
            Aliases = aliases,
            Expression = f,
            Offset = offset,
            Convexity = convexity,
            IsStrictlyConvexAtOne = ConvexityProof.IsStrictAtOne(pieces),
            F = Kernels.Of(f, U),
            Conjugate = conjugate,
            TableActivation = table,
            LogRatioActivation = logRatio ?? table,
            SlopeAtOne = slopeAtOne,
            IsSymmetric = IsSymmetric(f, scaled),
            LimitAtZero = limitAtZero,
            AdjointLimitAtZero = domain.Upper,
            Kinks = [.. pieces.Kinks.Select(kink => kink.At)],
        };
    }

    private static void RequireFunctionOfU(Expr f, string id)
    {
        var stranger = f.Symbols().FirstOrDefault(symbol => symbol != U);
        if (stranger is not null)
            throw new DivergenceException($"f = {NearNames.Shorten(id)} contains {stranger.Name}; write f as a function of u, or give {stranger.Name} a value.");
        if (!f.Contains(U))
            throw new DivergenceException($"f = {NearNames.Shorten(id)} is a constant; an f-divergence needs a convex function of u such as u*log(u).");
    }

    private static (Expr F, Expr Offset) Normalise(Expr typed, string id)
    {
        var offset = Simplifier.Simplify(typed.Substitute(U, Expr.One));
        var value = ExactValue.Constant(offset);
        if (!double.IsFinite(value))
            throw new DivergenceException($"f = {NearNames.Shorten(id)} has no finite value at u = 1, where f(1) must be 0.");
        if (value == 0) offset = Expr.Zero;
        return (Simplifier.Simplify(typed - offset), offset);
    }

    private static void RequireDefined(Expr f, string id)
    {
        var (coarse, exact) = (new CompiledFunction(f, U), new ExactFunction(f, U));
        for (var k = -400; k <= 400; k++)
        {
            var u = Math.Exp(k / 20.0);
            if (double.IsFinite(coarse.Evaluate(u)) || double.IsFinite(exact.Evaluate(u))) continue;
            if (double.IsInfinity(exact.Evaluate(u)) && Math.Abs(k) > 100) continue; // an overflow, not a hole
            throw new DivergenceException(string.Create(CultureInfo.InvariantCulture,
                $"f = {NearNames.Shorten(id)} is undefined at u = {u:G4}; it must be finite on all of (0, ∞)."));
        }
        if (RationalForm.TryRead(f, U)?.HasPole() == true)
            throw new DivergenceException($"f = {NearNames.Shorten(id)} has a pole inside (0, ∞); it must be finite on all of it.");
    }

    private static void RequireCurved(PiecewiseFunction f, string id)
    {
        if (f.Pieces.All(piece => piece.IsAffine) && !f.Kinks.Any())
            throw new DivergenceException($"f = {NearNames.Shorten(id)} is a multiple of u - 1, whose divergence is 0 for all P and Q.");
    }

    private static Expr Slope(PiecewiseFunction f) =>
        f.Pieces.Count == 1 ? f.Pieces[0].Slope : Differentiation.Derivative(f.Expression, U);

    /// <summary>f'(e^v) and e^v f'(e^v) − f(e^v), where f' rises without a jump or a rest.</summary>
    private static OutputActivation? LogRatio(Expr f, PiecewiseFunction pieces, Expr slope)
    {
        if (pieces.Kinks.Any() || pieces.Pieces.Any(piece => piece.IsAffine)) return null;
        var u = Expr.Exp(V);
        var activation = Simplifier.Simplify(slope.Substitute(U, u));
        var composition = Simplifier.Simplify(u * slope.Substitute(U, u) - f.Substitute(U, u));
        return new OutputActivation(ActivationKind.LogRatio, Kernels.Of(activation, V), Kernels.Of(composition, V), threshold: 0);
    }

    private static double SlopeAtOne(PiecewiseFunction f)
    {
        var seam = f.Seams.FirstOrDefault(s => s.At == 1);
        if (seam is not null) return (seam.SlopeLeft + seam.SlopeRight) / 2;
        var piece = f.Pieces.First(p => p.From < 1 && p.To > 1);
        return ExactValue.Constant(piece.Slope.Substitute(U, Expr.One));
    }

    private static ConvexConjugate Conjugate(Expr f, PiecewiseFunction pieces, Expr? closed, Expr slope, OutputActivation? logRatio,
        EffectiveDomain domain, double limitAtZero)
    {
        var interior = closed is not null
            ? Kernels.Of(closed, Symbol.T)
            : new NumericalConjugate(Kernels.Of(f, U), logRatio?.Activation ?? Kernels.Of(slope.Substitute(U, Expr.Exp(V)), V), logRatio?.Composition);
        var last = pieces.Pieces[^1];
        var atUpper = double.IsInfinity(domain.Upper) ? double.PositiveInfinity
            : EndLimits.AtInfinity(Simplifier.Simplify(U * last.Slope - last.Expression), U);
        return new ConvexConjugate(interior, domain, -limitAtZero, atUpper) { IsClosedForm = closed is not null };
    }

    private static OutputActivation Table(Expr? closed, ConvexConjugate conjugate, DomainFormula ends, PiecewiseFunction pieces,
        double slopeAtOne, OutputActivation? logRatio)
    {
        if (closed is not null && new ActivationSearch(ends, closed).Find(LogScale(pieces)) is { } found)
        {
            return new OutputActivation(ActivationKind.Table, Kernels.Of(found.Activation, V), Kernels.Of(found.Composition, V),
                Threshold(found.Activation, slopeAtOne));
        }
        if (logRatio is not null)
            return new OutputActivation(ActivationKind.Table, logRatio.Activation, logRatio.Composition, logRatio.Threshold);
        var activation = ActivationSearch.SimplestOnto(ends);
        var a = Kernels.Of(activation, V);
        return new OutputActivation(ActivationKind.Table, a, new ComposedFunction(conjugate, a), Threshold(activation, slopeAtOne));
    }

    // k where f'(u) grows like k·log(u) at 0 or at ∞: u·f''(u) tends to it.
    private static Expr LogScale(PiecewiseFunction f)
    {
        var atZero = EndLimits.AtZero(Simplifier.Simplify(U * f.Pieces[0].Curvature), U);
        var scale = atZero > 0 && double.IsFinite(atZero) ? atZero : EndLimits.AtInfinity(Simplifier.Simplify(U * f.Pieces[^1].Curvature), U);
        return scale > 0 && double.IsFinite(scale) ? Rational.FromDouble(scale) : Expr.Zero;
    }

    private static double Threshold(Expr activation, double slopeAtOne)
    {
        var (a, low, high) = (new ExactFunction(activation, V), -60.0, 60.0);
        var rises = a.Evaluate(high) > a.Evaluate(low);
        while (true)
        {
            var middle = low + (high - low) / 2;
            var value = a.Evaluate(middle);
            if (value == slopeAtOne || middle <= low || middle >= high) return middle;
            if (value < slopeAtOne == rises) low = middle;
            else high = middle;
        }
    }

    private static bool IsSymmetric(Expr f, Expr slope)
    {
        // f°(u) − f(u) = c·(u − 1) with the c that makes both sides touch at 1 with equal slope: c = −2 f'(1) for smooth f.
        var adjoint = U * f.Substitute(U, 1 / U);
        var c = Simplifier.Simplify(-2 * slope.Substitute(U, Expr.One));
        return Identity.IsZero(Simplifier.Simplify(adjoint - f - c * (U - 1)), U);
    }

    private static FDivergence Adjoint(Expr f, string id)
    {
        var adjoint = Simplifier.Simplify(U * f.Substitute(U, 1 / U));
        return Derive(adjoint, $"adjoint of {id}", $"Adjoint of {id}", []);
    }
}

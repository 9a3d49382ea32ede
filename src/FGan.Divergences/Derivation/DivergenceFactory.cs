using System.Globalization;
using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Makes a divergence of the text of f: everything else about it is derived here, or f is refused.</summary>
internal static class DivergenceFactory
{
    private static readonly Symbol U = Symbol.U;
    private static readonly Symbol V = Symbol.V;

    /// <summary>Derives the divergence of a text.</summary>
    /// <exception cref="DivergenceException">The text does not parse, or its f is refused.</exception>
    public static FDivergence FromText(string formula, IReadOnlyDictionary<string, double>? parameters, string id, string name,
        IReadOnlyList<string> aliases)
    {
        try
        {
            return Derive(Parser.Parse(formula, parameters: parameters), id, name, aliases);
        }
        catch (ParseException error)
        {
            throw new DivergenceException(error.Message, error);
        }
    }

    /// <summary>Derives the divergence of ½(f + f°).</summary>
    public static FDivergence Symmetrise(FDivergence divergence)
    {
        var f = divergence.Expression;
        var id = $"symmetrised {divergence.Id}";
        return Derive(Simplifier.Simplify((f + U * f.Substitute(U, 1 / U)) / 2), id, id, []);
    }

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
        var logRatio = LogRatio(f, pieces, slope, domain);
        var limitAtZero = EndLimits.AtZero(pieces.Pieces[0].Expression, U);
        var closed = new ConjugateFinder(pieces).ClosedForm();
        var conjugate = Conjugate(f, pieces, closed, slope, logRatio, (domain, ends), limitAtZero);
        var slopeAtOne = SlopeAtOne(pieces);
        var table = Table(closed, conjugate, ends, pieces, slopeAtOne, logRatio);
        var isSymmetric = IsSymmetric(f, slope);
        return new FDivergence(isSymmetric ? null : () => Adjoint(f, id))
        {
            Id = id,
            Name = name,
            Aliases = aliases,
            Expression = f,
            Offset = offset,
            Convexity = convexity,
            IsStrictlyConvexAtOne = ConvexityProof.IsStrictAtOne(pieces),
            F = Kernel.Of(f, U),
            Conjugate = conjugate,
            TableActivation = table,
            LogRatioActivation = logRatio ?? table,
            SlopeAtOne = slopeAtOne,
            IsSymmetric = isSymmetric,
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
        // From 1 outwards, so that the place named is the most ordinary one.
        foreach (var k in Enumerable.Range(0, 801).Select(k => k % 2 == 0 ? k / 2 : -(k + 1) / 2))
        {
            var u = Math.Exp(k / 20.0);
            if (double.IsFinite(coarse.Evaluate(u)) || !double.IsNaN(exact.Evaluate(u))) continue;
            throw new DivergenceException(string.Create(CultureInfo.InvariantCulture,
                $"f = {NearNames.Shorten(id)} is undefined at u = {u:G3}; it must be finite on all of (0, ∞)."));
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
    private static OutputActivation? LogRatio(Expr f, PiecewiseFunction pieces, Expr slope, EffectiveDomain domain)
    {
        if (pieces.Kinks.Any() || pieces.Pieces.Any(piece => piece.IsAffine)) return null;
        var u = Expr.Exp(V);
        var activation = SigmoidForm.Of(Simplifier.Simplify(slope.Substitute(U, u)));
        var composition = SigmoidForm.Of(Simplifier.Simplify(u * slope.Substitute(U, u) - f.Substitute(U, u)));
        return FromFormulas(ActivationKind.LogRatio, activation, composition, domain, threshold: 0);
    }

    private static double SlopeAtOne(PiecewiseFunction f)
    {
        var seam = f.Seams.FirstOrDefault(s => s.At == 1);
        if (seam is not null) return (seam.SlopeLeft + seam.SlopeRight) / 2;
        var piece = f.Pieces.First(p => p.From < 1 && p.To > 1);
        return ExactValue.Constant(piece.Slope.Substitute(U, Expr.One));
    }

    private static ConvexConjugate Conjugate(Expr f, PiecewiseFunction pieces, Expr? closed, Expr slope, OutputActivation? logRatio,
        (EffectiveDomain Domain, DomainFormula Ends) range, double limitAtZero)
    {
        var (domain, ends) = range;
        var logSlope = logRatio?.Activation ?? Kernel.Of(Simplifier.Simplify(slope.Substitute(U, Expr.Exp(V))), V);
        var end = ends.Upper is null || logRatio is null ? null : UpperEnd.Of(ends.Upper, logRatio.Expression!);
        RealFunction interior = new NumericalConjugate(Kernel.Of(f, U), logSlope, logRatio?.Composition, end);
        if (closed is not null)
        {
            var formula = new Kernel(closed, Symbol.T, new Interval(domain.Lower, domain.Upper));
            var hasEnds = double.IsFinite(domain.Lower) || double.IsFinite(domain.Upper);
            interior = hasEnds || logRatio is null ? formula : new ConjugateKernel(formula, interior);
        }
        var last = pieces.Pieces[^1];
        var atUpper = double.IsInfinity(domain.Upper) ? double.PositiveInfinity
            : EndLimits.AtInfinity(Simplifier.Simplify(U * last.Slope - last.Expression), U);
        return new ConvexConjugate(interior, domain, -limitAtZero, atUpper) { IsClosedForm = closed is not null };
    }

    private static OutputActivation Table(Expr? closed, ConvexConjugate conjugate, DomainFormula ends, PiecewiseFunction pieces,
        double slopeAtOne, OutputActivation? logRatio)
    {
        var known = logRatio is null ? default((Expr, Expr)?) : (logRatio.Expression!, logRatio.CompositionExpression!);
        if (closed is not null && new ActivationSearch(ends, closed, known).Find(LogScale(pieces)) is { } found)
        {
            return FromFormulas(ActivationKind.Table, found.Activation, found.Composition, conjugate.Domain,
                Threshold(found.Activation, slopeAtOne));
        }
        if (logRatio is not null)
            return FromFormulas(ActivationKind.Table, logRatio.Expression!, logRatio.CompositionExpression!, conjugate.Domain, threshold: 0);
        var activation = ActivationSearch.SimplestOnto(ends);
        var a = Onto(conjugate.Domain, activation);
        return new OutputActivation(ActivationKind.Table, a, new ComposedFunction(conjugate, a), Threshold(activation, slopeAtOne))
        {
            Expression = activation,
        };
    }

    private static OutputActivation FromFormulas(ActivationKind kind, Expr activation, Expr composition, EffectiveDomain domain, double threshold) =>
        new(kind, Onto(domain, activation), Kernel.Of(composition, V), threshold)
        {
            Expression = activation,
            CompositionExpression = composition,
        };

    private static RealFunction Onto(EffectiveDomain domain, Expr activation) =>
        double.IsInfinity(domain.Lower) && double.IsInfinity(domain.Upper)
            ? Kernel.Of(activation, V)
            : new OntoDomain(Kernel.Of(activation, V), domain.Lower, domain.Upper);

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
        // f'(1) may be an end of the domain that a never meets.
        if (a.Evaluate(low) == slopeAtOne || slopeAtOne < a.Evaluate(low) == rises) return double.NegativeInfinity;
        if (a.Evaluate(high) == slopeAtOne || slopeAtOne > a.Evaluate(high) == rises) return double.PositiveInfinity;
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

    /// <summary>u·f(1/u): the entry of the catalogue that it is, or a divergence of its own.</summary>
    private static FDivergence Adjoint(Expr f, string id)
    {
        var adjoint = Derive(Simplifier.Simplify(U * f.Substitute(U, 1 / U)), $"adjoint of {id}", $"Adjoint of {id}", []);
        var known = adjoint.RelatedTo.FirstOrDefault(relation => relation.Factor == 1);
        return known is null ? adjoint : Catalogue.Find(known.Id);
    }
}

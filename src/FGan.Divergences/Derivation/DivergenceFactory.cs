using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Makes a divergence of the text of f: everything else about it is derived here, or f is refused.</summary>
internal static class DivergenceFactory
{
    private static readonly Symbol U = Symbol.U;

    /// <summary>Derives the divergence of a text.</summary>
    /// <exception cref="DivergenceException">The text does not parse, or its f is refused.</exception>
    public static FDivergence FromText(string formula, IReadOnlyDictionary<string, double>? parameters, DivergenceLabel label)
    {
        try
        {
            var typed = parameters is { Count: > 0 } ? null : formula.Trim();
            return Derive(Parser.Parse(formula, parameters: parameters), label with { Typed = typed });
        }
        catch (ParseException error)
        {
            throw new DivergenceException(error.Message, error);
        }
    }

    /// <summary>Derives the divergence of an expression in u.</summary>
    /// <exception cref="DivergenceException">It is no convex function of u on all of (0, ∞), or a multiple of u − 1.</exception>
    public static FDivergence Derive(Expr typed, DivergenceLabel label, Convexity? known = null)
    {
        try
        {
            return DeriveAll(typed, label, known);
        }
        catch (Exception error) when (error is ArithmeticException or ArgumentException)
        {
            // u^1e308 and u^(u^(u^u)) parse, but no arithmetic follows them to their ends.
            throw new DivergenceException($"{label.Subject} is beyond the numbers that can be worked with; use smaller exponents and fewer towers of powers.", error);
        }
    }

    private static FDivergence DeriveAll(Expr typed, DivergenceLabel label, Convexity? known)
    {
        var (f, offset) = Admission.Normalise(typed, label);
        var pieces = PiecewiseFunction.Of(f);
        var convexity = known ?? Admission.Admit(pieces, label);
        var range = SlopeRange.Of(pieces);
        var limitAtZero = Limits.AtZero(pieces.Pieces[0].Expression, U).Value;
        var (conjugates, activations) = (new ConjugateFinder(pieces), new ActivationFinder(pieces, range));
        var logRatio = activations.LogRatio();
        var closed = conjugates.ClosedForm();
        var conjugate = conjugates.Function(closed, range, limitAtZero);
        var table = activations.Table(closed, conjugate, logRatio);
        var isSymmetric = IsSymmetric(pieces);
        return new FDivergence(isSymmetric ? null : () => Adjoint(f, convexity, label))
        {
            Id = label.Id,
            Name = label.Name,
            Aliases = label.Aliases,
            Formula = label.Typed is not null && offset.Equals(Expr.Zero) ? label.Typed : f.ToString(),
            Expression = f,
            Offset = offset,
            Convexity = convexity,
            IsStrictlyConvexAtOne = ConvexityProof.IsStrictAtOne(pieces),
            F = Kernel.Of(f, U),
            Conjugate = conjugate,
            TableActivation = table,
            LogRatioActivation = logRatio ?? table,
            SlopeAtOne = pieces.SlopeAtOne,
            IsSymmetric = isSymmetric,
            LimitAtZero = limitAtZero,
            AdjointLimitAtZero = range.Domain.Upper,
            Kinks = [.. pieces.Kinks.Select(kink => kink.At)],
            Seams = [.. pieces.Seams.Select(seam => seam.At)],
        };
    }

    /// <summary>Derives the divergence of ½(f + f°).</summary>
    public static FDivergence Symmetrise(FDivergence divergence)
    {
        var f = divergence.Expression;
        return Derive(Simplifier.Simplify((f + AdjointOf(f)) / 2), DivergenceLabel.OfFormula($"symmetrised {divergence.Id}"),
            divergence.Convexity with { Reason = $"half an f and half its adjoint are as convex as f ({divergence.Convexity.Reason})" });
    }

    private static Expr AdjointOf(Expr f) => U * f.Substitute(U, 1 / U);

    /// <summary>u·f(1/u): the entry of the catalogue that it is, or a divergence of its own.</summary>
    private static FDivergence Adjoint(Expr f, Convexity convexity, DivergenceLabel label)
    {
        var adjoint = Derive(Simplifier.Simplify(AdjointOf(f)), DivergenceLabel.OfFormula($"adjoint of {label.Id}"),
            convexity with { Reason = $"u*f(1/u) is as convex as f ({convexity.Reason})" });
        var known = adjoint.RelatedTo.FirstOrDefault(relation => relation.Factor == 1);
        return known is null ? adjoint : Catalogue.Find(known.Id);
    }

    // f°(u) − f(u) is a multiple of u − 1; the slopes at 1, f°'(1) = −f'(1), say which multiple.
    private static bool IsSymmetric(PiecewiseFunction f)
    {
        var tilt = -2 * f.Slope.Substitute(U, Expr.One);
        return Identity.IsZero(Simplifier.Simplify(AdjointOf(f.Expression) - f.Expression - tilt * (U - 1)), U);
    }
}

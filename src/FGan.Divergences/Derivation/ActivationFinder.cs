using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Finds the two output activations of an f.</summary>
internal sealed class ActivationFinder(PiecewiseFunction f, SlopeRange range)
{
    private static readonly Symbol U = Symbol.U;
    private static readonly Symbol V = Symbol.V;

    /// <summary>f'(e^v) with e^v f'(e^v) − f(e^v); null where f' jumps or rests and so is no smooth map onto its range.</summary>
    public OutputActivation? LogRatio()
    {
        if (!f.IsSmoothAndStrict) return null;
        var (u, slope) = (Expr.Exp(V), f.Slope.Substitute(U, Expr.Exp(V)));
        var activation = SigmoidForm.Of(Simplifier.Simplify(slope));
        var composition = SigmoidForm.Of(Simplifier.Simplify(u * slope - f.Expression.Substitute(U, u)));
        return FromFormulas(ActivationKind.LogRatio, activation, composition, threshold: 0);
    }

    /// <summary>The simplest activation: by search where g has a formula, else the log-ratio one, else any smooth map.</summary>
    public OutputActivation Table(Expr? closed, ConvexConjugate conjugate, OutputActivation? logRatio)
    {
        var known = logRatio is null ? default((Expr, Expr)?) : (logRatio.Expression!, logRatio.CompositionExpression!);
        if (closed is not null && new ActivationSearch(range, closed, known).Find(LogScale()) is { } found)
            return FromFormulas(ActivationKind.Table, found.Activation, found.Composition, Threshold(found.Activation));
        if (logRatio is not null)
            return FromFormulas(ActivationKind.Table, logRatio.Expression!, logRatio.CompositionExpression!, threshold: 0);
        var activation = ActivationSearch.SimplestOnto(range);
        var a = OntoRange(activation);
        return new OutputActivation(ActivationKind.Table, a, new ComposedFunction(conjugate, a), Threshold(activation))
        {
            Expression = activation,
        };
    }

    private OutputActivation FromFormulas(ActivationKind kind, Expr activation, Expr composition, double threshold) =>
        new(kind, OntoRange(activation), Kernel.Of(composition, V), threshold)
        {
            Expression = activation,
            CompositionExpression = composition,
        };

    private RealFunction OntoRange(Expr activation) => range.IsWholeLine
        ? Kernel.Of(activation, V)
        : new OntoDomain(Kernel.Of(activation, V), range.Domain.Lower, range.Domain.Upper);

    // k where f'(u) grows like k·log(u) at 0 or at ∞: u·f''(u) tends to it.
    private Expr LogScale()
    {
        var atZero = EndLimits.AtZero(Simplifier.Simplify(U * f.Pieces[0].Curvature), U);
        var scale = atZero > 0 && double.IsFinite(atZero) ? atZero : EndLimits.AtInfinity(Simplifier.Simplify(U * f.Pieces[^1].Curvature), U);
        return scale > 0 && double.IsFinite(scale) ? Rational.FromDouble(scale) : Expr.Zero;
    }

    /// <summary>The v with a(v) = f'(1), ±∞ where f'(1) is an end that a never meets.</summary>
    private double Threshold(Expr activation)
    {
        var (a, slope) = (new ExactFunction(activation, V), f.SlopeAtOne);
        var (low, high) = (-60.0, 60.0);
        var (atLow, atHigh) = (a.Evaluate(low), a.Evaluate(high));
        var rises = atHigh > atLow;
        if (atLow == slope || slope < atLow == rises) return double.NegativeInfinity;
        if (atHigh == slope || slope > atHigh == rises) return double.PositiveInfinity;
        while (true)
        {
            var middle = low + (high - low) / 2;
            var value = a.Evaluate(middle);
            if (value == slope || middle <= low || middle >= high) return middle;
            if (value < slope == rises) low = middle;
            else high = middle;
        }
    }
}

using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Finds the two output activations of an f.</summary>
internal sealed class ActivationFinder(PiecewiseFunction f, SlopeRange range)
{
    // Where a(v) = f'(1) is looked for: beyond e^40 nothing that a critic puts out lies.
    private const double FirstReach = 60;
    private const double LastReach = 1e18;

    private static readonly Symbol U = Symbol.U;
    private static readonly Symbol V = Symbol.V;

    /// <summary>f'(e^v) with e^v f'(e^v) − f(e^v); null where f' jumps or rests and so is no smooth map onto its range.</summary>
    public OutputActivation? LogRatio()
    {
        if (!f.IsSmoothAndStrict) return null;
        var (u, slope) = (Expr.Exp(V), f.Slope.Substitute(U, Expr.Exp(V)));
        var activation = SigmoidForm.Of(Simplifier.Simplify(slope));
        var composition = SigmoidForm.Of(Simplifier.Simplify(u * slope - f.Expression.Substitute(U, u)));
        return FromFormulas(OutputActivationKind.LogRatio, activation, composition, threshold: 0);
    }

    /// <summary>The simplest activation: by search where g has a formula, else the log-ratio one, else any smooth map.</summary>
    public OutputActivation Table(Expr? closed, ConvexConjugate conjugate, OutputActivation? logRatio)
    {
        var known = logRatio is null ? default((Expr, Expr)?) : (logRatio.Expression!, logRatio.CompositionExpression!);
        if (closed is not null && new ActivationSearch(range, closed, known).Find(LogScale()) is { } found
            && !found.Activation.Equals(logRatio?.Expression))
        {
            return FromFormulas(OutputActivationKind.Table, found.Activation, found.Composition, Threshold(found.Activation));
        }
        if (logRatio is not null) return logRatio.As(OutputActivationKind.Table);
        var activation = ActivationSearch.SimplestOnto(range);
        var a = OntoRange(activation);
        var composition = new TabulatedFunction(new ComposedFunction(conjugate, a), inLogarithm: false);
        return new OutputActivation(OutputActivationKind.Table, a, composition, Threshold(activation))
        {
            Expression = activation,
        };
    }

    private OutputActivation FromFormulas(OutputActivationKind kind, Expr activation, Expr composition, double threshold) =>
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
        var atZero = Limits.AtZero(U * f.Pieces[0].Curvature, U).Value;
        var scale = atZero > 0 && double.IsFinite(atZero) ? atZero : Limits.AtInfinity(U * f.Pieces[^1].Curvature, U).Value;
        return scale > 0 && double.IsFinite(scale) ? Rational.FromDouble(scale) : Expr.Zero;
    }

    /// <summary>The v with a(v) = f'(1), ±∞ where f'(1) is an end that a never meets.</summary>
    private double Threshold(Expr activation)
    {
        var (a, slope) = (new ExactFunction(activation, V), f.SlopeAtOne);
        var rises = a.Evaluate(1) > a.Evaluate(-1);
        var (low, high) = (-FirstReach, FirstReach);
        while (a.Evaluate(low) > slope == rises && low > -LastReach) low *= 2;
        while (a.Evaluate(high) < slope == rises && high < LastReach) high *= 2;
        if (a.Evaluate(low) is var atLow && (atLow == slope || atLow > slope == rises)) return double.NegativeInfinity;
        if (a.Evaluate(high) is var atHigh && (atHigh == slope || atHigh < slope == rises)) return double.PositiveInfinity;
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

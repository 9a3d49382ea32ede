using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>g(t) = sup over u ≥ 0 of t·u − f(u), found by a safeguarded search where f' has no inverse in closed form.</summary>
/// <remarks>
/// The search runs over v = log u, in which the slope f'(e^v) rises steadily. Near the maximiser g is flat, so the value
/// keeps full double accuracy: an error δ in the slope met is corrected by u·δ and leaves only its square.
/// </remarks>
/// <param name="f">f, of u.</param>
/// <param name="logSlope">a(v) = f'(e^v), non-decreasing, with its derivative.</param>
/// <param name="logValue">g(a(v)) = e^v f'(e^v) − f(e^v) where f is smooth; null where kinks make it useless.</param>
/// <param name="end">The upper end of the domain with the distance to it; null where there is none.</param>
internal sealed class NumericalConjugate(RealFunction f, RealFunction logSlope, RealFunction? logValue, UpperEnd? end = null) : RealFunction
{
    public override string Text => $"sup over u ≥ 0 of t*u-({f.Text})";

    public override RealFunction Derivative => new Maximiser(this, logSlope);

    public override double Evaluate(double x)
    {
        if (double.IsNaN(x)) return double.NaN;
        var v = LogMaximiser(x);
        var u = Math.Exp(v);
        if (logValue is null) return x * u - f.Evaluate(u);
        var atSlope = logValue.Evaluate(v);
        var correction = u * -Excess(v, x);
        return double.IsFinite(correction) ? atSlope + correction : atSlope;
    }

    /// <summary>The v with f'(e^v) = t, or the kink where the slope jumps over t.</summary>
    private double LogMaximiser(double t)
    {
        var (low, high) = Bracket(t);
        var slope = logSlope.Derivative;
        var v = low + (high - low) / 2;
        for (var i = 0; i < 200 && low < high; i++)
        {
            var excess = Excess(v, t);
            if (excess == 0) return v;
            if (excess < 0) low = v;
            else high = v;
            var newton = v - excess / slope.Evaluate(v);
            var next = newton > low && newton < high ? newton : low + (high - low) / 2;
            if (next == v || next <= low || next >= high) return next;
            if (Math.Abs(next - v) <= 1e-15 * Math.Max(1, Math.Abs(v))) return next;
            v = next;
        }
        return v;
    }

    // a(v) − t; near a finite upper end, where both are nearly equal to it, as the difference of their distances.
    private double Excess(double v, double t) =>
        end is not null && v > 0 ? end.DistanceOf(t) - end.Gap.Evaluate(v) : logSlope.Evaluate(v) - t;

    private (double Low, double High) Bracket(double t)
    {
        var (low, high) = (-1.0, 1.0);
        while (low > -1e6 && Excess(low, t) >= 0) low *= 2;
        while (high < 1e6 && Excess(high, t) <= 0) high *= 2;
        return (low, high);
    }

    /// <summary>g'(t), the maximising u, and g'' = 1/f''(u) after it.</summary>
    private sealed class Maximiser(NumericalConjugate conjugate, RealFunction logSlope) : RealFunction
    {
        public override string Text => $"the u with f'(u) = t";

        public override RealFunction Derivative => new MaximiserSlope(conjugate, logSlope);

        public override double Evaluate(double x) => Math.Exp(conjugate.LogMaximiser(x));
    }

    private sealed class MaximiserSlope(NumericalConjugate conjugate, RealFunction logSlope) : RealFunction
    {
        private const double Step = 1e-4;

        public override string Text => "1/f''(u) at the u with f'(u) = t";

        // A third derivative of a numerical conjugate is asked for by nobody's algorithm; a difference quotient serves.
        public override RealFunction Derivative => new DifferenceQuotient(this, Step);

        // f''(u) = a'(v)/u.
        public override double Evaluate(double x)
        {
            var v = conjugate.LogMaximiser(x);
            return Math.Exp(v) / logSlope.Derivative.Evaluate(v);
        }
    }
}

/// <summary>A finite upper end of f'(D) to twice the digits of a double, and the distance of f'(e^v) to it.</summary>
/// <param name="High">The end, rounded.</param>
/// <param name="Low">What the rounding left.</param>
/// <param name="Gap">The end less f'(e^v), which keeps its digits as it falls to 0.</param>
internal sealed record UpperEnd(double High, double Low, RealFunction Gap)
{
    /// <summary>The end less t: the first difference is exact where t is near the end.</summary>
    public double DistanceOf(double t) => High - t + Low;

    /// <summary>The end as a formula and the slope f'(e^v) below it.</summary>
    public static UpperEnd Of(Expr end, Expr logSlope)
    {
        var high = ExactValue.Constant(end);
        var low = ExactValue.Constant(end - Exactly(high));
        return new UpperEnd(high, low, Kernel.Of(Simplifier.Simplify(end - logSlope), Symbol.V));
    }

    // All the bits of a double, where Rational.FromDouble reads the short decimal that it prints as.
    private static Rational Exactly(double value)
    {
        var bits = BigReal.FromDouble(value);
        return bits.Mantissa * ((Rational)2).Pow((int)bits.Exponent);
    }
}

/// <summary>The derivative of a function by a central difference of fourth order; about eight digits.</summary>
internal sealed class DifferenceQuotient(RealFunction function, double step) : RealFunction
{
    public override string Text => $"d/dx ({function.Text})";

    public override RealFunction Derivative => new DifferenceQuotient(this, step * 10);

    public override double Evaluate(double x)
    {
        var h = step * Math.Max(1, Math.Abs(x));
        var near = function.Evaluate(x + h) - function.Evaluate(x - h);
        var far = function.Evaluate(x + 2 * h) - function.Evaluate(x - 2 * h);
        return (8 * near - far) / (12 * h);
    }
}

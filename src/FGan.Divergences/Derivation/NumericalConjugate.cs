using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>g(t) = sup over u ≥ 0 of t·u − f(u), found by a safeguarded search where f' has no inverse in closed form.</summary>
/// <remarks>
/// The search runs over v = log u, in which the slope f'(e^v) rises steadily: in doubles at first, and at the end with the exact
/// distance of that slope from t. Near the maximiser t·u − f(u) is flat, so its exact value there is g to the last bits of a double.
/// </remarks>
internal sealed class NumericalConjugate : RealFunction
{
    private readonly PiecewiseFunction _f;
    private readonly IReadOnlyList<MaximiserSearch> _pieces;

    public NumericalConjugate(PiecewiseFunction f)
    {
        _f = f;
        _pieces = [.. f.Pieces.Select(piece => new MaximiserSearch(piece))];
    }

    public override string Text => $"sup over u ≥ 0 of t*u-({_f.Expression})";

    public override RealFunction Derivative => new Maximiser(this);

    public override double Evaluate(double x)
    {
        if (double.IsNaN(x) || double.IsPositiveInfinity(x)) return x;
        if (double.IsNegativeInfinity(x)) return _pieces[0].Gap(0, MaximiserSearch.Lowest);
        var (piece, v) = Maximise(x);
        return piece.Gap(x, v);
    }

    /// <summary>The piece on which t·u − f(u) is largest, and where: the v with f'(e^v) = t, or the kink where the slope jumps over t.</summary>
    private (MaximiserSearch Piece, double V) Maximise(double t)
    {
        for (var i = 0; i < _pieces.Count; i++)
        {
            if (i > 0 && t <= _f.Seams[i - 1].SlopeRight) return (_pieces[i], Math.Log(_f.Seams[i - 1].At));
            if (i == _pieces.Count - 1 || t < _f.Seams[i].SlopeLeft) return (_pieces[i], _pieces[i].LogMaximiser(t));
        }
        return (_pieces[^1], Math.Log(_f.Pieces[^1].From));
    }

    /// <summary>g'(t), the maximising u, and g'' = 1/f''(u) after it.</summary>
    private sealed class Maximiser(NumericalConjugate conjugate) : RealFunction
    {
        public override string Text => "the u with f'(u) = t";

        public override RealFunction Derivative => new MaximiserSlope(conjugate);

        public override double Evaluate(double x) => double.IsFinite(x) ? Math.Exp(conjugate.Maximise(x).V) : Math.Max(x, 0);
    }

    private sealed class MaximiserSlope(NumericalConjugate conjugate) : RealFunction
    {
        private const double Step = 1e-4;

        public override string Text => "1/f''(u) at the u with f'(u) = t";

        // A third derivative of a numerical conjugate is asked for by nobody's algorithm; a difference quotient serves.
        public override RealFunction Derivative => new DifferenceQuotient(this, Step);

        public override double Evaluate(double x)
        {
            if (!double.IsFinite(x)) return double.NaN;
            var (piece, v) = conjugate.Maximise(x);
            return 1 / piece.Curvature(v);
        }
    }
}

/// <summary>Finds, on one formula of f, the v = log u at which f'(e^v) = t.</summary>
internal sealed class MaximiserSearch(Piece piece)
{
    private const int MostSteps = 200;
    /// <summary>The log u at which f is as near to its limit at 0 as anybody will ask.</summary>
    public const double Lowest = -1e6;

    private const double Reach = 1e6;
    private const double Trusted = 1e-5;
    private const int Bits = 80;

    private readonly ExactFunction _f = new(piece.Expression, Symbol.U);
    private readonly ExactFunction _slope = new(piece.Slope, Symbol.U);
    private readonly ExactFunction _curvature = new(piece.Curvature, Symbol.U);
    private readonly CompiledFunction _quickSlope = new(piece.Slope, Symbol.U);
    private readonly CompiledFunction _quickCurvature = new(piece.Curvature, Symbol.U);

    /// <summary>t·u − f(u) at u = e^v.</summary>
    public double Gap(double t, double v)
    {
        var u = Exponential(v);
        return -_f.EvaluateMinus(u, BigReal.Multiply(BigReal.FromDouble(t), u, 2 * Bits));
    }

    /// <summary>f''(e^v).</summary>
    public double Curvature(double v) => _curvature.Evaluate(Exponential(v));

    /// <summary>The v with f'(e^v) = t, to the last bits.</summary>
    public double LogMaximiser(double t)
    {
        var v = Search(t, QuickExcess, QuickRise);
        for (var i = 0; i < 3; i++)
        {
            var step = ExactExcess(v, t) / Rise(v);
            // Where doubles have led astray, the search goes by exact slopes alone.
            if (!(Math.Abs(step) <= Trusted * Math.Max(1, Math.Abs(v)))) return Search(t, ExactExcess, Rise);
            v -= step;
            if (Math.Abs(step) <= 1e-16 * Math.Abs(v)) break;
        }
        return v;
    }

    private double Search(double t, Func<double, double, double> excessAt, Func<double, double> riseAt)
    {
        var (low, high) = Bracket(t, excessAt);
        var v = low + (high - low) / 2;
        var lastStep = high - low;
        for (var i = 0; i < MostSteps && low < high; i++)
        {
            var excess = excessAt(v, t);
            if (excess == 0) return v;
            if (excess < 0) low = v;
            else high = v;
            var next = v - excess / riseAt(v);
            // Newton crawls where f' grows like e^u: a step that does not halve the last one gives way to bisection.
            if (!(next > low && next < high && Math.Abs(next - v) <= lastStep / 2)) next = low + (high - low) / 2;
            if (next == v || next <= low || next >= high) return next;
            lastStep = Math.Abs(next - v);
            if (lastStep <= 1e-15 * Math.Max(1, Math.Abs(v))) return next;
            v = next;
        }
        return v;
    }

    private (double Low, double High) Bracket(double t, Func<double, double, double> excessAt)
    {
        var (first, last) = (Math.Log(piece.From), Math.Log(piece.To));
        var (low, high) = (double.IsInfinity(first) ? Math.Min(-1, last - 1) : first, double.IsInfinity(last) ? Math.Max(1, first + 1) : last);
        if (double.IsInfinity(first))
            for (var reach = 1.0; low > -Reach && excessAt(low, t) >= 0; reach *= 2) low -= reach;
        if (double.IsInfinity(last))
            for (var reach = 1.0; high < Reach && excessAt(high, t) <= 0; reach *= 2) high += reach;
        return (low, high);
    }

    private double ExactExcess(double v, double t) => _slope.EvaluateMinus(Exponential(v), BigReal.FromDouble(t));

    private double Rise(double v) => Math.Exp(v) * Curvature(v);

    private double QuickExcess(double v, double t)
    {
        var excess = _quickSlope.Evaluate(Math.Exp(v)) - t;
        return double.IsNaN(excess) ? ExactExcess(v, t) : excess;
    }

    private double QuickRise(double v) => Math.Exp(v) * _quickCurvature.Evaluate(Math.Exp(v));

    private static BigReal Exponential(double v) => BigReal.Exp(BigReal.FromDouble(v), Bits);
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

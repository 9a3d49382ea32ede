namespace FGan.Divergences.Exact;

/// <summary>A function of x = anchor + offset, for which anchors are the ends of panels and offsets may be tiny.</summary>
internal delegate double AnchoredFunction(double anchor, double offset);

/// <summary>One interval of a double-exponential quadrature, refined by halving its step.</summary>
internal abstract class Panel
{
    private const int FirstLevel = 2;
    private double _sum;
    private int _level;

    /// <summary>The integral as far as refined.</summary>
    public double Value { get; private set; }

    /// <summary>By how much the last refinement changed it.</summary>
    public double Change { get; private set; } = double.PositiveInfinity;

    /// <summary>Whether halving the step further would gain nothing that halving the panel does not.</summary>
    public bool IsExhausted => _level >= 6;

    /// <summary>The range of the transformed variable.</summary>
    protected abstract (double Low, double High) Range { get; }

    /// <summary>The two panels that this one splits into.</summary>
    public abstract (Panel Left, Panel Right) Split();

    /// <summary>Halves the step of the trapezoidal rule; the first call also takes the coarse rule.</summary>
    public void Refine(AnchoredFunction f)
    {
        if (_level == 0)
        {
            _level = FirstLevel;
            _sum = Sum(f, Math.ScaleB(1, -_level), everyPoint: true);
            Value = _sum * Math.ScaleB(1, -_level);
        }
        _level++;
        var step = Math.ScaleB(1, -_level);
        _sum += Sum(f, step, everyPoint: false);
        Change = Math.Abs(_sum * step - Value);
        Value = _sum * step;
    }

    /// <summary>f(x(t))·x'(t), 0 where x'(t) has underflown.</summary>
    protected abstract double Term(AnchoredFunction f, double t);

    private double Sum(AnchoredFunction f, double step, bool everyPoint)
    {
        var (low, high) = Range;
        var (first, last, stride) = ((int)Math.Ceiling(low / step), (int)Math.Floor(high / step), everyPoint ? 1 : 2);
        if (!everyPoint && first % 2 == 0) first++;
        var sum = 0.0;
        for (var k = first; k <= last; k += stride) sum += Term(f, k * step);
        return sum;
    }
}

/// <summary>[a, b] under x = a + (b − a)/(1 + e^(−π sinh t)); an end may be singular.</summary>
internal sealed class FinitePanel(double a, double b, bool singularA, bool singularB) : Panel
{
    // At |t| = 3.3 a node lies 1e-18 of the width from its end, at 6 it lies 1e-275 from it.
    private const double Regular = 3.3;
    private const double Singular = 6;

    protected override (double Low, double High) Range => (singularA ? -Singular : -Regular, singularB ? Singular : Regular);

    public override (Panel Left, Panel Right) Split()
    {
        var middle = a + (b - a) / 2;
        return (new FinitePanel(a, middle, singularA, false), new FinitePanel(middle, b, false, singularB));
    }

    protected override double Term(AnchoredFunction f, double t)
    {
        var e = Math.Exp(-Math.PI * Math.Sinh(Math.Abs(t)));
        var distance = (b - a) * e / (1 + e);
        var weight = Math.PI * Math.Cosh(t) * (b - a) * e / ((1 + e) * (1 + e));
        if (weight == 0 || distance == 0) return 0;
        return weight * (t < 0 ? f(a, distance) : f(b, -distance));
    }
}

/// <summary>The half-line from an end outwards under x = end ± scale·e^(π/2 sinh t).</summary>
internal sealed class OuterPanel(double end, double scale, bool toTheRight) : Panel
{
    protected override (double Low, double High) Range => (-4, 6.7);

    public override (Panel Left, Panel Right) Split()
    {
        var middle = toTheRight ? end + scale : end - scale;
        var near = toTheRight ? new FinitePanel(end, middle, false, false) : new FinitePanel(middle, end, false, false);
        return (near, new OuterPanel(middle, 4 * scale, toTheRight));
    }

    protected override double Term(AnchoredFunction f, double t)
    {
        var distance = scale * Math.Exp(Math.PI / 2 * Math.Sinh(t));
        if (double.IsInfinity(distance)) return 0;
        var value = f(end, toTheRight ? distance : -distance);
        return value == 0 ? 0 : value * (distance * (Math.PI / 2 * Math.Cosh(t)));
    }
}

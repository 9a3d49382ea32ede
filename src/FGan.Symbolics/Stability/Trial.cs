namespace FGan.Symbolics;

/// <summary>The exact values of an expression on a grid, and how far forms of it miss them.</summary>
internal sealed class Trial
{
    /// <summary>The accuracy that every form must have: relative, and absolute near a zero of the function.</summary>
    public const double DoubleRelative = 1e-12;
    public const double DoubleAbsolute = 1e-14;
    public const double FloatRelative = 1e-5;
    public const double FloatAbsolute = 5e-7;

    // A zero of the function is near if it lies within this distance, on the line or in log u.
    private const double Near = 0.7;

    private readonly Symbol _variable;
    private readonly bool[] _nearZero;
    private readonly List<int> _unsettled = [];

    public Trial(Expr expression, Symbol variable, Interval domain)
    {
        _variable = variable;
        Points = StabilityGrid.For(variable, domain);
        var exact = new ExactFunction(expression, variable);
        Exact = new double[Points.Length];
        for (var i = 0; i < Points.Length; i++)
        {
            if (!exact.TryEvaluate(Points[i], out Exact[i])) _unsettled.Add(i);
        }

        _nearZero = [.. Points.Select(IsNearZero)];
        Slack = HasFiniteEnd(variable, domain) ? [.. Points.Select((x, i) => SlackAt(exact, x, Exact[i]))] : new double[Points.Length];
        Insisted = [.. Points.Select(x => variable.IsPositive || HasFiniteEnd(variable, domain) || Math.Abs(x) <= StabilityGrid.Insisted)];
    }

    public double[] Points { get; }

    public double[] Exact { get; }

    /// <summary>Which points a form must pass; at the others it had better.</summary>
    public bool[] Insisted { get; }

    // What a change of the point by a unit in its last place makes of the value.
    private double[] Slack { get; }

    /// <summary>Settles, by a form that is right elsewhere, values that the expression itself overflows on the way to.</summary>
    public void Settle(IEnumerable<Expr> forms)
    {
        if (_unsettled.Count == 0) return;
        foreach (var form in forms.Where(f => Try(f).PassesMost))
        {
            var exact = new ExactFunction(form, _variable);
            _unsettled.RemoveAll(i => exact.TryEvaluate(Points[i], out Exact[i]));
            if (_unsettled.Count == 0) break;
        }
    }

    /// <summary>Evaluates a form everywhere.</summary>
    public Attempt Try(Expr form)
    {
        var tape = Tape.Of(form, _variable);
        var registers = new double[tape.Instructions.Length];
        var (doubles, floats, relative) = (new double[Points.Length], new double[Points.Length], new double[Points.Length]);
        for (var i = 0; i < Points.Length; i++)
        {
            var value = tape.Run(DoubleArithmetic.Instance, Points[i], registers);
            doubles[i] = Miss(value, i);
            relative[i] = Exact[i] == 0 ? Math.Abs(value) * 1e3 : doubles[i] == 0 ? 0 : Math.Abs((value - Exact[i]) / Exact[i]);
            floats[i] = MissFloat(tape.Run(FloatArithmetic.Instance, Points[i], registers), i);
        }

        return new(form, doubles, floats, relative, tape, this);
    }

    // The error in units of what is allowed.
    private double Miss(double value, int i)
    {
        var exact = Exact[i];
        if (double.IsNaN(exact) || value.Equals(exact)) return 0;
        if (!double.IsFinite(value) || !double.IsFinite(exact)) return double.PositiveInfinity;
        var allowed = (DoubleRelative * Math.Abs(exact)) + (_nearZero[i] ? DoubleAbsolute : 0) + Slack[i] + double.Epsilon;
        return Math.Abs(value - exact) / allowed;
    }

    private double MissFloat(double value, int i)
    {
        var exact = (float)Exact[i];
        if (float.IsNaN(exact) || (float)value == exact) return 0;
        if (!float.IsFinite(exact)) return float.IsInfinity((float)value) && Math.Sign(value) == Math.Sign(exact) ? 0 : double.PositiveInfinity;
        if (!double.IsFinite(value)) return double.PositiveInfinity;

        // Below the normal floats nothing keeps its digits.
        const double Smallest = 1.2e-38;
        var allowed = (FloatRelative * Math.Abs(exact)) + (_nearZero[i] ? FloatAbsolute : 0) + (Slack[i] * (1L << 29)) + Smallest;
        return Math.Abs(value - exact) / allowed;
    }

    private bool IsNearZero(double x)
    {
        var position = Position(x);
        for (var i = 0; i < Points.Length; i++)
        {
            if (Exact[i] == 0 && Math.Abs(Position(Points[i]) - position) < Near) return true;
            if (i == 0 || Exact[i] * Exact[i - 1] >= 0) continue;
            if (position > Position(Points[i - 1]) - Near && position < Position(Points[i]) + Near) return true;
        }

        return false;
    }

    private double Position(double x) => _variable.IsPositive ? Math.Log(x) : x;

    private static bool HasFiniteEnd(Symbol variable, Interval domain) =>
        double.IsFinite(domain.Upper) || (double.IsFinite(domain.Lower) && !(variable.IsPositive && domain.Lower == 0));

    private static double SlackAt(ExactFunction exact, double x, double value)
    {
        const double Change = 1.0 / (1L << 40);
        var slope = Math.Abs(exact.Evaluate(x * (1 - Change)) - value) / Change;
        return double.IsFinite(slope) ? 4 * slope / (1L << 53) : 0;
    }
}

/// <summary>A form and its errors at the points of a trial, in units of what is allowed.</summary>
internal sealed class Attempt(Expr form, double[] doubles, double[] floats, double[] relative, Tape tape, Trial trial)
{
    // A form that keeps 1e-13 of its value even near a zero is preferred to a shorter one.
    private const double Excellent = 1e-13;
    private const double Comfortable = 0.3;

    public Expr Form { get; } = form;

    public double[] Doubles { get; } = doubles;

    public double[] Floats { get; } = floats;

    /// <summary>The relative errors in double precision, a zero that is missed by 1e-16 counting as 1e-13.</summary>
    public double[] Relative { get; } = relative;

    public bool PassesDouble => Worst(Doubles) <= 1;

    public bool PassesFloat => Worst(Floats) <= 1;

    /// <summary>Whether at least a third of the points pass, which no wrong form does.</summary>
    public bool PassesMost => Doubles.Count(e => e <= 1) * 3 > Doubles.Length;

    /// <summary>The points where double precision holds.</summary>
    public bool Passes(int point) => Doubles[point] <= 1;

    /// <summary>What the form costs to compute, made dearer by every weakness; less is better.</summary>
    public double Score => tape.Cost
        * (PassesFloat ? 1 : 3)
        * (Worst(Relative) <= Excellent ? 1 : 2)
        * (Worst(Floats) <= Comfortable ? 1 : 1.5)
        * (1 + (0.25 * Doubles.Zip(Floats).Index().Count(p => !trial.Insisted[p.Index] && (p.Item.First > 1 || p.Item.Second > 1))));

    /// <summary>The largest error at the points that are insisted on.</summary>
    public double Worst(double[] errors) => errors.Where((_, i) => trial.Insisted[i]).DefaultIfEmpty(0).Max();
}

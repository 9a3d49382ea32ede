using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>A stretch of (0, ∞) on which f is one formula without abs, max, min, sign or if.</summary>
internal sealed class Piece(Expr expression, double from, double to)
{
    private readonly Lazy<Expr> _slope = new(() => Differentiation.Derivative(expression, Symbol.U));
    private readonly Lazy<Expr> _curvature = new(() =>
        Differentiation.Derivative(Differentiation.Derivative(expression, Symbol.U), Symbol.U));

    /// <summary>The formula of f there.</summary>
    public Expr Expression => expression;

    /// <summary>Where the stretch begins, 0 for the first.</summary>
    public double From => from;

    /// <summary>Where it ends, +∞ for the last.</summary>
    public double To => to;

    /// <summary>f' there.</summary>
    public Expr Slope => _slope.Value;

    /// <summary>f'' there.</summary>
    public Expr Curvature => _curvature.Value;

    /// <summary>Whether f is straight there.</summary>
    public bool IsAffine => !Slope.Contains(Symbol.U) || RationalForm.TryRead(Curvature, Symbol.U)?.Sign() == 0;
}

/// <summary>A place where two formulas meet, with f and its slope from both sides.</summary>
/// <param name="At">u.</param>
/// <param name="Exact">u as a formula, if there is one.</param>
/// <param name="ValueLeft">f from the left.</param>
/// <param name="ValueRight">f from the right.</param>
/// <param name="SlopeLeft">f' from the left.</param>
/// <param name="SlopeRight">f' from the right.</param>
internal sealed record Seam(double At, Expr Exact, double ValueLeft, double ValueRight, double SlopeLeft, double SlopeRight)
{
    private const double Noise = 1e-12;

    /// <summary>Whether f itself jumps.</summary>
    public bool IsJump => Differs(ValueLeft, ValueRight);

    /// <summary>Whether the slope jumps.</summary>
    public bool IsKink => Differs(SlopeLeft, SlopeRight);

    private static bool Differs(double a, double b) => !(Math.Abs(a - b) <= Noise * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b))));
}

/// <summary>f cut where its abs, max, min, sign and if change sides.</summary>
internal sealed class PiecewiseFunction
{
    private const double Reach = 230; // log u from e^-230 to e^230, 1e-100 to 1e100
    private const double Stride = 0.05;

    private PiecewiseFunction(Expr expression, IReadOnlyList<Piece> pieces, IReadOnlyList<Seam> seams)
    {
        Expression = expression;
        Pieces = pieces;
        Seams = seams;
    }

    /// <summary>f as it was given.</summary>
    public Expr Expression { get; }

    /// <summary>The stretches from 0 to ∞.</summary>
    public IReadOnlyList<Piece> Pieces { get; }

    /// <summary>The places between them.</summary>
    public IReadOnlyList<Seam> Seams { get; }

    /// <summary>The seams at which the slope jumps.</summary>
    public IEnumerable<Seam> Kinks => Seams.Where(seam => seam.IsKink);

    /// <summary>f', the mean of both sides at a kink.</summary>
    public Expr Slope => Pieces.Count == 1 ? Pieces[0].Slope : Differentiation.Derivative(Expression, Symbol.U);

    /// <summary>f'(1), the mean of both sides at a kink.</summary>
    public double SlopeAtOne => Seams.FirstOrDefault(seam => seam.At == 1) is { } seam
        ? (seam.SlopeLeft + seam.SlopeRight) / 2
        : ExactValue.Constant(Pieces.First(piece => piece.From < 1 && piece.To > 1).Slope.Substitute(Symbol.U, Expr.One));

    /// <summary>Whether f' rises everywhere and without a jump, so that it can be inverted.</summary>
    public bool IsSmoothAndStrict => !Kinks.Any() && !Pieces.Any(piece => piece.IsAffine);

    public static PiecewiseFunction Of(Expr f)
    {
        var switches = Switches(f).Distinct().ToList();
        var places = switches.SelectMany(Roots).DistinctBy(place => place.At).OrderBy(place => place.At).ToList();
        var ends = places.Select(place => place.At).Prepend(0).Append(double.PositiveInfinity).ToList();
        var pieces = new List<Piece>();
        for (var i = 0; i + 1 < ends.Count; i++)
        {
            // A switch may touch 0 without changing sides, as u − 1 − log(u) does at 1: beside such a place one sees which side it keeps to.
            var telling = Inside(ends[i], ends[i + 1]).MaxBy(u => switches.Count(side => SignAt(side, u) != 0));
            pieces.Add(new Piece(Simplifier.Simplify(OneSided(f, telling)), ends[i], ends[i + 1]));
        }
        return Join(f, pieces, places);
    }

    /// <summary>The formula that holds around a point which is no seam.</summary>
    public static Expr OneSided(Expr f, double u)
    {
        if (!IsSwitch(f) && f.Children.Count == 0) return f;
        if (f is Call { Function: Function.Abs } abs) return SignAt(abs.Argument, u) >= 0 ? OneSided(abs.Argument, u) : -OneSided(abs.Argument, u);
        if (f is Call { Function: Function.Sign } sign) return SignAt(sign.Argument, u);
        if (f is Call { Function: Function.Max or Function.Min } choice)
        {
            var first = SignAt(choice.Arguments[0] - choice.Arguments[1], u) >= 0 == (choice.Function == Function.Max);
            return OneSided(choice.Arguments[first ? 0 : 1], u);
        }
        if (f is Choice branch) return OneSided(SignAt(branch.Left - branch.Right, u) < 0 ? branch.WhenLess : branch.Otherwise, u);
        return f.WithChildren([.. f.Children.Select(child => OneSided(child, u))]);
    }

    private static PiecewiseFunction Join(Expr f, List<Piece> pieces, List<(double At, Expr Exact)> places)
    {
        // Neighbours with one formula are one piece: the switch changed sides without effect.
        var (joined, seams) = (new List<Piece> { pieces[0] }, new List<Seam>());
        for (var i = 0; i < places.Count; i++)
        {
            var (left, right) = (joined[^1], pieces[i + 1]);
            if (left.Expression.Equals(right.Expression))
            {
                joined[^1] = new Piece(left.Expression, left.From, right.To);
                continue;
            }
            joined.Add(right);
            seams.Add(new Seam(places[i].At, places[i].Exact,
                ValueAt(left.Expression, places[i].Exact), ValueAt(right.Expression, places[i].Exact),
                ValueAt(left.Slope, places[i].Exact), ValueAt(right.Slope, places[i].Exact)));
        }
        return new PiecewiseFunction(f, joined, seams);
    }

    // Points well inside a stretch, the middle first.
    private static IEnumerable<double> Inside(double from, double to)
    {
        var middle = from == 0
            ? (double.IsInfinity(to) ? 1 : to / 2)
            : double.IsInfinity(to) ? 2 * from : Math.Sqrt(from) * Math.Sqrt(to);
        return [middle, middle + 0.37 * (Math.Min(to, 2 * middle) - middle), middle - 0.41 * (middle - from)];
    }

    private static double ValueAt(Expr e, Expr place) => ExactValue.Constant(e.Substitute(Symbol.U, place));

    private static bool IsSwitch(Expr e) =>
        e is Choice or Call { Function: Function.Abs or Function.Sign or Function.Max or Function.Min };

    // The expressions whose sign decides.
    private static IEnumerable<Expr> Switches(Expr e)
    {
        var below = e.Children.SelectMany(Switches);
        var own = e switch
        {
            Call { Function: Function.Abs or Function.Sign } call => call.Argument,
            Call { Function: Function.Max or Function.Min } call => call.Arguments[0] - call.Arguments[1],
            Choice choice => choice.Left - choice.Right,
            _ => null,
        };
        return own is not null && own.Contains(Symbol.U) ? below.Append(own) : below;
    }

    private static int SignAt(Expr e, double u) => Math.Sign(new ExactFunction(e, Symbol.U).Evaluate(u));

    /// <summary>The u in (0, ∞) at which an expression changes its sign, with a formula where there is one.</summary>
    public static IEnumerable<(double At, Expr Exact)> Roots(Expr e)
    {
        var formulas = Inversion.Solve(Simplifier.Simplify(e), Symbol.U, Expr.Zero)
            .Select(root => (At: ExactValue.Constant(root), Exact: root)).Where(root => root.At > 0 && double.IsFinite(root.At)).ToList();
        var (coarse, exact) = (new CompiledFunction(e, Symbol.U), new ExactFunction(e, Symbol.U));
        var (u, before) = (Math.Exp(-Reach), 0);
        for (var v = -Reach; v <= Reach; v += Stride)
        {
            var next = Math.Exp(v);
            var sign = Math.Sign(coarse.Evaluate(next) is var value && double.IsNaN(value) ? 0 : value);
            if (sign == 0) continue;
            if (before != 0 && sign != before) yield return Locate(exact, u, next, before, formulas);
            (u, before) = (next, sign);
        }
    }

    private static (double At, Expr Exact) Locate(ExactFunction f, double low, double high, int signAtLow, List<(double At, Expr Exact)> formulas)
    {
        foreach (var formula in formulas)
            if (formula.At >= low && formula.At <= high) return formula;
        while (true)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) return (high, Rational.FromDouble(high));
            if (Math.Sign(f.Evaluate(middle)) == signAtLow) low = middle;
            else high = middle;
        }
    }
}

using System.Globalization;
using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Refuses what is no Csiszár function, each fault with one line that says what is wrong and where.</summary>
internal static class Admission
{
    private const int LargestSize = 500;
    private const int DeepestSwitches = 10;

    private static readonly Symbol U = Symbol.U;

    /// <summary>f as typed less its value at 1.</summary>
    /// <exception cref="DivergenceException">Not a function of u, or without a finite value at 1.</exception>
    public static (Expr F, Expr Offset) Normalise(Expr typed, DivergenceLabel label)
    {
        RequireFunctionOfU(typed, label);
        RequireModestSize(typed, label);
        var offset = Simplifier.Simplify(typed.Substitute(U, Expr.One));
        var value = ExactValue.Constant(offset);
        if (!double.IsFinite(value)) throw Refused(label, "has no finite value at u = 1, where f(1) must be 0.");
        if (value == 0) offset = Expr.Zero;
        return (Simplifier.Simplify(typed - offset), offset);
    }

    /// <summary>The verdict on the convexity of an f that is admitted.</summary>
    /// <exception cref="DivergenceException">Undefined somewhere, not convex, or a multiple of u − 1.</exception>
    public static Convexity Admit(PiecewiseFunction f, DivergenceLabel label)
    {
        RequireDefined(f.Expression, label);
        var convexity = ConvexityProof.Of(f);
        if (convexity.Verdict == ConvexityVerdict.Refuted)
        {
            throw Refused(label, string.Create(CultureInfo.InvariantCulture,
                $"is not convex: at u = {convexity.Witness:R}, {convexity.Reason}. It must be convex on all of (0, ∞)."));
        }
        if (f.Pieces.All(piece => piece.IsAffine) && !f.Kinks.Any())
            throw Refused(label, "is a multiple of u - 1, whose divergence is 0 for all P and Q; add a term that bends, such as u*log(u).");
        return convexity;
    }

    private static void RequireFunctionOfU(Expr f, DivergenceLabel label)
    {
        var stranger = f.Symbols().FirstOrDefault(symbol => symbol != U);
        if (stranger is not null)
            throw Refused(label, $"contains {stranger.Name}; write f as a function of u, or give {stranger.Name} a value.");
        if (!f.Contains(U)) throw Refused(label, "is a constant; write a convex function of u, such as u*log(u).");
    }

    // The algebra's work grows with the square of the length, and doubles with every |…| inside another.
    private static void RequireModestSize(Expr f, DivergenceLabel label)
    {
        if (f.Size > LargestSize)
            throw Refused(label, $"has {f.Size} parts; at most {LargestSize} can be worked with. Collect like terms.");
        if (SwitchDepth(f) > DeepestSwitches)
            throw Refused(label, $"has abs, max or min more than {DeepestSwitches} deep inside each other; write f with fewer.");
    }

    private static int SwitchDepth(Expr e)
    {
        var deepest = e.Children.Select(SwitchDepth).DefaultIfEmpty(0).Max();
        return e is Choice or Call { Function: Function.Abs or Function.Max or Function.Min } ? deepest + 1 : deepest;
    }

    private static void RequireDefined(Expr f, DivergenceLabel label)
    {
        var (coarse, exact) = (new CompiledFunction(f, U), new ExactFunction(f, U));
        // From 1 outwards, so that the place named is the most ordinary one.
        foreach (var k in Enumerable.Range(0, 801).Select(k => k % 2 == 0 ? k / 2 : -(k + 1) / 2))
        {
            var u = Math.Exp(k / 20.0);
            // What 4000 bits do not settle is a number beyond all doubles, not an undefined one.
            if (double.IsFinite(coarse.Evaluate(u)) || !exact.TryEvaluate(u, out var value) || !double.IsNaN(value)) continue;
            throw Refused(label, string.Create(CultureInfo.InvariantCulture, $"is undefined at u = {u:G3}; it must be finite on all of (0, ∞)."));
        }
        if (RationalForm.TryRead(f, U)?.HasPole() == true)
            throw Refused(label, "has a pole inside (0, ∞); it must be finite on all of it.");
        if (Poles.First(f) is { } pole)
            throw Refused(label, string.Create(CultureInfo.InvariantCulture, $"grows beyond bounds at u = {pole:G6}; it must be finite on all of (0, ∞)."));
    }

    private static DivergenceException Refused(DivergenceLabel label, string why) => new($"{label.Subject} {why}");
}

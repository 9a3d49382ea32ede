using System.Globalization;
using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Proves or refutes that f is convex on all of (0, ∞), kinks included.</summary>
internal static class ConvexityProof
{
    // The grid of the search for a counterexample: log u from −60 to 60, that is u from 1e-26 to 1e26.
    private const double Reach = 60;
    private const int GridPoints = 2400;
    private const double FarStride = 5;
    private const double Farthest = 700;

    public static Convexity Of(PiecewiseFunction f)
    {
        if (RefuteAtSeams(f) is { } atSeam) return atSeam;
        if (CurvatureRules.Of(f.Expression, Symbol.U).IsConvex)
            return new Convexity(ConvexityVerdict.Proved, "the rules of composition make f convex");
        var reasons = new List<string>();
        foreach (var piece in f.Pieces)
        {
            var verdict = OfPiece(piece);
            if (verdict.Verdict != ConvexityVerdict.Proved) return verdict;
            reasons.Add(verdict.Reason);
        }
        var kinks = f.Kinks.Any() ? "; the slope rises at every kink" : "";
        return new Convexity(ConvexityVerdict.Proved, string.Join("; ", reasons.Distinct()) + kinks);
    }

    /// <summary>Whether the chord over an interval around 1 lies above f(1), so that D = 0 only for P = Q.</summary>
    public static bool IsStrictAtOne(PiecewiseFunction f)
    {
        var seam = f.Seams.FirstOrDefault(s => s.At == 1);
        if (seam is { IsKink: true }) return true;
        return f.Pieces.Any(piece => piece.From <= 1 && piece.To >= 1 && !piece.IsAffine);
    }

    private static Convexity? RefuteAtSeams(PiecewiseFunction f)
    {
        foreach (var seam in f.Seams)
        {
            if (seam.IsJump)
                return Refuted(seam.At, $"f jumps from {Show(seam.ValueLeft)} to {Show(seam.ValueRight)}");
            if (seam.IsKink && seam.SlopeRight < seam.SlopeLeft)
                return Refuted(seam.At, $"the slope falls from {Show(seam.SlopeLeft)} to {Show(seam.SlopeRight)}");
        }
        return null;
    }

    private static Convexity OfPiece(Piece piece)
    {
        var curvature = piece.Curvature;
        if (!curvature.Contains(Symbol.U) && ExactValue.Sign(curvature) is >= 0)
            return Proved($"f'' = {curvature} is {(ExactValue.Sign(curvature) == 0 ? "0" : "positive")}");
        if (RationalForm.TryRead(curvature, Symbol.U)?.Sign() is >= 0) return Proved($"f'' = {curvature} is positive, by exact algebra");
        if (CurvatureRules.Of(curvature, Symbol.U).IsNonNegative) return Proved($"f'' = {curvature} is positive term by term");
        var exact = new ExactFunction(curvature, Symbol.U);
        if (Search(piece, exact) is { } witness) return Refuted(witness, $"f'' = {Show(exact.Evaluate(witness))} there");
        var (isProved, negative) = SignProof.Examine(curvature, Symbol.U, new Interval(piece.From, piece.To));
        if (isProved) return Proved("f'' is positive by interval arithmetic over all of (0, ∞)");
        if (negative is { } place)
            return Refuted(Plainest(place, u => u > piece.From && u < piece.To && exact.Evaluate(u) < 0), $"f'' = {Show(exact.Evaluate(place))} there");
        return new Convexity(ConvexityVerdict.NotSettled,
            $"no counterexample at {GridPoints} points u from e^-{Reach:0} to e^{Reach:0}");
    }

    /// <summary>A point at which f'' is certainly negative.</summary>
    private static double? Search(Piece piece, ExactFunction exact)
    {
        var coarse = new CompiledFunction(piece.Curvature, Symbol.U);
        var suspects = GridInLog().Select(Math.Exp).Where(u => u > piece.From && u < piece.To && !(coarse.Evaluate(u) >= 0));
        // The most ordinary witness is the one nearest to 1.
        foreach (var u in suspects.OrderBy(u => Math.Abs(Math.Log(u))).Take(200))
            if (exact.Evaluate(u) < 0) return Plainest(u, plain => plain > piece.From && plain < piece.To && exact.Evaluate(plain) < 0);
        return null;
    }

    // Evenly to and fro, and then in strides out to where doubles end.
    private static IEnumerable<double> GridInLog()
    {
        for (var k = 0; k <= GridPoints; k++) yield return -Reach + 2 * Reach * k / GridPoints;
        for (var v = Reach + FarStride; v < Farthest; v += FarStride)
        {
            yield return v;
            yield return -v;
        }
    }

    // The shortest decimal near u that is a witness as well.
    private static double Plainest(double u, Func<double, bool> isWitness)
    {
        foreach (var digits in (string[])["G3", "G5", "G8"])
        {
            var plain = double.Parse(u.ToString(digits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (isWitness(plain)) return plain;
        }
        return u;
    }

    private static Convexity Proved(string reason) => new(ConvexityVerdict.Proved, reason);

    private static Convexity Refuted(double u, string reason) => new(ConvexityVerdict.Refuted, reason, u);

    private static string Show(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}

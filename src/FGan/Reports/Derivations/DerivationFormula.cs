using FGan.Divergences;
using FGan.Symbolics;

namespace FGan.Reports;

/// <summary>One formula of a derivation, set as mathematics.</summary>
/// <param name="Id">Its name in JSON, such as <c>fPrime</c>.</param>
/// <param name="Label">What it is, in a word or two.</param>
/// <param name="Left">What stands before the sign =; null for a game, which is no equation.</param>
/// <param name="Right">The formula itself.</param>
public sealed record DerivationFormula(string Id, string Label, MathNotation? Left, MathNotation Right)
{
    /// <summary>The whole equation, or the game.</summary>
    public MathNotation Whole => Left is null ? Right : MathNotation.Row(Left, MathNotation.Equal, Right);

    /// <summary>Lists the formulas of a divergence: f with its derivatives, conjugate, activation and games.</summary>
    /// <param name="divergence">The divergence.</param>
    /// <param name="kind">Which activation the critic ends in.</param>
    /// <returns>The formulas that there are; a part without a closed form is left out, or set as the supremum that it is.</returns>
    public static IReadOnlyList<DerivationFormula> All(FDivergence divergence, OutputActivationKind kind)
    {
        ArgumentNullException.ThrowIfNull(divergence);
        var (u, t, v) = (MathNotation.Letter("u"), MathNotation.Letter("t"), MathNotation.Letter("v"));
        var activation = divergence[kind];
        var (forward, reverse) = (divergence.Objective(Direction.Forward, kind), divergence.Objective(Direction.Reverse, kind));
        var adjoint = divergence.IsSymmetric ? null : Parsed(divergence.Adjoint.Formula, "u");
        List<DerivationFormula?> formulas =
        [
            Of("f", "Csiszár function", MathNotation.Apply("f", u), Parsed(divergence.Formula, "u") ?? divergence.Expression.ToNotation()),
            Of("fPrime", "slope", MathNotation.Apply("f′", u), Parsed(divergence.F.Derivative.Text, "u")),
            Of("fSecond", "curvature", MathNotation.Apply("f″", u), Parsed(divergence.F.Derivative.Derivative.Text, "u")),
            Of("adjoint", "P and Q exchanged", MathNotation.Apply("f°", u), adjoint),
            Of("conjugate", "conjugate", MathNotation.Apply("g", t), Conjugate(divergence)),
            new("domain", "effective domain", null, MathNotation.Row(t, MathNotation.Sign("∈"), Domain(divergence.Domain))),
            Of("activation", "activation", MathNotation.Apply("a", v), Parsed(activation.Text, "v")),
            Of("composition", "its conjugate", MathNotation.Apply("g", MathNotation.Apply("a", v)), Composition(activation)),
            Of("threshold", "threshold", new MathScript(v, Lower: new MathNumber("1")), Number(activation.Threshold)),
            Of("bound", "bound", MathNotation.Row(new MathName("sup"), new MathGap(), new MathScript(MathNotation.Letter("D"), Lower: MathNotation.Letter("f"))), Number(divergence.Bound)),
            Of("critic", "critic (A)", null, forward.CriticNotation),
            Of("generator", "generator (A)", null, forward.GeneratorNotation),
            Of("alternative", "alternative (A)", null, forward.AlternativeGeneratorNotation),
            Of("reverse", "critic (B)", null, reverse.CriticNotation),
            Of("reverseGenerator", "generator (B)", null, reverse.GeneratorNotation),
        ];
        return [.. formulas.OfType<DerivationFormula>()];
    }

    /// <summary>Prints formulas as one LaTeX display that compiles with amsmath, amssymb, and in KaTeX.</summary>
    /// <param name="formulas">The formulas.</param>
    /// <returns>An <c>align*</c> environment, a formula a line.</returns>
    public static string ToLatex(IEnumerable<DerivationFormula> formulas)
    {
        ArgumentNullException.ThrowIfNull(formulas);
        var lines = formulas.Select(formula => formula.Left is { } left
            ? $"  {left.ToLatex()} &= {formula.Right.ToLatex()}"
            : $"  \\text{{{formula.Label}:}}\\quad & {formula.Right.ToLatex()}");
        return $"\\begin{{align*}}\n{string.Join(" \\\\\n", lines)}\n\\end{{align*}}";
    }

    /// <summary>Sets a number, an infinity as its sign.</summary>
    internal static MathNotation Number(double value)
    {
        if (double.IsInfinity(value)) return value > 0 ? MathNotation.Infinity : Negative(MathNotation.Infinity);
        var digits = new MathNumber(Math.Abs(value).ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        return value < 0 ? Negative(digits) : digits;
    }

    private static MathRow Negative(MathNotation magnitude) => new([new MathSign("−", IsPrefix: true), magnitude]);

    private static DerivationFormula? Of(string id, string label, MathNotation? left, MathNotation? right) =>
        right is null ? null : new(id, label, left, right);

    private static MathNotation Conjugate(FDivergence divergence) =>
        (divergence.Conjugate.IsClosedForm ? Parsed(divergence.Conjugate.Text, "t") : null) ?? Supremum();

    private static MathRow Supremum()
    {
        var (u, t) = (MathNotation.Letter("u"), MathNotation.Letter("t"));
        var over = MathNotation.Row(u, MathNotation.Sign("≥"), new MathNumber("0"));
        var gap = MathNotation.Row(t, u, MathNotation.Sign("−"), MathNotation.Apply("f", u));
        return new([new MathUnder(new MathName("sup"), over), new MathGap(), MathNotation.Fenced("(", gap, ")")]);
    }

    private static MathNotation? Composition(OutputActivation activation) => Parsed(activation.Composition.Text, "v");

    private static MathRow Domain(EffectiveDomain domain)
    {
        var ends = MathNotation.Row(End(domain.LowerText), MathNotation.Sign(","), End(domain.UpperText));
        return new([MathNotation.Fenced(domain.LowerClosed ? "[" : "(", ends, domain.UpperClosed ? "]" : ")")]);
    }

    private static MathNotation End(string text) => text switch
    {
        "∞" => MathNotation.Infinity,
        "-∞" => Negative(MathNotation.Infinity),
        _ => Parsed(text, "u") ?? new MathWords(text),
    };

    // What a function prints is a formula, unless it says in words how it is computed.
    private static MathNotation? Parsed(string text, string variable)
    {
        try
        {
            return Expr.Parse(text, variable).ToNotation();
        }
        catch (ParseException)
        {
            return null;
        }
    }
}

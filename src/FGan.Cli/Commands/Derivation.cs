using System.Text.Json.Serialization;
using FGan.Divergences;
using FGan.Reports;

namespace FGan.Cli.Commands;

/// <summary>What <c>fgan derive</c> prints, field by field as in its JSON.</summary>
internal sealed record Derivation(
    string Id, string Name, IReadOnlyList<string> Aliases, string F, string FPrime, string FSecond, string Offset,
    ConvexityJson Convexity, bool StrictlyConvexAtOne, IReadOnlyList<double> Kinks, DomainJson Domain, string Conjugate, bool ConjugateIsClosedForm,
    string Activation, string Composition, double Threshold, double SlopeAtOne, bool Symmetric, double Bound, double? MetricPower,
    string Adjoint, IReadOnlyList<string> RelatedTo, DerivedObjectives Objectives, IReadOnlyList<ValuesAtU> AtU, IReadOnlyList<ValuesAtV> AtV,
    IReadOnlyDictionary<string, string>? Latex)
{
    [JsonIgnore]
    public string DomainText { get; private init; } = "";

    public static Derivation Of(FDivergence d, OutputActivationKind kind, double[] atU, double[] atV, IReadOnlyList<DerivationFormula>? formulas = null)
    {
        var activation = d[kind];
        var forward = d.Objective(Direction.Forward, kind);
        var reverse = d.Objective(Direction.Reverse, kind);
        return new Derivation(
            d.Id, d.Name, d.Aliases, d.Formula, d.F.Derivative.Text, d.F.Derivative.Derivative.Text, d.Offset.ToString(),
            ConvexityJson.Of(d.Convexity), d.IsStrictlyConvexAtOne, d.Kinks, DomainJson.Of(d.Domain), d.Conjugate.Text, d.Conjugate.IsClosedForm,
            activation.Text, activation.Composition.Text, activation.Threshold, d.SlopeAtOne, d.IsSymmetric, d.Bound, d.MetricPower,
            d.Adjoint.Formula, [.. d.RelatedTo.Select(r => r.ToString())],
            new DerivedObjectives(forward.CriticText, forward.GeneratorText, reverse.CriticText, forward.AlternativeGeneratorText),
            [.. atU.Select(u => ValuesAtU.Of(d, u))],
            [.. atV.Select(v => ValuesAtV.Of(activation, v))],
            formulas?.ToDictionary(formula => formula.Id, formula => formula.Whole.ToLatex()))
        {
            DomainText = d.Domain.ToString(),
        };
    }
}

/// <summary>The verdict on the convexity of f.</summary>
internal sealed record ConvexityJson(
    ConvexityVerdict Verdict, string Reason, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Witness)
{
    public static ConvexityJson Of(Convexity convexity) => new(convexity.Verdict, convexity.Reason, convexity.Witness);
}

/// <summary>The objectives as text.</summary>
internal sealed record DerivedObjectives(string Critic, string Generator, string Reverse, string Alternative);

/// <summary>f and its derivatives at one u.</summary>
internal sealed record ValuesAtU(double U, double F, double FPrime, double FSecond)
{
    public static ValuesAtU Of(FDivergence d, double u) =>
        new(u, d.F.Evaluate(u), d.F.Derivative.Evaluate(u), d.F.Derivative.Derivative.Evaluate(u));
}

/// <summary>T = a(v), g(T) and both slopes at one v.</summary>
internal sealed record ValuesAtV(double V, double T, double G, double TSlope, double GSlope)
{
    public static ValuesAtV Of(OutputActivation a, double v) =>
        new(v, a.Activation.Evaluate(v), a.Composition.Evaluate(v), a.Activation.Derivative.Evaluate(v), a.Composition.Derivative.Evaluate(v));
}

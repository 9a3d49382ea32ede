using System.Linq.Expressions;
using FGan.Divergences.Derivation;
using FGan.Symbolics;

namespace FGan.Divergences;

/// <summary>An f-divergence D_f(P‖Q) = ∫ q(x) f(p(x)/q(x)) dx with all that estimating it by a critic needs.</summary>
/// <remarks>
/// The ratio is p/q, never q/p; P is the data and Q the model. f is convex with f(1) = 0, and adding c·(u−1) to it
/// changes nothing. Immutable and safe to share between threads.
/// </remarks>
public sealed class FDivergence
{
    private readonly Lazy<FDivergence> _adjoint;
    private readonly Lazy<FDivergence> _symmetrised;
    private readonly Lazy<IReadOnlyList<Relation>> _relatedTo;

    internal FDivergence(Func<FDivergence>? adjoint = null)
    {
        _adjoint = new(adjoint ?? (() => this));
        _symmetrised = new(() => IsSymmetric ? this : DivergenceFactory.Symmetrise(this));
        _relatedTo = new(() => [.. RelationFinder.Among(this, Catalogue.All)]);
    }

    /// <summary>The name on the command line, such as <c>jensen-shannon</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name in words, such as <c>Jensen–Shannon</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Other names that the catalogue answers to.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>f, the Csiszár function, of u = p/q; f', f'' are its derivatives.</summary>
    public required RealFunction F { get; init; }

    /// <summary>The formula of f in u, simplified, with f(1) = 0.</summary>
    public required Expr Expression { get; init; }

    /// <summary>What was subtracted from f as it was given to make f(1) = 0; mostly 0.</summary>
    public Expr Offset { get; init; } = Expr.Zero;

    /// <summary>Whether f is proved convex, and how.</summary>
    public required Convexity Convexity { get; init; }

    /// <summary>Whether f is strictly convex at 1, so that D_f(P‖Q) = 0 only for P = Q.</summary>
    public required bool IsStrictlyConvexAtOne { get; init; }

    /// <summary>
    /// The text of f, as it was typed where f(1) = 0 held already. To be printed beside the name: names are not used the
    /// same way everywhere.
    /// </summary>
    public required string Formula { get; init; }

    /// <summary>The conjugate g(t) with its effective domain.</summary>
    public required ConvexConjugate Conjugate { get; init; }

    /// <summary>The slopes f'(D), the range of the variational function T.</summary>
    public EffectiveDomain Domain => Conjugate.Domain;

    /// <summary>The catalogue's activation (or the simplest found), such as −e^v for reverse KL.</summary>
    public required OutputActivation TableActivation { get; init; }

    /// <summary>
    /// The log-ratio activation a(v) = f'(e^v). Where f has a kink (total variation) f' is a step and no such map is
    /// smooth: this is then the smooth map of <see cref="TableActivation"/>, and its kind says so.
    /// </summary>
    public required OutputActivation LogRatioActivation { get; init; }

    /// <summary>f'(1), the slope where the densities are equal; the middle of the two at a kink.</summary>
    public required double SlopeAtOne { get; init; }

    /// <summary>Whether D_f(P‖Q) = D_f(Q‖P) for all P and Q.</summary>
    public required bool IsSymmetric { get; init; }

    /// <summary>f(0⁺): what a unit of mass of Q costs where P has none; may be +∞.</summary>
    public required double LimitAtZero { get; init; }

    /// <summary>f°(0⁺) = lim f(u)/u as u → ∞: what a unit of mass of P costs where Q has none; may be +∞.</summary>
    public required double AdjointLimitAtZero { get; init; }

    /// <summary>Every u at which the formula of f changes, the kinks among them: f is analytic between one and the next.</summary>
    public IReadOnlyList<double> Seams { get; init; } = [];

    /// <summary>The u at which f has a kink, where its slope jumps; none for a smooth f.</summary>
    public IReadOnlyList<double> Kinks { get; init; } = [];

    /// <summary>sup D_f = f(0⁺) + f°(0⁺), which distributions without common support reach; may be +∞.</summary>
    public double Bound => LimitAtZero + AdjointLimitAtZero;

    /// <summary>The divergence of f°(u) = u·f(1/u), which is this one with P and Q exchanged.</summary>
    public FDivergence Adjoint => _adjoint.Value;

    /// <summary>The divergence ½(D_f(P‖Q) + D_f(Q‖P)), of ½(f + f°).</summary>
    public FDivergence Symmetrised => _symmetrised.Value;

    /// <summary>The entries of the catalogue that this divergence is a multiple of.</summary>
    public IReadOnlyList<Relation> RelatedTo => _relatedTo.Value;

    /// <summary>
    /// The power p for which D^p is known to be a metric: 1 for total variation, ½ for squared Hellinger, Jensen–Shannon
    /// (Endres, Schindelin 2003) and triangular discrimination (Le Cam 1986), and their multiples; null where none is known.
    /// </summary>
    public double? MetricPower => RelatedTo.Select(relation => relation.Id).Append(Id).Select(id => id switch
    {
        "total-variation" => 1,
        "squared-hellinger" or "jensen-shannon" or "triangular" => 0.5,
        _ => default(double?),
    }).FirstOrDefault(power => power is not null);

    /// <summary>Derives the divergence of a formula such as <c>u*log(u)</c> or <c>(u^a-1)/(a*(a-1))</c>.</summary>
    /// <param name="formula">f as text in u: numbers, + - * / ^, functions such as log, sqrt, abs, max, cosh, and parameters.</param>
    /// <param name="parameters">The values of parameters, such as a = 0.5.</param>
    /// <returns>The divergence, its id the formula.</returns>
    /// <exception cref="DivergenceException">
    /// The text does not parse, or f is not a convex function of u with finite values on all of (0, ∞), or c·(u − 1).
    /// </exception>
    /// <example><code>FDivergence.Parse("u*log(u)").Conjugate.Evaluate(1) // 1</code></example>
    public static FDivergence Parse(string formula, IReadOnlyDictionary<string, double>? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(formula);
        return DivergenceFactory.FromText(formula, parameters, DivergenceLabel.OfFormula(formula.Trim()));
    }

    /// <summary>Derives the divergence of a C# lambda, read as a formula and never called.</summary>
    /// <param name="name">The id to give it.</param>
    /// <param name="f">f of u = p/q, such as <c>u => u * Math.Log(u)</c>.</param>
    /// <returns>The divergence.</returns>
    /// <exception cref="DivergenceException">The lambda is no formula, or its f is refused.</exception>
    /// <example><code>FDivergence.Define("mine", u => u * Math.Log(u))</code></example>
    public static FDivergence Define(string name, Expression<Func<double, double>> f)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        try
        {
            return DivergenceFactory.Derive(LambdaReader.Read(f, Symbol.U), DivergenceLabel.OfFormula(name));
        }
        catch (NotSupportedException error)
        {
            throw new DivergenceException(error.Message, error);
        }
    }

    /// <summary>The activation of a kind.</summary>
    /// <param name="kind">The table's or the log-ratio one.</param>
    public OutputActivation this[OutputActivationKind kind] =>
        kind == OutputActivationKind.LogRatio ? LogRatioActivation : TableActivation;

    /// <summary>The objective of the game that fits a model by this divergence.</summary>
    /// <param name="direction">Forward is (A), D_f(P‖Q); reverse is (B), D_f(Q‖P).</param>
    /// <param name="kind">Which activation the critic ends in.</param>
    public Objective Objective(Direction direction = Direction.Forward, OutputActivationKind kind = OutputActivationKind.LogRatio) =>
        new(this, direction, this[kind]);

    /// <summary>Prints the name with its f, <c>kl: u*log(u)</c>.</summary>
    public override string ToString() => $"{Id}: {Formula}";
}

using FGan.Divergences.Derivation;
using FGan.Symbolics;

namespace FGan.Divergences;

/// <summary>Which way the divergence between data P and model Q is taken.</summary>
public enum Direction
{
    /// <summary>(A): D_f(P‖Q), the variational function stands on the data.</summary>
    Forward,

    /// <summary>(B): D_f(Q‖P), data and model exchanged.</summary>
    Reverse,
}

/// <summary>The game of an f-GAN: what the critic ascends and what the generator descends, as functions of v = V(x).</summary>
/// <remarks>
/// (A) max_V E_P[a(V)] − E_Q[g(a(V))]; (B) max_V E_Q[a(V)] − E_P[g(a(V))]. In both the critic ascends
/// E_P[<see cref="DataTerm"/>] + E_Q[<see cref="ModelTerm"/>], and whatever the critic, that is a lower bound of the
/// divergence. The texts show the same game without the constants and factors that no player can change.
/// Source: arXiv 1606.00709, equations 6 and 7 and section 3.2.
/// </remarks>
public sealed class Objective
{
    private const string AtSample = "V(G(z))";
    private readonly Lazy<GameFormula?> _game;

    internal Objective(FDivergence divergence, Direction direction, OutputActivation activation)
    {
        Divergence = divergence;
        Direction = direction;
        Activation = activation;
        var value = activation.Activation;
        RealFunction minusConjugate = new NegatedFunction(activation.Composition);
        (DataTerm, ModelTerm) = direction == Direction.Forward ? (value, minusConjugate) : (minusConjugate, value);
        _game = new(Game);
    }

    /// <summary>The divergence whose bound the critic ascends.</summary>
    public FDivergence Divergence { get; }

    /// <summary>(A) forward or (B) reverse.</summary>
    public Direction Direction { get; }

    /// <summary>The activation in which the critic ends.</summary>
    public OutputActivation Activation { get; }

    /// <summary>What the critic ascends, averaged over data: a(v) in (A), −g(a(v)) in (B).</summary>
    public RealFunction DataTerm { get; }

    /// <summary>What the critic ascends, averaged over samples of the model: −g(a(v)) in (A), a(v) in (B).</summary>
    public RealFunction ModelTerm { get; }

    /// <summary>What the generator descends, averaged over its samples: the critic's own <see cref="ModelTerm"/>.</summary>
    public RealFunction GeneratorTerm => ModelTerm;

    /// <summary>
    /// What the generator descends in the alternative, non-saturating game: minus the critic's
    /// <see cref="DataTerm"/> on its samples, so that it is paid for samples the critic takes for data.
    /// </summary>
    public RealFunction AlternativeGeneratorTerm => new NegatedFunction(DataTerm);

    /// <summary>The critic's game, as in <c>max_D E_data[log(D(x))] + E_model[log(1-D(G(z)))] with D = sigmoid(V)</c>.</summary>
    public string CriticText => Print(game => game.Critic(Text))
        ?? $"max_V E_data[{Term(IsOfData, "V(x)")}] + E_model[{Term(!IsOfData, AtSample)}]";

    /// <summary>The generator's game.</summary>
    public string GeneratorText => Print(game => game.Generator(Text)) ?? $"min_G E_model[{Term(!IsOfData, AtSample)}]";

    /// <summary>The alternative generator's game.</summary>
    public string AlternativeGeneratorText =>
        Print(game => game.Alternative(Text)) ?? $"max_G E_model[{Term(IsOfData, AtSample)}]";

    /// <summary>The critic's game set as mathematics; null where a term has no formula.</summary>
    public MathNotation? CriticNotation => _game.Value?.CriticNotation;

    /// <summary>The generator's game set as mathematics; null where a term has no formula.</summary>
    public MathNotation? GeneratorNotation => _game.Value?.GeneratorNotation;

    /// <summary>The alternative generator's game set as mathematics; null where a term has no formula.</summary>
    public MathNotation? AlternativeGeneratorNotation => _game.Value?.AlternativeNotation;

    /// <summary>Says whether the critic takes a point for data rather than for a sample of the model.</summary>
    /// <param name="v">The critic's output V(x).</param>
    public bool TakesForData(double v) =>
        Direction == Direction.Forward ? v > Activation.Threshold : v < Activation.Threshold;

    /// <inheritdoc/>
    public override string ToString() => CriticText;

    private bool IsOfData => Direction == Direction.Forward;

    // a(V), or -g(a(V)) where g is known by its name only.
    private string Term(bool isValue, string output)
    {
        var value = Activation.Expression?.Substitute(Symbol.V, new Symbol(output, false)).ToString() ?? $"a({output})";
        return isValue ? value : $"-g({value})";
    }

    private static string Text(Expr e) => e.ToString();

    private string? Print(Func<GameFormula, string> print) => _game.Value is { } game ? print(game) : null;

    private GameFormula? Game()
    {
        if (Activation is not { Expression: { } a, CompositionExpression: { } composition }) return null;
        return Direction == Direction.Forward ? GameFormula.Of(a, -composition) : GameFormula.Of(-composition, a);
    }
}

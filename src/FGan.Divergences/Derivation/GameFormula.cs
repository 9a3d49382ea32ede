using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>
/// What the critic ascends on data and on samples, reduced to what matters to the game: constants dropped, a common
/// factor divided out, v rescaled, and σ recognised.
/// </summary>
internal sealed record GameFormula(Expr Data, Expr Model)
{
    private static readonly Symbol V = Symbol.V;
    private static readonly Symbol D = new("D", true);

    /// <summary>Whether both terms are functions of D = σ(v) alone.</summary>
    public bool IsOfDiscriminator => Data.Contains(D);

    /// <summary>Reduces the two terms.</summary>
    public static GameFormula Of(Expr data, Expr model)
    {
        var game = new GameFormula(WithoutConstants(data), WithoutConstants(model));
        game = game.Rescaled().Divided();
        return game.WithDiscriminator() ?? game;
    }

    /// <summary>The critic's game.</summary>
    public string Critic(Func<Expr, string> print) =>
        $"max_{Player} E_data[{print(On(Data, "x"))}] + E_model[{print(On(Model, "G(z)"))}]{Legend}";

    /// <summary>The generator's game against it.</summary>
    public string Generator(Func<Expr, string> print) => $"min_G E_model[{print(On(Model, "G(z)"))}]{Legend}";

    /// <summary>The alternative: the generator ascends the critic's data term on its own samples.</summary>
    public string Alternative(Func<Expr, string> print) => $"max_G E_model[{print(On(Data, "G(z)"))}]{Legend}";

    /// <summary>The critic's game, set as mathematics.</summary>
    public MathNotation CriticNotation => Game("max", Player, OverData(Data), MathNotation.Sign("+"), OverSamples(Model));

    /// <summary>The generator's game, set as mathematics.</summary>
    public MathNotation GeneratorNotation => Game("min", "G", OverSamples(Model));

    /// <summary>The alternative generator's game, set as mathematics.</summary>
    public MathNotation AlternativeNotation => Game("max", "G", OverSamples(Data));

    private MathRow Game(string end, string player, params MathNotation[] terms)
    {
        var over = new MathUnder(new MathName(end), MathNotation.Letter(player));
        MathNotation[] legend = !IsOfDiscriminator ? [] :
        [
            new MathWords(", "), MathNotation.Letter(Player), MathNotation.Equal, MathNotation.Apply("σ", MathNotation.Letter("V")),
        ];
        return new([over, new MathGap(), .. terms, .. legend]);
    }

    private static MathRow OverData(Expr term) =>
        Mean(MathNotation.Row(MathNotation.Letter("x"), MathNotation.Sign("∼"), MathNotation.Letter("P")), On(term, "x"));

    private static MathRow OverSamples(Expr term) => Mean(MathNotation.Letter("z"), On(term, "G(z)"));

    private static MathRow Mean(MathNotation over, Expr term) =>
        new([new MathScript(MathNotation.Letter("𝔼"), Lower: over), MathNotation.Fenced("[", term.ToNotation(), "]")]);

    private string Player => IsOfDiscriminator ? "D" : "V";

    private string Legend => IsOfDiscriminator ? " with D = sigmoid(V)" : "";

    private static Expr On(Expr term, string point) =>
        term.Substitute(V, new Symbol($"V({point})", false)).Substitute(D, new Symbol($"D({point})", true));

    private static Expr WithoutConstants(Expr e)
    {
        var expanded = SigmoidForm.Of(Simplifier.Simplify(e));
        return expanded is Sum sum ? Sum.Of(sum.Terms.Where(term => term.Contains(V))) : expanded;
    }

    // If v occurs only as ±c·v with one c, it may as well be v.
    private GameFormula Rescaled()
    {
        var scales = ScalesOfV(Data).Concat(ScalesOfV(Model)).Select(scale => scale.Abs()).Distinct().ToList();
        if (scales is not [var only] || only.IsOne) return this;
        var stretched = V * (Expr)(1 / only);
        return new(Tidy(Data.Substitute(V, stretched)), Tidy(Model.Substitute(V, stretched)));
    }

    private static Expr Tidy(Expr e) => SigmoidForm.Of(Simplifier.Simplify(e));

    private static IEnumerable<Rational> ScalesOfV(Expr e) => e switch
    {
        Symbol symbol => symbol == V ? [Rational.One] : [],
        Product { Factors: [Number n, Symbol symbol] } when symbol == V => [n.Value],
        _ => e.Children.SelectMany(ScalesOfV),
    };

    private GameFormula Divided()
    {
        var coefficients = Terms(Data).Concat(Terms(Model)).Select(term => term is Product { Factors: [Number n, ..] } ? n.Value.Abs() : 1).Distinct();
        return coefficients.Select(c => new GameFormula(Scale(Data, 1 / c), Scale(Model, 1 / c))).Append(this)
            .MinBy(game => game.Data.ToString().Length + game.Model.ToString().Length)!;
    }

    private static Expr Scale(Expr e, Rational factor) => Sum.Of(Terms(e).Select(term => factor * term));

    private static IReadOnlyList<Expr> Terms(Expr e) => e is Sum sum ? sum.Terms : [e];

    // −softplus(−v) = log σ(v) and −softplus(v) = log(1 − σ(v)).
    private GameFormula? WithDiscriminator()
    {
        var log = Expr.Log(D);
        var logOfRest = Expr.Log(1 - D);
        Expr Recognise(Expr e) => e
            .Substitute(Expr.Call(Function.Softplus, -V), -log)
            .Substitute(Expr.Call(Function.Softplus, V), -logOfRest);
        var (data, model) = (Recognise(Data), Recognise(Model));
        return data.Contains(V) || model.Contains(V) ? null : new GameFormula(data, model);
    }
}

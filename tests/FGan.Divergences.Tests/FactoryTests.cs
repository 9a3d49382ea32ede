using FGan.Divergences.Exact;
using FGan.Symbolics;

namespace FGan.Divergences.Tests;

public class FactoryTests
{
    private static readonly string Nested = new string('(', 10_000) + "u" + new string(')', 10_000);

    [Theory]
    [InlineData("u^2-u^3", "not convex")]
    [InlineData("sin(u)", "not convex")]
    [InlineData("u^2*log(u)", "not convex")]
    [InlineData("-abs(u-1)", "not convex: at u = 1, the slope falls")]
    [InlineData("sqrt(u-1)", "undefined at u =")]
    [InlineData("log(u-2)", "no finite value at u = 1")]
    [InlineData("1/(u-2)^2", "pole")]
    [InlineData("1/(u-sqrt(2))^2", "grows beyond bounds at u = 1.41421")]
    [InlineData("1/(exp(u)-5)^2", "grows beyond bounds")]
    [InlineData("u^2-0.01*log(abs(u-2))", "grows beyond bounds at u = 2")]
    [InlineData("tan(u)^2", "grows beyond bounds")]
    [InlineData("(u-1)^2+tanh(10*(u-5))/10", "not convex: at u = 5")]
    [InlineData("(u-1)^2+atan(100*(u-50))", "not convex: at u = 50")]
    [InlineData("u*log(u)+0.01*exp(-(u-50)^2)", "not convex: at u = 50")]
    [InlineData("u^1.5-1e-20*u^2", "not convex")]
    [InlineData("u^1e308", "beyond the numbers")]
    [InlineData("3", "constant")]
    [InlineData("2*u-2", "multiple of u - 1")]
    [InlineData("abs(u)-1", "multiple of u - 1")]
    [InlineData("u*log(q)", "q")]
    [InlineData("u*log(", "end of")]
    [InlineData("floor(u)", "Unknown function 'floor'")]
    [InlineData("max(u)", "takes two arguments or more; got 1")]
    [InlineData("foo(2)", "Unknown divergence \"foo(2)\"")]
    [InlineData("kl(2)", "takes no parameter")]
    [InlineData("jensen-shannon(2)", "between 0 and 1")]
    public void What_is_no_f_is_refused_in_one_line(string text, string part)
    {
        var error = Assert.Throws<DivergenceException>(() => Catalogue.Find(text));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Ten_thousand_parentheses_are_refused_in_one_short_line()
    {
        var error = Assert.Throws<DivergenceException>(() => Catalogue.Find(Nested));
        Assert.True(error.Message.Length < 300, error.Message);
    }

    [Fact]
    public void A_refuted_f_shows_a_witness_with_negative_curvature()
    {
        var error = Assert.Throws<DivergenceException>(() => FDivergence.Parse("u^2-u^3"));
        Assert.Contains("f'' = ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("u*log(u)")]
    [InlineData("abs(u-1)/2")]
    [InlineData("(u-1)^2/(u+1)")]
    [InlineData("max(u-1,0)^2")]
    [InlineData("sqrt(1+u^2)")]
    [InlineData("exp(u)-u")]
    [InlineData("2-u^0.3-u^0.7")]
    [InlineData("log(cosh(u-1))")]
    public void Convexity_is_proved(string text) =>
        Assert.Equal(ConvexityVerdict.Proved, FDivergence.Parse(text).Convexity.Verdict);

    [Theory]
    [InlineData("u^2", "1")]
    [InlineData("u*log(u)+2", "2")]
    [InlineData("(u-1)^2", "0")]
    public void An_offset_is_removed_and_reported(string text, string offset)
    {
        var divergence = FDivergence.Parse(text);
        Assert.Equal(offset, divergence.Offset.ToString());
        Assert.Equal(0, divergence.F.Evaluate(1));
    }

    [Theory]
    [InlineData("3*u*log(u)+5*u-2", "kl", 3)]
    [InlineData("u*log(u)-(u+1)*log(u+1)+2*log(2)", "jensen-shannon", 2)]
    [InlineData("u^2-1", "neyman", 1)]
    [InlineData("tfp-jensen-shannon", "jensen-shannon", 2)]
    [InlineData("tfp-pearson", "neyman", 1)]
    [InlineData("tfp-chi-square", "neyman", 1)]
    [InlineData("tfp-jeffreys", "jeffrey", 0.5)]
    [InlineData("tfp-total-variation", "total-variation", 1)]
    [InlineData("alpha(2)", "neyman", 0.5)]
    [InlineData("alpha(0.5)", "squared-hellinger", 2)]
    [InlineData("alpha-2", "neyman", 0.5)]
    [InlineData("alpha--1", "pearson", 0.5)]
    public void Relations_to_the_catalogue_are_found(string text, string id, double factor)
    {
        var relation = Assert.Single(Catalogue.Find(text).RelatedTo, r => r.Id == id);
        Assert.Equal(factor, relation.Factor, 1e-12);
    }

    [Fact]
    public void All_fourteen_of_tensorflow_probability_are_there() => Assert.Equal(14, Catalogue.TensorFlow.Count);

    [Fact]
    public void The_worked_games_of_the_paper_come_out_reduced()
    {
        Assert.Equal(
            "max_D E_data[log(D(x))] + E_model[log(1-D(G(z)))] with D = sigmoid(V)",
            Catalogue.Find("js").Objective(Direction.Forward, OutputActivationKind.Table).CriticText);
        Assert.Equal(
            "max_V E_data[-exp(V(x))] + E_model[-exp(-V(G(z)))]",
            Catalogue.Find("hellinger").Objective(Direction.Forward, OutputActivationKind.Table).CriticText);
        Assert.Equal(
            "max_V E_data[V(x)] + E_model[-exp(V(G(z))-1)]",
            Catalogue.Find("kl").Objective(Direction.Forward, OutputActivationKind.Table).CriticText);
        Assert.Equal(
            "max_V E_data[-exp(V(x)-1)] + E_model[V(G(z))]",
            Catalogue.Find("kl").Objective(Direction.Reverse, OutputActivationKind.Table).CriticText);
    }

    [Fact]
    public void A_lambda_is_read_as_a_formula()
    {
        var mine = FDivergence.Define("mine", u => u * Math.Log(u));
        Assert.Equal("mine", mine.Id);
        Assert.Equal("exp(t-1)", mine.Conjugate.Text);
        Assert.Throws<DivergenceException>(() => FDivergence.Define("bad", u => Math.Floor(u)));
    }

    [Fact]
    public void A_parameter_in_a_formula_takes_its_value()
    {
        var divergence = FDivergence.Parse("(u^a-1-a*(u-1))/(a*(a-1))", new Dictionary<string, double> { ["a"] = 3 });
        Assert.Equal(Catalogue.Find("alpha(3)").F.Evaluate(2.5), divergence.F.Evaluate(2.5), 1e-14);
    }

    [Theory]
    [InlineData("u^u")]
    [InlineData("exp(abs(u-1))-1")]
    [InlineData("abs(u-1)^1.5")]
    [InlineData("cosh(u-1)-1")]
    [InlineData("exp(u)-exp(1)*u")]
    [InlineData("(u*log(u)-u+1)^1.5")]
    [InlineData("1e6*u*log(u)")]
    [InlineData("u/expm1(u)+u^2")]
    [InlineData("if(u<1,-log(u),(u-1)^2-(u-1))")]
    [InlineData("max(abs(u-1)-0.5,0)^2")]
    [InlineData("(u-1)*tanh(u-1)+u^2")]
    [InlineData("u^(-0.01)")]
    [InlineData("u^10000")]
    [InlineData("exp(exp(exp(u)))")]
    [InlineData("1e6*(u-1)^2")]
    [InlineData("sqrt(u^2+1e-6)")]
    [InlineData("sqrt(max(0,u-1)^2+1)-1")]
    [InlineData("log(1+exp(exp(u)))")]
    [InlineData("max(0,u-1-log(u))")]
    public void Laws_hold_on_formulas_of_every_kind(string text) => AssertLaws(FDivergence.Parse(text));

    [Theory]
    [InlineData("u^u")]
    [InlineData("cosh(sqrt(u))")]
    [InlineData("u*log(u)*(1+u)+5*u^2")]
    [InlineData("u*log(u)+log(u)^2/5")]
    public void Convexity_that_no_rule_shows_is_proved(string text) =>
        Assert.Equal(ConvexityVerdict.Proved, FDivergence.Parse(text).Convexity.Verdict);

    [Fact]
    public void At_a_kink_the_slope_is_the_mean_of_both_sides() =>
        Assert.Equal(0, FDivergence.Parse("max(exp(u),exp(2-u))").F.Derivative.Evaluate(1));

    [Theory]
    [InlineData("-u/(1+u)", "-t-2*sqrt(-t)+1/2")]
    [InlineData("u^(-0.5)", "1-3*2^(1/3)*(-t)^(1/3)/2")]
    public void Conjugates_know_the_sign_of_their_variable(string text, string conjugate) =>
        Assert.Equal(conjugate, FDivergence.Parse(text).Conjugate.Text);

    [Theory]
    [InlineData("-tanh(u)", -0.999999999999, 9.9998893907910058e-7)]
    [InlineData("sinh(u)", 1.0000000000005, 1.0000444493032586e-6)]
    [InlineData("cosh(u-1)-1", 4.944515159673473e42, 100)]
    public void The_maximising_ratio_is_found_next_to_an_end_and_far_out(string text, double t, double u) =>
        Assert.Equal(1, FDivergence.Parse(text).Conjugate.Derivative.Evaluate(t) / u, 1e-12);

    [Fact]
    public void A_divergence_with_a_seam_at_1_is_integrated_in_full() =>
        Assert.Equal(0.15833065854450248, ExactDivergence.Between(FDivergence.Parse("abs(u-1)^1.5"), "normal(0.3,1)", "normal(0,1.2)"), 1e-12);

    /// <summary>What is made of catalogue functions by steps that keep convexity is as good as the catalogue: every law holds.</summary>
    [Fact]
    public void Laws_hold_on_random_combinations_and_compositions()
    {
        var random = new Random(3);
        foreach (var compose in Compositions.Concat(Compositions))
        {
            var (a, b) = (Catalogue.Table[random.Next(8)].Expression, Catalogue.Table[random.Next(8)].Expression);
            AssertLaws(FDivergence.Parse(compose(a, b, random).ToString()));
        }
    }

    /// <summary>Sums, adjoints, mixtures, stretched arguments, larger of two, convex rising functions of an f: each convex again.</summary>
    private static readonly Func<Expr, Expr, Random, Expr>[] Compositions =
    [
        (a, b, random) => Fraction(random) * a + Fraction(random) * b,
        (a, b, random) => Fraction(random) * Symbol.U * a.Substitute(Symbol.U, 1 / (Expr)Symbol.U) + b,
        (a, _, random) => a.Substitute(Symbol.U, Mixed(Rational.Of(random.Next(1, 8), 8))),
        (a, b, random) => a.Substitute(Symbol.U, Fraction(random) * Symbol.U + Fraction(random)) + b,
        (a, b, _) => Expr.Call(Function.Max, a, b),
        (a, _, random) => Expr.Power(Fraction(random) + TangentFree(a), 2),
        (a, _, _) => Expr.Exp(TangentFree(a)),
        (a, b, _) => (a + Symbol.U * a.Substitute(Symbol.U, 1 / (Expr)Symbol.U)) / 2 + Expr.Call(Function.Max, b, 0),
    ];

    private static Expr Fraction(Random random) => Rational.Of(random.Next(1, 8), 4);

    private static Expr Mixed(Rational weight) => weight * (Expr)Symbol.U + (1 - weight);

    // f − f'(1)(u − 1), which is nowhere negative, so that what rises on [0, ∞) may be taken of it; |u − 1| has its middle slope there.
    private static Expr TangentFree(Expr f) =>
        f - Differentiation.Slope(f, Symbol.U).Substitute(Symbol.U, Expr.One) * (Symbol.U - 1);

    private static void AssertLaws(FDivergence divergence)
    {
        var failures = Verification.Of(divergence).Where(row => !row.Holds).ToList();
        Assert.True(failures.Count == 0, $"{divergence.Formula}: {string.Join("; ", failures)}");
    }
}

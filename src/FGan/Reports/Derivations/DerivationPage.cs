using System.Globalization;
using FGan.Divergences;
using FGan.Divergences.Exact;
using FGan.Symbolics;

namespace FGan.Reports;

/// <summary>Shows a divergence on a page: its f, and the way from the tangents of f to the game, with formulas set and drawn.</summary>
public sealed class DerivationPage
{
    private static readonly double[] RatiosShown = [0.25, 0.5, 1, 2, 4];
    private static readonly double[] OutputsShown = [-4, -2, 0, 2, 4];

    private readonly FDivergence _divergence;
    private readonly OutputActivationKind _kind;
    private readonly DerivationCharts _charts;
    private readonly Dictionary<string, DerivationFormula> _formulas;

    private DerivationPage(FDivergence divergence, OutputActivationKind kind)
    {
        (_divergence, _kind, _charts) = (divergence, kind, new DerivationCharts(divergence, kind));
        _formulas = DerivationFormula.All(divergence, kind).ToDictionary(formula => formula.Id, StringComparer.Ordinal);
    }

    /// <summary>Writes the page.</summary>
    /// <param name="divergence">The divergence.</param>
    /// <param name="kind">Which activation the critic ends in.</param>
    /// <returns>One HTML document that needs no other file, no script and no network; under 200 kB.</returns>
    public static string Write(FDivergence divergence, OutputActivationKind kind = OutputActivationKind.Table)
    {
        ArgumentNullException.ThrowIfNull(divergence);
        return new DerivationPage(divergence, kind).Write();
    }

    /// <summary>Draws the pictures of the page as SVG files of their own.</summary>
    /// <param name="divergence">The divergence.</param>
    /// <param name="kind">Which activation the critic ends in.</param>
    /// <returns>The name of each file and what is in it.</returns>
    public static IReadOnlyList<(string Name, string Svg)> Pictures(FDivergence divergence, OutputActivationKind kind = OutputActivationKind.Table)
    {
        ArgumentNullException.ThrowIfNull(divergence);
        var charts = new DerivationCharts(divergence, kind);
        return
        [
            ("tangents.svg", charts.Tangents().ToSvgFile()),
            ("conjugate.svg", charts.Conjugate().ToSvgFile()),
            ("activation.svg", charts.Activation().ToSvgFile()),
            ("optimum.svg", charts.Optimum().ToSvgFile()),
        ];
    }

    private string Write()
    {
        var named = _divergence.Name != _divergence.Id;
        var page = new HtmlPage(named ? _divergence.Name : $"The divergence of {_divergence.Id}");
        page.Add($"<p class=\"kicker\">f-divergence{(named ? $" · {HtmlPage.Encode(_divergence.Id)}" : " · from a formula")}</p>");
        page.Add(named ? $"<h1>{HtmlPage.Encode(_divergence.Name)}</h1>" : $"<h1>The divergence of <code>{HtmlPage.Encode(_divergence.Id)}</code></h1>");
        AddDefinition(page);
        AddTangents(page);
        AddConjugate(page);
        AddActivation(page);
        AddOptimum(page);
        AddGame(page);
        AddValues(page);
        return page.Finish($"Derived by FGan {HtmlPage.Version} from the text of <i>f</i> alone. Everything here is in this one file.");
    }

    private void AddDefinition(HtmlPage page)
    {
        page.Add("<div class=\"display box\"><math display=\"block\"><msub><mi>D</mi><mi>f</mi></msub><mo stretchy=\"false\">(</mo><mi>P</mi><mo stretchy=\"false\">‖</mo><mi>Q</mi><mo stretchy=\"false\">)</mo><mo>=</mo><mo>∫</mo><mi>q</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo><mspace width=\"0.17em\"/><mi>f</mi><mrow><mo form=\"prefix\">(</mo><mfrac><mrow><mi>p</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo></mrow><mrow><mi>q</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo></mrow></mfrac><mo form=\"postfix\">)</mo></mrow><mspace width=\"0.17em\"/><mi>d</mi><mi>x</mi></math>"
            + Display("f") + "</div>");
        page.Add($"<ul class=\"chips\">{string.Concat(Chips())}</ul>");
        AddFormulas(page, "fPrime", "fSecond", "adjoint");
        page.Paragraph(Convexity());
        if (!_divergence.Offset.Equals(Expr.Zero))
            page.Paragraph($"As typed, <i>f</i>(1) was {_divergence.Offset.ToMathMl()}, which is taken off: a divergence needs <i>f</i>(1) = 0.");
        if (_divergence.Kinks.Count > 0)
            page.Paragraph($"<i>f</i> has a kink at <i>u</i> = {string.Join(", ", _divergence.Kinks.Select(Short))}.");
        if (_divergence.RelatedTo.Count > 0)
            page.Paragraph($"In the catalogue this is {string.Join(" and ", _divergence.RelatedTo.Select(Words))}.");
    }

    private string Convexity()
    {
        // f″ stands above; it need not be repeated as text.
        var reason = HtmlPage.Encode(_divergence.Convexity.Reason.Replace($"f'' = {_divergence.F.Derivative.Derivative.Text}", "f″", StringComparison.Ordinal));
        reason = reason.Replace("f″", "<i>f</i>″", StringComparison.Ordinal);
        return _divergence.Convexity.Verdict == ConvexityVerdict.Proved
            ? $"<i>f</i> is convex, which is proved: {reason}."
            : $"Whether <i>f</i> is convex is not settled: {reason}.";
    }

    private static string Words(Relation relation)
    {
        var multiple = relation.Factor == 1 ? "" : $"{Short(relation.Factor)} × ";
        var tilt = relation.Tilt == 0 ? "" : ", the two <i>f</i> differing by a multiple of <i>u</i> − 1, which changes no divergence";
        return $"{multiple}<code>{HtmlPage.Encode(relation.Id)}</code>{tilt}";
    }

    private IEnumerable<string> Chips()
    {
        string Chip(bool? good, string words) => $"<li{(good is bool yes ? yes ? " class=\"yes\"" : " class=\"no\"" : "")}>{words}</li>";
        var verdict = _divergence.Convexity.Verdict;
        yield return Chip(verdict == ConvexityVerdict.Proved, verdict == ConvexityVerdict.Proved ? "convex, proved" : "convexity not settled");
        yield return Chip(_divergence.IsStrictlyConvexAtOne, _divergence.IsStrictlyConvexAtOne ? "0 only for P = Q" : "0 for some P ≠ Q");
        yield return Chip(null, _divergence.IsSymmetric ? "symmetric" : "not symmetric");
        yield return Chip(null, double.IsInfinity(_divergence.Bound) ? "unbounded" : $"at most {Short(_divergence.Bound)}");
        if (_divergence.MetricPower is double power) yield return Chip(null, power == 1 ? "a metric" : "its square root is a metric");
    }

    private void AddTangents(HtmlPage page) => page.Section("The tangents of <i>f</i>")
        .Paragraph("A convex function is the upper edge of its tangents. The tangent at <i>ξ</i> has a slope <i>t</i> = <i>f</i>′(<i>ξ</i>) and meets the vertical axis at −<i>g</i>(<i>t</i>), so that "
            + "<math><mi>f</mi><mo stretchy=\"false\">(</mo><mi>u</mi><mo stretchy=\"false\">)</mo><mo>=</mo><munder><mo movablelimits=\"true\">max</mo><mi>t</mi></munder><mrow><mo form=\"prefix\" stretchy=\"false\">{</mo><mi>t</mi><mi>u</mi><mo>−</mo><mi>g</mi><mo stretchy=\"false\">(</mo><mi>t</mi><mo stretchy=\"false\">)</mo><mo form=\"postfix\" stretchy=\"false\">}</mo></mrow></math>"
            + ": whatever <i>t</i> one picks, the line stays below <i>f</i>.")
        .Figure(_charts.Tangents());

    private void AddConjugate(HtmlPage page)
    {
        page.Section("The conjugate");
        AddFormulas(page, "conjugate", "domain");
        if (!_divergence.Conjugate.IsClosedForm)
            page.Paragraph("The slope of this <i>f</i> has no inverse in closed form, so <i>g</i> is computed as the supremum that it is, to the last digits of a double.");
        page.Paragraph("<i>g</i> is finite on the slopes that <i>f</i> has and +∞ above them. Since <i>f</i>(1) = 0 it lies on or above the diagonal.");
        page.Figure(_charts.Conjugate());
    }

    private void AddActivation(HtmlPage page)
    {
        page.Section("The activation");
        page.Paragraph("A network may put out any number <i>v</i>; <i>T</i> must be a slope of <i>f</i>. The activation <i>a</i> maps the one smoothly onto the other.");
        AddFormulas(page, "activation", "composition", "threshold");
        page.Figure(_charts.Activation());
    }

    private void AddOptimum(HtmlPage page)
    {
        var exact = ExactDivergence.Between(_divergence, Density.Parse("normal(0,1)"), Density.Parse("normal(1,1)"));
        page.Section("What the critic learns");
        page.Paragraph("With <i>t</i> chosen at each <i>x</i>, the mean of the tangents bounds the divergence from below, and it reaches it with "
            + "<math><msup><mi>T</mi><mo>*</mo></msup><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo><mo>=</mo><msup><mi>f</mi><mo>′</mo></msup><mrow><mo form=\"prefix\" stretchy=\"false\">(</mo><mi>p</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo><mo>/</mo><mi>q</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo><mo form=\"postfix\" stretchy=\"false\">)</mo></mrow></math>: "
            + $"a critic is an estimator of the density ratio. Between N(0, 1) and N(1, 1) this divergence is {Short(exact)}.");
        page.Figure(_charts.Optimum());
    }

    private void AddGame(HtmlPage page)
    {
        page.Section("The game");
        page.Paragraph("Constants and factors that no player can change are left out. In (A) the critic bounds <i>D<sub>f</sub></i>(data ‖ model), in (B) <i>D<sub>f</sub></i>(model ‖ data); "
            + "the alternative generator ascends what the critic ascends on data.");
        if (_formulas.ContainsKey("critic")) AddFormulas(page, "critic", "generator", "alternative", "reverse", "reverseGenerator");
        else page.Add($"<p><code>{HtmlPage.Encode(_divergence.Objective(Direction.Forward, _kind).CriticText)}</code></p>");
    }

    private void AddValues(HtmlPage page)
    {
        var (f, activation) = (_divergence.F, _divergence[_kind]);
        page.Section("Values");
        page.Table("<i>f</i> and its derivatives", ["<i>u</i>", "<i>f</i>(<i>u</i>)", "<i>f</i>′(<i>u</i>)", "<i>f</i>″(<i>u</i>)"],
            RatiosShown.Select(u => new[] { Short(u), Long(f.Evaluate(u)), Long(f.Derivative.Evaluate(u)), Long(f.Derivative.Derivative.Evaluate(u)) }));
        page.Table("The activation, its conjugate, and their slopes", ["<i>v</i>", "<i>a</i>(<i>v</i>)", "<i>g</i>(<i>a</i>(<i>v</i>))", "<i>a</i>′(<i>v</i>)", "(<i>g</i>∘<i>a</i>)′(<i>v</i>)"],
            OutputsShown.Select(v => new[]
            {
                Short(v), Long(activation.Activation.Evaluate(v)), Long(activation.Composition.Evaluate(v)),
                Long(activation.Activation.Derivative.Evaluate(v)), Long(activation.Composition.Derivative.Evaluate(v)),
            }));
    }

    private void AddFormulas(HtmlPage page, params ReadOnlySpan<string> ids)
    {
        var rows = new System.Text.StringBuilder();
        foreach (var id in ids)
        {
            if (_formulas.TryGetValue(id, out var formula)) rows.Append($"<dt>{formula.Label}</dt><dd>{formula.Whole.ToMathMl()}</dd>");
        }

        page.Add($"<dl class=\"formulas\">{rows}</dl>");
    }

    private string Display(string id) => _formulas[id].Whole.ToMathMl(display: true);

    private static string Short(double value) => Signed(value, "0.######");

    private static string Long(double value) => Signed(value, Math.Abs(value) is (> 0 and < 1e-5) or >= 1e7 ? "0.#########e0" : "0.##########");

    private static string Signed(double value, string format) =>
        double.IsPositiveInfinity(value) ? "∞" : double.IsNegativeInfinity(value) ? "−∞" : double.IsNaN(value) ? "–"
        : Ticks.Minus(value.ToString(format, CultureInfo.InvariantCulture));
}

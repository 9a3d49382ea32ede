using FGan.Data;

namespace FGan.Reports;

/// <summary>What an <see cref="EstimationPage"/> is about, beside the result.</summary>
/// <param name="NameP">What to call the data P, such as the name of its file.</param>
/// <param name="NameQ">What to call the other sample Q.</param>
public sealed record EstimationSubject(string NameP, string NameQ)
{
    /// <summary>The rows of P, for pictures of its columns; null where they are not at hand.</summary>
    public IDataset? P { get; init; }

    /// <summary>The rows of Q.</summary>
    public IDataset? Q { get; init; }

    /// <summary>The gates that were tried.</summary>
    public IReadOnlyList<GateResult> Gates { get; init; } = [];
}

/// <summary>Reports how two samples differ on a page for people: first in words, then in numbers with their limits, then in pictures.</summary>
public sealed class EstimationPage
{
    private const int MostColumns = 24;
    private const int MostTypicalRows = 5;

    private readonly EstimationResult _result;
    private readonly EstimationSubject _subject;
    private readonly string _p;
    private readonly string _q;

    private EstimationPage(EstimationResult result, EstimationSubject subject)
    {
        (_result, _subject) = (result, subject);
        (_p, _q) = (HtmlPage.Encode(subject.NameP), HtmlPage.Encode(subject.NameQ));
    }

    private bool Differ => _result.Main.LowerLimit > 0;

    /// <summary>Writes the page.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="subject">What it is about.</param>
    /// <returns>One HTML document that needs no other file, no script and no network, and holds no row of the data; under 1 MB.</returns>
    public static string Write(EstimationResult result, EstimationSubject subject)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(subject);
        return new EstimationPage(result, subject).Write();
    }

    private string Write()
    {
        var page = new HtmlPage($"{_subject.NameP} against {_subject.NameQ}");
        AddFinding(page);
        AddGates(page);
        AddDivergences(page);
        AddColumns(page);
        AddDistributions(page);
        AddScores(page);
        AddMethod(page);
        return page.Finish($"Made by FGan {HtmlPage.Version}, seed {_result.Seed}. The page holds counts and estimates, no row of the data; everything is in this one file.");
    }

    private void AddFinding(HtmlPage page)
    {
        page.Add($"<p class=\"kicker\">Comparison of two samples · P is {_p}, Q is {_q}</p>");
        page.Add(Differ ? $"<h1>{_p} and {_q} differ</h1>" : $"<h1>No difference found between {_p} and {_q}</h1>");
        page.Add($"<p class=\"lede\">{HtmlPage.Encode(_result.Words().Replace(" %", "\u202f%", StringComparison.Ordinal))}</p>");
        page.Add($"<ul class=\"chips\">{string.Concat(Chips())}</ul>");
        foreach (var remark in _result.Remarks) page.Add($"<p class=\"note\">{HtmlPage.Encode(remark)}</p>");
    }

    private IEnumerable<string> Chips()
    {
        yield return $"<li>{Figures.Count(_result.RowsP)} rows of {_p}</li>";
        yield return $"<li>{Figures.Count(_result.RowsQ)} rows of {_q}</li>";
        if (_result.Test is { } test) yield return $"<li>p = {Figures.Short(test.PValue)}</li>";
        yield return $"<li>limits hold with {Figures.Percent(_result.Main.Confidence)} confidence</li>";
        foreach (var gate in _subject.Gates)
            yield return $"<li class=\"{(gate.Failed ? "no" : "yes")}\">{HtmlPage.Encode(gate.Gate.Text)}: {(gate.Failed ? "failed" : "passed")}</li>";
    }

    private void AddGates(HtmlPage page)
    {
        if (_subject.Gates.Count == 0) return;
        page.Section("Gates");
        page.Paragraph("A gate fails only when the divergence is surely above its threshold: when the lower limit is, not when the estimate is.");
        page.Add($"<ul>{string.Concat(_subject.Gates.Select(gate => $"<li><b>{(gate.Failed ? "Failed" : "Passed")}</b>: {HtmlPage.Encode(gate.Words())}.</li>"))}</ul>");
    }

    private void AddDivergences(HtmlPage page)
    {
        page.Section("How far apart");
        if (EstimationCharts.Shares(_result.Divergences) is { } chart) page.Figure(chart);
        page.Table("The estimate is the best guess; the lower limit is what can be signed. <i>u</i> is the density ratio of " + $"{_p} to {_q}.",
            ["divergence", "<i>f</i>(<i>u</i>)", "estimate", "±\u00a0std. error", "lower limit", "certified", "at most"],
            _result.Divergences.Select(d => new[]
            {
                HtmlPage.Encode(d.Id), HtmlPage.Formula(d.Formula), Figures.Short(d.Estimate) + (d.IsSaturated ? " or more" : ""), Figures.Short(d.StandardError),
                $"<b>{Figures.Short(d.LowerLimit)}</b>", d.Certified is { } limits ? Figures.Short(Math.Max(limits.Hoeffding, limits.EmpiricalBernstein)) : "", Figures.Short(d.Ceiling),
            }));
        if (_result.Divergences.Any(d => d.IsSaturated))
            page.Paragraph("“Or more”: samples of this size cannot show much more than that, so the truth may be far greater.");
    }

    private void AddColumns(HtmlPage page)
    {
        if (EstimationCharts.Columns(_result) is not { } chart) return;
        page.Section("Which columns");
        page.Paragraph("Dealing a column anew among the held-out rows of both samples leaves it one distribution on both sides. What of the bound goes with it is what the critic reads from the column, alone or together with others; shares need not sum to 1.");
        page.Figure(chart);
        page.Table("Alone: the bound that the column reaches by itself.", ["column", "lost", "± standard error", "share", "alone", "clear?"],
            _result.Columns.Take(MostColumns).Select(c => new[]
            {
                HtmlPage.Encode(c.Column), Figures.Short(c.Loss), Figures.Short(c.StandardError), Figures.Percent(c.Share), Figures.Short(c.Alone), c.IsClear ? "yes" : "no",
            }));
        if (_result.Columns.Count > MostColumns) page.Paragraph($"And {_result.Columns.Count - MostColumns} more columns that say less.");
    }

    private void AddDistributions(HtmlPage page)
    {
        if (_subject is not { P: Table first, Q: Table second }) return;
        var shared = first.Names.Intersect(second.Names, StringComparer.Ordinal).ToList();
        if (shared.Count == 0) return;
        var (p, q) = Table.Reconcile(first.Select(shared), second.Select(shared), _subject.NameP, _subject.NameQ);
        var order = _result.Columns.Select(c => c.Column).Where(p.Contains).ToList();
        var names = order.Concat(p.Names.Except(order, StringComparer.Ordinal)).ToList();
        page.Section("The columns side by side");
        page.Paragraph($"In the order of what they say about the difference. Categories that fewer than {ColumnPicture.FewestRows} rows have are not named.");
        foreach (var name in names.Take(MostColumns)) page.Figure(ColumnPicture.Of(p[name], q[name], _subject.NameP, _subject.NameQ));
        if (names.Count > MostColumns) page.Paragraph($"Not drawn: {names.Count - MostColumns} more columns.");
    }

    private void AddScores(HtmlPage page)
    {
        if (EstimationCharts.Scores(_result.Ratios, _subject.NameP, _subject.NameQ) is not { } chart) return;
        page.Section("The rows");
        page.Paragraph("Every row is scored by a critic that neither learned from it nor was chosen by it. The score is the logarithm of how much more often such a row comes from one sample than from the other.");
        page.Figure(chart);
        foreach (var side in Enum.GetValues<SampleSide>())
        {
            var rows = _result.TypicalRows.Where(row => row.Side == side).Take(MostTypicalRows).Select(row => Figures.Count(row.Row)).ToList();
            if (rows.Count > 0) page.Paragraph($"Most typical of {(side == SampleSide.P ? _p : _q)} are its rows {Listed(rows)} (numbered from 1).");
        }
    }

    private void AddMethod(HtmlPage page)
    {
        page.Section("How it was found, and its limits");
        page.Paragraph($"A critic <i>V</i> estimates log <i>p</i>/<i>q</i>, with {_result.Folds} folds so that every row is reported on by a critic that never saw it; in {_result.NetworkFolds} of them a neural network "
            + $"did better than a critic of features. Its answer, put through the convex conjugate of <i>f</i>, is a lower bound of each divergence whatever the critic; the lower limit takes the chance of the rows into account and holds with {Figures.Percent(_result.Main.Confidence)} confidence, each by itself.");
        page.Paragraph("A lower limit of 0 says that nothing was found in so many rows, not that nothing is there. The rows are taken to be drawn independently; rows that repeat or follow each other in time make the limits too sure.");
        if (_result.Test is { } test)
        {
            page.Paragraph($"Test of equality: p = {Figures.Short(test.PValue)} from {Figures.Count(test.Permutations)} permutations of {Figures.Count(test.HeldOutP)} + {Figures.Count(test.HeldOutQ)} held-out scores; "
                + $"area under the curve {Figures.Short(test.AreaUnderCurve)} (0.5 tells nothing apart); e-value {Figures.Short(test.EValue)}.");
        }

        if (_result.Weights is { } weights)
            page.Paragraph($"Weighted by <i>p</i>/<i>q</i>, the rows of {_q} are worth at most {Figures.Short(weights.EffectiveRowsQ)} rows of {_p}; the mean weight is {Figures.Short(weights.MeanQ)}, and 1 when the ratio is calibrated.");
        if (_result.SelfComparison is { } self)
            page.Paragraph($"Halves of {_p} compared with each other {self.Runs} times: mean estimate {Figures.Short(self.MeanEstimate)}, highest lower limit {Figures.Short(self.HighestLowerLimit)}, p below 0.05 in {self.FalseAlarms}.");
        var failing = _result.Checks.Where(check => !check.Holds).Select(check => $"<code>{HtmlPage.Encode(check.Relation)}</code>").ToList();
        if (_result.Checks.Count > 0)
            page.Paragraph(failing.Count == 0 ? $"All {_result.Checks.Count} inequalities that hold between the divergences hold between the estimates." : $"Inequalities that should hold but do not: {Listed(failing)}; take the estimates with care.");
    }

    private static string Listed(IReadOnlyList<string> words) => words.Count switch
    {
        1 => words[0],
        _ => $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}",
    };
}

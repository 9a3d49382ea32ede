using FGan.Data;

namespace FGan.Reports;

/// <summary>What a <see cref="QualityPage"/> is about.</summary>
/// <param name="NameReal">What to call the real rows, such as the name of their file.</param>
/// <param name="NameSynthetic">What to call the synthetic ones.</param>
/// <param name="Real">The real rows.</param>
/// <param name="Synthetic">The synthetic rows.</param>
/// <param name="Quality">How columns, pairs and copies compare.</param>
/// <param name="Divergences">What a held-out critic told apart, P the real rows.</param>
public sealed record QualitySubject(
    string NameReal, string NameSynthetic, Table Real, Table Synthetic, SampleEvaluation Quality, EstimationResult Divergences)
{
    /// <summary>Distances to the closest record; null where no rows were kept back.</summary>
    public ClosestRecords? Closest { get; init; }

    /// <summary>What the rows are worth for predicting; null where no target was named.</summary>
    public UtilityResult? Utility { get; init; }

    /// <summary>Columns that were left out because they hold identifiers.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}

/// <summary>Reports how good synthetic rows are on a page for people: words first, then shapes, relations, a critic, privacy and use.</summary>
public sealed class QualityPage
{
    private const int MostColumns = 24, MostPairs = 8, MostPairRows = 12, MostInMatrix = 20;

    private readonly QualitySubject _subject;
    private readonly Table _realTable, _syntheticTable;
    private readonly string _real, _synthetic;

    private QualityPage(QualitySubject subject)
    {
        _subject = subject;
        (_real, _synthetic) = (HtmlPage.Encode(subject.NameReal), HtmlPage.Encode(subject.NameSynthetic));
        (_realTable, _syntheticTable) = Table.Reconcile(subject.Real, subject.Synthetic, subject.NameReal, subject.NameSynthetic);
    }

    private SampleEvaluation Quality => _subject.Quality;

    private EstimationResult Divergences => _subject.Divergences;

    /// <summary>Writes the page.</summary>
    /// <param name="subject">What was found, and about what.</param>
    /// <returns>One HTML document that needs no other file, no script and no network, and holds no row of the data; under 1 MB.</returns>
    public static string Write(QualitySubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return new QualityPage(subject).Write();
    }

    private string Write()
    {
        var page = new HtmlPage($"{_subject.NameSynthetic} against {_subject.NameReal}");
        AddFindings(page);
        AddUtility(page);
        AddColumns(page);
        AddPairs(page);
        AddCritic(page);
        AddPrivacy(page);
        AddMethod(page);
        return page.Finish($"Made by FGan {HtmlPage.Version}, seed {Divergences.Seed}. The page holds counts and estimates, no row of the data; everything is in this one file.");
    }

    private void AddFindings(HtmlPage page)
    {
        var findings = QualityFindings.Of(Quality, Divergences, _subject.Closest, _subject.Utility);
        var bad = findings.Count(finding => !finding.IsGood);
        page.Add($"<p class=\"kicker\">Quality of synthetic rows · real: {_real} · synthetic: {_synthetic}</p>");
        page.Add($"<h1>{(bad == 0 ? $"{_synthetic} stands in for {_real} in all that was measured" : $"{_synthetic} falls short of {_real} in {bad} of {findings.Count} respects")}</h1>");
        page.Add($"<ul class=\"chips\">{string.Concat(Chips())}</ul>");
        foreach (var (isGood, heading) in new[] { (false, "What is bad"), (true, "What is good") })
        {
            var lines = findings.Where(finding => finding.IsGood == isGood).Select(finding => $"<li>{HtmlPage.Encode(finding.Text)}</li>").ToList();
            if (lines.Count > 0) page.Add($"<h3>{heading}</h3><ul>{string.Concat(lines)}</ul>");
        }

        if (_subject.LeftOut.Count > 0)
            page.Add($"<p class=\"note\">Left out because they hold identifiers, which are made anew: {HtmlPage.Encode(string.Join(", ", _subject.LeftOut))}.</p>");
    }

    private IEnumerable<string> Chips()
    {
        yield return $"<li>{Figures.Count(Quality.RealCount)} real rows</li>";
        yield return $"<li>{Figures.Count(Quality.SyntheticCount)} synthetic rows</li>";
        yield return $"<li>columns {Figures.Short(Quality.MeanColumnDistance)} apart</li>";
        yield return $"<li>pairs {Figures.Short(Quality.MeanPairDifference)} apart</li>";
        yield return $"<li>told apart {Figures.Percent(Divergences.Accuracy)}</li>";
        if (_subject.Utility is { } utility) yield return $"<li>{HtmlPage.Encode(utility.Main.Measure)}: {Figures.Short(utility.Main.Synthetic)} of {Figures.Short(utility.Main.Real)}</li>";
    }

    private void AddUtility(HtmlPage page)
    {
        if (_subject.Utility is not { } utility) return;
        page.Section($"What they are worth for predicting {HtmlPage.Encode(utility.Target)}");
        page.Paragraph($"A predictor learned from {Figures.Count(utility.SyntheticRows)} synthetic rows, the same from {Figures.Count(utility.RealRows)} real ones, and both were tested on {Figures.Count(utility.TestRows)} real rows ({utility.TestOrigin}). "
            + $"The predictor is {HtmlPage.Encode(utility.Predictor)}.");
        page.Table("Kept: how much of what real rows teach beyond not looking the synthetic ones teach.", ["measure", "from synthetic rows", "from real rows", "without looking", "kept"],
            utility.Scores.Select(score => new[]
            {
                HtmlPage.Encode(score.Measure), $"<b>{Figures.Short(score.Synthetic)}</b>", Figures.Short(score.Real), Figures.Short(score.Trivial), double.IsFinite(score.Kept) ? Figures.Percent(score.Kept) : "–",
            }));
    }

    private void AddColumns(HtmlPage page)
    {
        page.Section("The columns, worst first");
        var shown = Quality.Columns.Take(MostColumns).ToList();
        page.Figure(new BarChart("How far each column is from its real shape",
            string.Join("; ", shown.Take(5).Select(column => $"{column.Column} {Figures.Short(column.Distance)}")) + ".",
            "numbers: greatest gap of the cumulative shares; categories: half the sum of the gaps of the shares", [""], [.. shown.Select(column => new BarRow(column.Column, Math.Round(column.Distance, 4)))]));
        page.Paragraph($"Solid is {_real}, dashed {_synthetic}. Categories that fewer than {ColumnPicture.FewestRows} rows have are not named.");
        foreach (var column in shown) page.Figure(ColumnPicture.Of(_realTable[column.Column], _syntheticTable[column.Column], _subject.NameReal, _subject.NameSynthetic));
        if (Quality.Columns.Count > MostColumns) page.Paragraph($"Not drawn: {Quality.Columns.Count - MostColumns} more columns, which are nearer.");
    }

    private void AddPairs(HtmlPage page)
    {
        if (Quality.Pairs.Count == 0) return;
        page.Section("How columns hang together");
        if (Matrix() is { } matrix)
            page.Figure(matrix, "Below the diagonal the real rows, above it the synthetic ones; the darker, the stronger. Were both alike, the picture would be symmetric.");
        var rows = Quality.Pairs.Take(MostPairRows).Select(pair => new BarRow($"{pair.First}, {pair.Second}", Math.Round(pair.Real, 3), Math.Round(pair.Synthetic, 3))).ToList();
        page.Figure(new BarChart("The pairs that differ most", string.Join("; ", Quality.Pairs.Take(3).Select(pair => $"{pair.First} and {pair.Second}: {Figures.Short(pair.Real)} in the real rows, {Figures.Short(pair.Synthetic)} in the synthetic ones")) + ".",
            "correlation r of two numbers, correlation ratio η of a number on a category, Cramér's V of two categories", [_subject.NameReal, _subject.NameSynthetic], rows));
        foreach (var pair in Quality.Pairs.Take(MostPairs))
            if (PairPicture.Of(_realTable, _syntheticTable, pair, _subject.NameReal, _subject.NameSynthetic) is { } picture) page.Figure(picture);
    }

    private MatrixChart? Matrix()
    {
        var names = _realTable.Names.Where(name => Quality.Pairs.Any(pair => pair.First == name || pair.Second == name)).Take(MostInMatrix).ToList();
        if (names.Count < 3) return null;
        var pairs = Quality.Pairs.ToDictionary(pair => (pair.First, pair.Second));
        double Value(int row, int column)
        {
            var pair = pairs.GetValueOrDefault((names[Math.Min(row, column)], names[Math.Max(row, column)])) ?? pairs.GetValueOrDefault((names[Math.Max(row, column)], names[Math.Min(row, column)]));
            return pair is null ? double.NaN : Math.Abs(row > column ? pair.Real : pair.Synthetic);
        }

        var worst = Quality.Pairs[0];
        return new MatrixChart("How strongly columns hang together",
            $"A square of {names.Count} columns: associations of the real rows below the diagonal, of the synthetic ones above. They differ by {Figures.Short(Quality.MeanPairDifference)} on average, most for {worst.First} and {worst.Second}.", names, Value);
    }

    private void AddCritic(HtmlPage page)
    {
        page.Section("What a critic tells apart");
        page.Paragraph(HtmlPage.Encode(Divergences.Words().Replace(" %", "\u202f%", StringComparison.Ordinal)));
        if (EstimationCharts.Columns(Divergences) is { } columns) page.Figure(columns);
        if (EstimationCharts.Shares(Divergences.Divergences) is { } shares) page.Figure(shares);
        page.Table("The estimate is the best guess; the lower limit is what can be signed. <i>u</i> is the density ratio of real to synthetic rows.",
            ["divergence", "<i>f</i>(<i>u</i>)", "estimate", "lower limit", "at most"],
            Divergences.Divergences.Select(d => new[] { HtmlPage.Encode(d.Id), HtmlPage.Formula(d.Formula), Figures.Short(d.Estimate) + (d.IsSaturated ? " or more" : ""), $"<b>{Figures.Short(d.LowerLimit)}</b>", Figures.Short(d.Ceiling) }));
        if (EstimationCharts.Scores(Divergences.Ratios, _subject.NameReal, _subject.NameSynthetic) is { } scores) page.Figure(scores);
    }

    private void AddPrivacy(HtmlPage page)
    {
        page.Section("Are there copies?");
        var rows = new List<string[]>
        {
            new[] { "equal a real row in everything that is written", Figures.Percent(_subject.Closest?.Copies ?? Quality.ExactCopies), _subject.Closest is { } c ? $"{Figures.Percent(c.TestCopies)} of the rows kept back" : $"{Figures.Percent(Quality.ExactCopiesWithinReal)} of the real rows equal another" },
        };
        if (_subject.Closest is { } closest)
        {
            rows.Add(["nearer to a training row than to one kept back", Figures.Percent(closest.NearerToTraining), "50\u202f%"]);
            rows.Add(["closer to a training row than all but 5\u202f% of the rows kept back", Figures.Percent(closest.CloserThanTest), "5\u202f% or less"]);
            rows.Add(["median distance to the closest training row", Figures.Short(closest.ToTraining), $"{Figures.Short(closest.TestToTraining)} for rows kept back"]);
        }
        else if (Quality.Neighbours is { } neighbours)
        {
            rows.Add(["closer to a real row than all but 5\u202f% of the real rows are to each other", Figures.Percent(neighbours.TooClose), "5\u202f% or less"]);
            rows.Add(["median distance to the closest real row, over that between real rows", Figures.Short(neighbours.Closeness), "about 1"]);
        }

        page.Table("Synthetic rows that …", ["", "found", "due"], rows);
        page.Paragraph(_subject.Closest is null
            ? "Name rows that the model never saw with <code>--test</code>, and distances are compared with theirs: a stronger check."
            : $"Distances are Euclidean between encoded rows, to {Figures.Count(_subject.Closest.Rows)} training rows and as many kept back.");
        if (Quality.Neighbours is { } n)
            page.Paragraph($"Among each other's neighbours: {Figures.Percent(n.Precision)} of the synthetic rows lie among real ones (precision), {Figures.Percent(n.Recall)} of the real ones among synthetic ones (recall).");
    }

    private void AddMethod(HtmlPage page)
    {
        page.Section("How it was found, and its limits");
        page.Paragraph($"The critic's words rest on {Divergences.Folds} folds: every row is judged by a critic that never saw it. Shapes and associations are those of the two files as they are. "
            + "Figures that are alike do not prove that rows are: what no column, no pair and no critic shows is not seen here. Copies and distances are signs, not a guarantee of privacy.");
    }
}

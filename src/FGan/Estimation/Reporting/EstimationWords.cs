using static System.FormattableString;

namespace FGan;

/// <summary>Says in words what an estimation found.</summary>
internal static class EstimationWords
{
    private const double Level = 0.05;
    private const int MostColumns = 3;

    public static string Of(EstimationResult result) =>
        string.Join(" ", new[] { Finding(result), Accuracy(result), Test(result), Columns(result), Calibration(result) }.Where(s => s.Length > 0));

    private static string Finding(EstimationResult result)
    {
        var shown = result.Main;
        var sure = shown.LowerLimit > 0;
        var finding = sure ? "The two samples differ" : "No difference was found";
        var limit = sure ? Invariant($"at least {shown.LowerLimit:0.####} nats with {shown.Confidence:P0} confidence") : "not surely above 0";
        var ceiling = double.IsFinite(shown.Ceiling) ? Invariant($", {shown.Ceiling:0.####} fully separate") : "";
        return Invariant($"{finding}: {shown.Id} is {limit} (estimate {shown.Estimate:0.####}; 0 is equal{ceiling}).");
    }

    private static string Accuracy(EstimationResult result) =>
        Invariant($"Shown one held-out row, the critic says from which sample it is and is right {result.Accuracy:P1} of the time.");

    private static string Test(EstimationResult result)
    {
        if (result.Test is not { } test) return "";
        var verdict = (test.PValue < Level, result.Main.LowerLimit > 0) switch
        {
            (true, false) => ": a difference too small to put a limit on",
            (false, true) => ": held-out halves alone would not show it",
            _ => "",
        };
        return Invariant($"Were they equal, held-out scores so far apart would have probability {test.PValue:0.####}{verdict}.");
    }

    private static string Columns(EstimationResult result)
    {
        var telling = result.Columns.Where(c => c.IsClear).Take(MostColumns).Select(c => c.Column).ToList();
        return result.Main.LowerLimit > 0 && telling.Count > 0 ? $"Most telling: {string.Join(", ", telling)}." : "";
    }

    private static string Calibration(EstimationResult result) => result.SelfComparison is { } self
        ? Invariant($"Halves of P itself gave at most {self.HighestEstimate:0.####} (limit {self.HighestLowerLimit:0.####}) and a p-value below 0.05 in {self.FalseAlarms} of {self.Runs} runs.")
        : "";
}

using System.Globalization;
using System.Xml.Linq;

namespace FGan.Reports;

/// <summary>Writes gates as the JUnit XML that build servers read: a test case a gate.</summary>
public static class JUnitReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="name">What was compared, such as <c>january.csv against february.csv</c>.</param>
    /// <param name="result">What was found; it stands in the output of every case.</param>
    /// <param name="gates">The gates; with none there is one case, which passes.</param>
    /// <returns>An XML document.</returns>
    public static string Write(string name, EstimationResult result, IReadOnlyList<GateResult> gates)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(gates);
        var cases = gates.Count > 0 ? gates.Select(gate => Case(gate, result)).ToList() : [Case("estimate", result)];
        var failures = gates.Count(gate => gate.Failed).ToString(CultureInfo.InvariantCulture);
        var suite = new XElement("testsuite",
            new XAttribute("name", Clean(name)), new XAttribute("tests", cases.Count), new XAttribute("failures", failures),
            new XAttribute("errors", 0), new XAttribute("skipped", 0), cases);
        return new XDeclaration("1.0", "utf-8", null) + "\n" + new XElement("testsuites", suite) + "\n";
    }

    private static XElement Case(GateResult gate, EstimationResult result)
    {
        var test = Case(gate.Gate.Text, result);
        if (gate.Failed) test.AddFirst(new XElement("failure", new XAttribute("type", "gate"), new XAttribute("message", Clean(gate.Words())), Clean(gate.Words())));
        return test;
    }

    private static XElement Case(string name, EstimationResult result) => new("testcase",
        new XAttribute("classname", "fgan.estimate"), new XAttribute("name", Clean(name)), new XElement("system-out", Clean(result.Words())));

    // XML has no control characters.
    private static string Clean(string text) => new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
}

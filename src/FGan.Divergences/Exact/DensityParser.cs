using System.Globalization;
using FGan.Divergences.Exact.Families;

namespace FGan.Divergences.Exact;

/// <summary>Reads <c>w1*family(…)+w2*family(…)</c>.</summary>
internal static class DensityParser
{
    private const double WeightTolerance = 1e-9;
    private const int MostParts = 1000;

    private sealed record Family(string Name, string[] Parameters, double[] Defaults, Func<double[], Density> Make)
    {
        public string Signature => $"{Name}({string.Join(',', Parameters)})";
    }

    // A parameter whose name says deviation, scale, rate, shape, freedom, alpha or beta must be positive.
    private static readonly Family[] Families =
    [
        new("normal", ["mean", "deviation"], [], p => new NormalDensity(p[0], p[1])),
        new("uniform", ["lower", "upper"], [], p => new UniformDensity(p[0], p[1])),
        new("laplace", ["location", "scale"], [], p => new LaplaceDensity(p[0], p[1])),
        new("logistic", ["location", "scale"], [], p => new LogisticDensity(p[0], p[1])),
        new("exponential", ["rate"], [], p => new GammaDensity(1, p[0])),
        new("gamma", ["shape", "rate"], [], p => new GammaDensity(p[0], p[1])),
        new("beta", ["alpha", "beta"], [], p => new BetaDensity(p[0], p[1])),
        new("lognormal", ["mu", "deviation"], [], p => new LogNormalDensity(p[0], p[1])),
        new("student-t", ["freedom", "location", "scale"], [0, 1], p => new StudentDensity(p[0], p[1], p[2])),
        new("cauchy", ["location", "scale"], [], p => new StudentDensity(1, p[0], p[1])),
    ];

    public static Density Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var terms = SplitOutsideParentheses(text);
        if (terms.Count > MostParts) throw Fault(text, $"has {terms.Count} parts; at most {MostParts} are allowed.");
        var parts = terms.ConvertAll(term => ParseTerm(text, term.Trim()));
        if (parts.Count == 1 && parts[0].Weight == 1) return parts[0].Part;
        var total = parts.Sum(part => part.Weight);
        if (Math.Abs(total - 1) > WeightTolerance)
            throw Fault(text, $"has weights that sum to {Show(total)}; let them sum to 1.");
        return new MixtureDensity(parts);
    }

    private static List<string> SplitOutsideParentheses(string text)
    {
        var (parts, depth, start) = (new List<string>(), 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] != '+' || depth != 0 || IsExponentSign(text, i)) continue;
            parts.Add(text[start..i]);
            start = i + 1;
        }
        parts.Add(text[start..]);
        return parts;
    }

    private static bool IsExponentSign(string text, int i) => i > 1 && text[i - 1] is 'e' or 'E' && char.IsAsciiDigit(text[i - 2]);

    private static (double Weight, Density Part) ParseTerm(string text, string term)
    {
        var star = term.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return (1, ParseFamily(text, term));
        var weight = Number(text, term[..star]);
        if (weight is not (> 0 and <= 1)) throw Fault(text, $"has weight {Show(weight)}; a weight lies in (0, 1].");
        return (weight, ParseFamily(text, term[(star + 1)..].Trim()));
    }

    private static Density ParseFamily(string text, string term)
    {
        var open = term.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 || term[^1] != ')')
            throw Fault(text, $"is not a density; write {Families[0].Signature} or another of {KnownFamilies}.");
        var name = term[..open].Trim();
        var family = Array.Find(Families, f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw Fault(text, $"names the family \"{NearNames.Shorten(name)}\"; known are {KnownFamilies}.");
        var inside = term[(open + 1)..^1];
        var values = inside.Split(',').Select(part => Number(text, part)).ToArray();
        var missing = family.Parameters.Length - values.Length;
        if (missing < 0 || missing > family.Defaults.Length)
            throw Fault(text, $"gives {values.Length} parameters to {family.Signature}, which takes {family.Parameters.Length}.");
        values = [.. values, .. family.Defaults[(family.Defaults.Length - missing)..]];
        Validate(text, family, values);
        return family.Make(values);
    }

    private static void Validate(string text, Family family, double[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var mayBeAnything = family.Parameters[i] is "mean" or "mu" or "location" or "lower" or "upper";
            if (!mayBeAnything && values[i] <= 0)
                throw Fault(text, $"has {family.Parameters[i]} {Show(values[i])}; {family.Signature} needs it above 0.");
        }
        if (family.Name == "uniform" && values[0] >= values[1])
            throw Fault(text, $"is empty: {family.Signature} needs lower < upper.");
    }

    private static double Number(string text, string part) =>
        double.TryParse(part.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Fault(text, $"has \"{NearNames.Shorten(part.Trim())}\" where a finite number belongs.");

    private static string KnownFamilies => string.Join(", ", Families.Select(f => f.Signature));

    private static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static DivergenceException Fault(string text, string what) =>
        new($"Density \"{NearNames.Shorten(text)}\" {what}");
}

using System.Globalization;

namespace FGan;

/// <summary>Collects what is wrong with a set of options, so that a user mends all of it in one go.</summary>
internal sealed class OptionFaults
{
    private readonly List<string> _found = [];

    /// <summary>What was found, one sentence each.</summary>
    public IReadOnlyList<string> Found => _found;

    public void Positive(string name, long value) => Require(value > 0, name, value, "a whole number above 0");

    public void NotNegative(string name, double value) =>
        Require(double.IsFinite(value) && value >= 0, name, value, "0 (off) or a positive number");

    public void AboveZero(string name, double value) => Require(double.IsFinite(value) && value > 0, name, value, "a positive number");

    public void Fraction(string name, double value) => Require(value is >= 0 and < 1, name, value, "0 or more and below 1");

    public void Known<T>(string name, T value) where T : struct, Enum =>
        Require(Enum.IsDefined(value), name, value, string.Join(", ", Enum.GetNames<T>()));

    public void Widths(string name, IReadOnlyList<int> widths)
    {
        const int MostLayers = 32, Widest = 65_536;
        Require(widths.Count <= MostLayers, name + ".Count", widths.Count, $"at most {MostLayers} hidden layers");
        Require(widths.All(width => width is > 0 and <= Widest), name, $"[{string.Join(", ", widths)}]", $"widths of 1 to {Widest}");
    }

    public void Require(bool holds, string name, object? got, string allowed)
    {
        if (!holds) _found.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {got ?? "missing"}; allowed: {allowed}."));
    }
}

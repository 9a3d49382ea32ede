using System.Globalization;

namespace FGan;

/// <summary>Collects what is wrong with a set of options, so that a user mends all of it in one go.</summary>
internal sealed class OptionFaults(string options)
{
    private readonly List<string> _faults = [];

    public void Positive(string name, long value) => Require(value > 0, name, value, "a whole number above 0");

    public void NotNegative(string name, double value) =>
        Require(double.IsFinite(value) && value >= 0, name, value, "0 (off) or a positive number");

    public void AboveZero(string name, double value) =>
        Require(double.IsFinite(value) && value > 0, name, value, "a positive number");

    public void Fraction(string name, double value) =>
        Require(value is >= 0 and < 1, name, value, "a number in [0, 1)");

    public void Known<T>(string name, T value) where T : struct, Enum =>
        Require(Enum.IsDefined(value), name, value, string.Join(", ", Enum.GetNames<T>()));

    public void Require(bool holds, string name, object? got, string allowed)
    {
        if (!holds)
            _faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {got ?? "nothing"}; allowed: {allowed}."));
    }

    /// <summary>Throws when anything was found.</summary>
    /// <exception cref="InvalidOptionsException">At least one fault was found; it lists all.</exception>
    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
            throw new InvalidOptionsException(options, _faults);
    }
}

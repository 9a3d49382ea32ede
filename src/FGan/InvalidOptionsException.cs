namespace FGan;

/// <summary>Reports every fault of an options record at once.</summary>
public sealed class InvalidOptionsException : ArgumentException
{
    /// <summary>Makes the exception from the faults found; the message lists all of them, one after the other.</summary>
    /// <param name="options">What the options are for, as the user knows it: <c>training</c>, <c>estimation</c>.</param>
    /// <param name="faults">What is wrong, one sentence each: what, got, allowed.</param>
    public InvalidOptionsException(string options, IReadOnlyList<string> faults)
        : base($"{faults.Count} {(faults.Count == 1 ? "fault" : "faults")} in the {options} options: {string.Join(" ", faults)}") =>
        Faults = faults;

    /// <summary>The faults, one sentence each, in the order of the options.</summary>
    public IReadOnlyList<string> Faults { get; }
}

namespace FGan.Cli;

/// <summary>Reports a command line that cannot be carried out, in one line: what, got, allowed, fix.</summary>
public sealed class UsageException(string message) : Exception(message);

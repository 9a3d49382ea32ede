namespace FGan.Divergences;

/// <summary>Says in one line why a name, a formula or a density cannot be used, and what to write instead.</summary>
public class DivergenceException : Exception
{
    /// <summary>Makes the exception with its one-line message.</summary>
    /// <param name="message">What, got, allowed, fix.</param>
    public DivergenceException(string message) : base(message)
    {
    }

    /// <summary>Makes the exception with its one-line message and what caused it.</summary>
    /// <param name="message">What, got, allowed, fix.</param>
    /// <param name="inner">The cause.</param>
    public DivergenceException(string message, Exception inner) : base(message, inner)
    {
    }
}

namespace FGan.Neural;

/// <summary>Tells where a program's time goes, stage by stage: threads wait for each other only between stages.</summary>
/// <param name="Threads">Threads that worked.</param>
/// <param name="Stages">The stages, in order.</param>
public sealed record ProgramProfile(int Threads, IReadOnlyList<StageProfile> Stages)
{
    /// <summary>Microseconds a run, by the clock.</summary>
    public double Microseconds => Stages.Sum(s => s.Microseconds);
}

/// <summary>Tells where a stage's time goes.</summary>
/// <param name="Microseconds">Microseconds a run, by the clock.</param>
/// <param name="Operations">What was run.</param>
public sealed record StageProfile(double Microseconds, IReadOnlyList<OperationProfile> Operations)
{
    /// <summary>Microseconds a run that threads were at work, all of them together.</summary>
    public double ThreadMicroseconds => Operations.Sum(o => o.ThreadMicroseconds);
}

/// <summary>Tells what an operation took, and what it had to do.</summary>
/// <param name="Operation">Its name and the shape of its output.</param>
/// <param name="ThreadMicroseconds">Microseconds a run, of all threads together; one that has all threads for itself counts for all of them.</param>
/// <param name="MultiplyAdds">Multiply-adds of its matrix product or convolution; 0 where it has none.</param>
/// <param name="Bytes">Bytes of its inputs and outputs.</param>
public sealed record OperationProfile(string Operation, double ThreadMicroseconds, long MultiplyAdds, long Bytes);

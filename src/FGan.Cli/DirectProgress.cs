namespace FGan.Cli;

/// <summary>Hands progress on at once, in order, on the thread that reports it.</summary>
internal sealed class DirectProgress<T>(Action<T> show) : IProgress<T>
{
    public void Report(T value) => show(value);
}

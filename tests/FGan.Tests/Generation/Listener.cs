namespace FGan.Tests.Generation;

/// <summary>Hears of progress on the training thread, at once.</summary>
internal sealed class Listener(Action<GanProgress> hear) : IProgress<GanProgress>
{
    public void Report(GanProgress value) => hear(value);
}

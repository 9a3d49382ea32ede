using System.Diagnostics;

namespace FGan.Cli;

/// <summary>Shows how long work stands: one line redrawn on a terminal, a plain line now and then elsewhere.</summary>
internal sealed class ProgressLine(Terminal terminal) : IDisposable
{
    private static readonly TimeSpan RedrawEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PrintEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Stopwatch _sinceShown = new();
    private int _drawn;

    /// <summary>Shows a line unless one was shown a moment ago.</summary>
    public void Show(string line)
    {
        lock (_lock)
        {
            var pause = terminal.CanRedraw ? RedrawEvery : PrintEvery;
            if (_sinceShown.IsRunning && _sinceShown.Elapsed < pause) return;
            _sinceShown.Restart();
            if (terminal.CanRedraw) Redraw(line);
            else terminal.Say(line);
        }
    }

    /// <summary>Says something that stays, above the line.</summary>
    public void Say(string line)
    {
        lock (_lock)
        {
            if (terminal.CanRedraw) Redraw("");
            terminal.Say(line);
        }
    }

    /// <summary>Clears the line.</summary>
    public void Dispose()
    {
        if (terminal.CanRedraw && _drawn > 0) Redraw("");
    }

    private void Redraw(string line)
    {
        terminal.Talk.Write('\r' + line.PadRight(_drawn) + (line.Length == 0 ? "\r" : ""));
        _drawn = line.Length;
    }
}

using FGan.Numerics;

namespace FGan.Neural.Tests;

/// <summary>Counts what the threads of a team allocate, and nobody else: a test process allocates beside them as it likes.</summary>
internal sealed class TeamAllocations(ThreadTeam team)
{
    private readonly long[] _bytes = new long[team.Size];
    private int _arrived;

    /// <summary>Bytes that every thread is to waste when asked.</summary>
    public int Wasted { get; set; }

    /// <summary>Bytes that the threads have allocated so far, the caller's included; asking allocates nothing.</summary>
    public long Bytes()
    {
        _arrived = 0;
        team.Run(new Question(this), _bytes.Length);
        return _bytes.Sum();
    }

    // Nobody leaves before all have come: so every thread does one part.
    private void Answer(int part)
    {
        if (Wasted > 0) GC.KeepAlive(new byte[Wasted]);
        Interlocked.Increment(ref _arrived);
        while (Volatile.Read(ref _arrived) < _bytes.Length) Thread.Yield();
        _bytes[part] = GC.GetAllocatedBytesForCurrentThread();
    }

    private readonly struct Question(TeamAllocations owner) : IParallelWork
    {
        public void Run(int part) => owner.Answer(part);
    }
}

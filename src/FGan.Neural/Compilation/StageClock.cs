using System.Diagnostics;
using FGan.Numerics;

namespace FGan.Neural.Compilation;

/// <summary>Adds up what each instruction of a stage takes, over runs and over all threads.</summary>
internal sealed class StageClock(Stage stage)
{
    private readonly long[] _ticks = new long[stage.Instructions.Length];
    private long _elapsed;

    /// <summary>Now, if anyone asks.</summary>
    public static long Begin(StageClock? clock) => clock is null ? 0 : Stopwatch.GetTimestamp();

    /// <summary>Notes that an instruction, or a part of it, has kept so many threads since a moment.</summary>
    public void Add(int instruction, long begin, int threads) =>
        Interlocked.Add(ref _ticks[instruction], (Stopwatch.GetTimestamp() - begin) * threads);

    /// <summary>Runs the stage once.</summary>
    public void Run(ThreadTeam team)
    {
        long begin = Stopwatch.GetTimestamp();
        stage.Run(team, this);
        _elapsed += Stopwatch.GetTimestamp() - begin;
    }

    /// <summary>What was found, a run.</summary>
    public StageProfile Result(int runs) => new(
        Microseconds(_elapsed, runs),
        [.. stage.Instructions.Select((instruction, i) => new OperationProfile(
            instruction.ToString(), Microseconds(_ticks[i], runs), instruction.MultiplyAdds, instruction.Elements * sizeof(float)))]);

    private static double Microseconds(long ticks, int runs) => ticks * 1e6 / Stopwatch.Frequency / runs;
}

using FGan.Neural.Operations;
using FGan.Numerics;

namespace FGan.Neural.Compilation;

/// <summary>Brings packed parameters up to date, those that were written since any program last packed them.</summary>
/// <remarks>
/// Slices go to the threads in the order in which parameters lie in their set: an optimiser moves them in the same order, so a thread packs for the most part
/// what it wrote itself a moment ago. Programs of one set that run at the same time, as when several threads sample, pack one after another: the first for all.
/// </remarks>
internal sealed class PackingStage : Stage
{
    private static readonly Lock Packing = new();

    private readonly Instruction[] _instructions;
    private readonly PackedParameter[] _packed;
    private readonly (int Parameter, int Slice)[] _slices;
    private readonly (int Parameter, int Slice)[] _due;

    /// <summary>Arranges the work.</summary>
    /// <param name="instructions">One for each packed parameter.</param>
    public PackingStage(Instruction[] instructions)
    {
        _instructions = instructions;
        _packed = Array.ConvertAll(instructions, i => ((PackedParameterOperation)i.Operation).Packed);
        _slices = [.. Enumerable.Range(0, _packed.Length)
            .SelectMany(i => Enumerable.Range(0, _packed[i].Slices), (i, slice) => (Parameter: i, Slice: slice))
            .OrderBy(s => _packed[s.Parameter].PlaceOf(s.Slice))];
        _due = new (int, int)[_slices.Length];
    }

    public override Instruction[] Instructions => _instructions;

    public override void Run(ThreadTeam team, StageClock? clock = null)
    {
        if (Array.TrueForAll(_packed, p => p.IsCurrent)) return;
        lock (Packing) PackWhatIsDue(team, clock);
    }

    private void PackWhatIsDue(ThreadTeam team, StageClock? clock)
    {
        int due = 0;
        foreach ((int parameter, int slice) in _slices)
        {
            if (!_packed[parameter].IsCurrent) _due[due++] = (parameter, slice);
        }

        if (due == 0) return;
        team.Run(new SliceWork(this, clock), due);
        foreach (PackedParameter packed in _packed) packed.NoteCurrent();
    }

    private void Pack((int Parameter, int Slice) due, StageClock? clock)
    {
        long begin = StageClock.Begin(clock);
        _packed[due.Parameter].Pack(due.Slice);
        clock?.Add(due.Parameter, begin, 1);
    }

    private readonly struct SliceWork(PackingStage stage, StageClock? clock) : IParallelWork
    {
        public void Run(int part) => stage.Pack(stage._due[part], clock);
    }
}

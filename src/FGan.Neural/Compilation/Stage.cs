using FGan.Neural.Operations;
using FGan.Numerics;

namespace FGan.Neural.Compilation;

/// <summary>Instructions between two moments at which all threads wait for each other.</summary>
internal abstract class Stage
{
    /// <summary>Multiply-adds below which a second thread is not worth waking.</summary>
    protected const long ParallelWork = 100_000;

    public abstract Instruction[] Instructions { get; }

    /// <summary>Runs every instruction.</summary>
    /// <param name="team">The threads to work with.</param>
    /// <param name="clock">Told what each instruction took, by its index; null, as a rule, for no one.</param>
    public abstract void Run(ThreadTeam team, StageClock? clock = null);
}

/// <summary>A chain that is run on one block of rows after another: what a block leaves in the caches, its next instruction finds there.</summary>
internal sealed class RowStage : Stage
{
    /// <summary>
    /// Rows of a block: three times the tallest register tile of every width, so that none is wasted. So few that what an instruction leaves the next finds in the
    /// second cache beside the weights, and that no thread waits long for the last block. Never chosen by the threads: bits depend on it.
    /// </summary>
    public const int BlockRows = 36;

    private readonly Instruction[] _instructions;
    private readonly int[] _offsets;
    private readonly int[] _rows;
    private readonly int _blocks;
    private readonly int _passing;
    private readonly bool _isParallel;

    /// <summary>Cuts a chain into blocks.</summary>
    /// <param name="instructions">The chain.</param>
    /// <param name="offsets">The row at which each instruction's output begins.</param>
    /// <param name="passing">Floats that values which pass take.</param>
    public RowStage(Instruction[] instructions, int[] offsets, int passing)
    {
        _instructions = instructions;
        _offsets = offsets;
        _rows = Array.ConvertAll(instructions, i => i.Rows);
        int all = Enumerable.Range(0, instructions.Length).Max(i => offsets[i] + _rows[i]);
        _blocks = (all + BlockRows - 1) / BlockRows;
        _isParallel = instructions.Sum(i => i.Work) >= ParallelWork;
        _passing = passing;
    }

    /// <summary>The most blocks that so many rows may lie in.</summary>
    public static int MostBlocks(int rows) => (rows / BlockRows) + 2;

    public override Instruction[] Instructions => _instructions;

    public override void Run(ThreadTeam team, StageClock? clock = null) =>
        (_isParallel ? team : ThreadTeam.Single).Run(new BlockWork(this, clock), _blocks);

    private void RunBlock(int block, StageClock? clock)
    {
        int first = block * BlockRows, end = first + BlockRows;
        AlignedBuffer? memory = _passing == 0 ? null : PassingMemory.Get(_passing);
        for (int i = 0; i < _instructions.Length; i++)
        {
            int start = Math.Max(0, first - _offsets[i]), rows = Math.Min(end - _offsets[i], _rows[i]) - start;
            if (rows <= 0) continue;
            long begin = StageClock.Begin(clock);
            _instructions[i].Run(new RowBlock(start, rows, block - (_offsets[i] / BlockRows), memory, start + _offsets[i] - first));
            clock?.Add(i, begin, 1);
        }
    }

    private readonly struct BlockWork(RowStage stage, StageClock? clock) : IParallelWork
    {
        public void Run(int part) => stage.RunBlock(part, clock);
    }
}

/// <summary>Instructions that need whole values but not each other: small ones side by side, large ones each on all threads.</summary>
internal sealed class WholeStage : Stage
{
    /// <summary>Multiply-adds from which an instruction is split over the threads by itself.</summary>
    private const long LargeWork = 3_000_000;

    private readonly Instruction[] _large;
    private readonly Instruction[] _small;
    private readonly bool _isParallel;

    public WholeStage(Instruction[] instructions)
    {
        // What draws random numbers or keeps statistics runs in recorded order, on the calling thread.
        _large = Array.FindAll(instructions, i => IsLarge(i) || !i.Operation.IsPure);
        _small = [.. instructions.Except(_large).OrderByDescending(i => i.Work)];
        _isParallel = _small.Length > 1 && _small.Sum(i => i.Work) >= ParallelWork;
    }

    public override Instruction[] Instructions => [.. _large, .. _small];

    public override void Run(ThreadTeam team, StageClock? clock = null)
    {
        for (int i = 0; i < _large.Length; i++)
        {
            long begin = StageClock.Begin(clock);
            _large[i].Run(team);
            clock?.Add(i, begin, team.Size);
        }
        if (_small.Length == 1)
            RunSmall(0, team, clock);
        else
            RunSmall(_isParallel ? team : ThreadTeam.Single, clock);
    }

    private void RunSmall(ThreadTeam team, StageClock? clock) => team.Run(new InstructionWork(this, team.Size, clock), _small.Length);

    private void RunSmall(int index, ThreadTeam team, StageClock? clock)
    {
        long begin = StageClock.Begin(clock);
        _small[index].Run(team);
        clock?.Add(_large.Length + index, begin, team.Size);
    }

    private static bool IsLarge(Instruction instruction) => instruction.Work >= LargeWork;

    private readonly struct InstructionWork(WholeStage stage, int lanes, StageClock? clock) : IParallelWork
    {
        public void Run(int part) => stage.RunSmall(ThreadTeam.InTurn(part, stage._small.Length, lanes), ThreadTeam.Single, clock);
    }
}

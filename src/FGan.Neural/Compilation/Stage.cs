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
    /// <summary>Rows of a block: sums over rows are made block by block, so bits depend on it, never on the threads.</summary>
    public const int BlockRows = 32;

    /// <summary>
    /// The most blocks that go through the chain together. Weights come from the second cache or the third once for all of them; more rows would crowd the
    /// weights out.
    /// </summary>
    private const int MostTogether = 4;

    /// <summary>Spans that a thread's blocks are cut into at least, so that none waits long for the last.</summary>
    private const int LeastRounds = 2;

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

    public override void Run(ThreadTeam team, StageClock? clock = null)
    {
        ThreadTeam threads = _isParallel ? team : ThreadTeam.Single;
        int spans = Spans(_blocks, threads.Size);
        threads.Run(new SpanWork(this, spans, clock), spans);
    }

    /// <summary>How many spans of about as many blocks each are dealt out: as many to every thread where there are enough.</summary>
    internal static int Spans(int blocks, int threads)
    {
        int each = threads * MostTogether;
        return Math.Min(blocks, threads * Math.Max(LeastRounds, (blocks + each - 1) / each));
    }

    private void RunBlocks(int first, int count, StageClock? clock)
    {
        PassingRoom room = PassingMemory.Room(_passing, count);
        for (int i = 0; i < _instructions.Length; i++)
        {
            long begin = StageClock.Begin(clock);
            if (!_instructions[i].Operation.GivesRowPerBlock) Run(i, first, first, count, room);
            for (int block = first; block < first + count && _instructions[i].Operation.GivesRowPerBlock; block++) Run(i, block, first, 1, room);
            clock?.Add(i, begin, 1);
        }
    }

    // Runs an instruction on some blocks of those that go through together.
    private void Run(int instruction, int block, int first, int count, PassingRoom room)
    {
        int offset = _offsets[instruction], row = block * BlockRows;
        int start = Math.Max(0, row - offset), rows = Math.Min(row + (count * BlockRows) - offset, _rows[instruction]) - start;
        if (rows > 0) _instructions[instruction].Run(new RowBlock(start, rows, block - (offset / BlockRows), room, start + offset - (first * BlockRows)));
    }

    private readonly struct SpanWork(RowStage stage, int spans, StageClock? clock) : IParallelWork
    {
        public void Run(int part)
        {
            int first = First(part);
            stage.RunBlocks(first, First(part + 1) - first, clock);
        }

        private int First(int part) => (int)((long)part * stage._blocks / spans);
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

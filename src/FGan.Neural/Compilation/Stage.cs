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
    private readonly RowCuts _cuts;
    private readonly Instruction[] _instructions;
    private readonly int[] _blocks;
    private readonly int _passing;
    private readonly bool _isParallel;
    private BlockSpan[] _dealt = [];
    private int _dealtTo;

    /// <summary>Makes a chain.</summary>
    /// <param name="instructions">The chain.</param>
    /// <param name="cuts">How its rows are cut into blocks.</param>
    /// <param name="passing">Floats that values which pass take.</param>
    public RowStage(Instruction[] instructions, RowCuts cuts, int passing)
    {
        _instructions = instructions;
        _cuts = cuts;
        _blocks = Array.ConvertAll(cuts.Pieces, p => cuts.BlockOf(p.First));
        _isParallel = instructions.Sum(i => i.Work) >= ParallelWork;
        _passing = passing;
    }

    public override Instruction[] Instructions => _instructions;

    public override void Run(ThreadTeam team, StageClock? clock = null)
    {
        ThreadTeam threads = _isParallel ? team : ThreadTeam.Single;
        if (_dealtTo != threads.Size)
        {
            _dealt = _cuts.Deal(threads.Size);
            _dealtTo = threads.Size;
        }
        threads.Run(new SpanWork(this, clock), _dealt.Length);
    }

    private void Run(BlockSpan span, StageClock? clock)
    {
        PassingRoom room = PassingMemory.Room(_passing, span.Count);
        for (int i = 0; i < _instructions.Length; i++)
        {
            long begin = StageClock.Begin(clock);
            if (!_instructions[i].Operation.GivesRowPerBlock) Run(i, span, span.First, room);
            for (int block = 0; block < span.Count && _instructions[i].Operation.GivesRowPerBlock; block++) Run(i, new BlockSpan(span.First + block, 1), span.First, room);
            clock?.Add(i, begin, 1);
        }
    }

    // Runs an instruction on some blocks of those that go through together, of which the given one is the first.
    private void Run(int instruction, BlockSpan blocks, int first, PassingRoom room)
    {
        RowPiece piece = _cuts.Pieces[instruction];
        int start = Math.Max(piece.First, _cuts.Row(blocks.First)), rows = Math.Min(piece.End, _cuts.Row(blocks.First + blocks.Count)) - start;
        if (rows <= 0) return;
        _instructions[instruction].Run(new RowBlock(start - piece.First, rows, blocks.First - _blocks[instruction], room, start - _cuts.Row(first)));
    }

    private readonly struct SpanWork(RowStage stage, StageClock? clock) : IParallelWork
    {
        public void Run(int part)
        {
            BlockSpan span = stage._dealt[part];
            if (span.Count > 0) stage.Run(span, clock);
        }
    }
}

/// <summary>Instructions that need whole values but not each other: small ones side by side, large ones each on all threads.</summary>
internal sealed class WholeStage : Stage
{
    /// <summary>Multiply-adds from which an instruction is split over the threads by itself.</summary>
    private const long LargeWork = 1_000_000;

    /// <summary>Multiply-adds of all small instructions from which they are shared out.</summary>
    private const long SmallWork = 4_000;

    private readonly Instruction[] _large;
    private readonly Instruction[] _small;
    private readonly bool _isParallel;

    public WholeStage(Instruction[] instructions)
    {
        // What draws random numbers or keeps statistics runs in recorded order, on the calling thread.
        _large = Array.FindAll(instructions, i => IsLarge(i) || !i.Operation.IsPure);
        _small = [.. instructions.Except(_large).OrderByDescending(i => i.Work)];
        _isParallel = _small.Length > 1 && _small.Sum(i => i.Work) >= SmallWork;
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

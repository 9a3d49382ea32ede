using FGan.Neural.Compilation;
using FGan.Neural.Operations;
using FGan.Numerics;

namespace FGan.Neural;

/// <summary>Replays a compiled tape: fill the inputs, run, read the outputs.</summary>
/// <remarks>
/// <see cref="Run"/> allocates nothing on the managed heap and gives the same bits whatever the number of threads. Spans
/// handed out stay valid until the program is disposed. Operations that treat rows alone run in chains on one block of rows
/// after another; threads wait for each other only where a sum over the batch is needed.
/// </remarks>
public sealed class Program : IDisposable
{
    private readonly AlignedBuffer _block;
    private readonly Stage[] _stages;
    private readonly Dictionary<Value, Slot> _visible;

    internal Program(AlignedBuffer block, Instruction[] once, Stage[] stages, Dictionary<Value, Slot> visible)
    {
        _block = block;
        _stages = stages;
        _visible = visible;
        foreach (Instruction instruction in once) instruction.Run(ThreadTeam.Single);
    }

    /// <summary>Bytes of memory that the program holds for inputs, outputs and everything between.</summary>
    public long MemoryBytes => (long)_block.Length * sizeof(float);

    /// <summary>The operations in order, stage by stage, for those who want to see what was fused and what was left out.</summary>
    public IEnumerable<string> Operations => _stages.SelectMany(s => s.Instructions).Select(i => i.ToString());

    /// <summary>How often all threads wait for each other in a run.</summary>
    public int StageCount => _stages.Length;

    /// <summary>The elements of an input, to be filled, or of an output, to be read; row by row.</summary>
    /// <param name="value">An input on the way to an output, or a value given to <see cref="Tape.Compile"/>.</param>
    /// <exception cref="ArgumentException">The program does not keep this value.</exception>
    public Span<float> this[Value value] => _visible.TryGetValue(value, out Slot slot)
        ? slot.Span
        : throw new ArgumentException($"The program does not keep {value}. Pass it to Tape.Compile as an output; an input that no output depends on is left out.");

    /// <summary>Whether the program keeps this value: false for an input that no output depends on.</summary>
    public bool Keeps(Value value) => _visible.ContainsKey(value);

    /// <summary>Computes outputs and stored gradients from the present inputs and parameters.</summary>
    public void Run()
    {
        ThreadTeam team = ThreadTeam.Shared;
        foreach (Stage stage in _stages) stage.Run(team);
    }

    /// <summary>Runs as <see cref="Run"/> does, and tells where the time goes; the clocks cost some tens of nanoseconds an operation and block of rows.</summary>
    /// <param name="runs">How many runs to take the mean of, 1 or more.</param>
    /// <param name="team">The threads to work with.</param>
    /// <param name="between">Done after each run and not counted, so that caches are found as the rest of a training step leaves them.</param>
    /// <exception cref="ArgumentOutOfRangeException">No run is asked for.</exception>
    public ProgramProfile Profile(int runs, ThreadTeam? team = null, Action? between = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        team ??= ThreadTeam.Shared;
        StageClock[] clocks = Array.ConvertAll(_stages, s => new StageClock(s));
        for (int run = 0; run < runs; run++)
        {
            foreach (StageClock clock in clocks) clock.Run(team);
            between?.Invoke();
        }
        return new ProgramProfile(team.Size, Array.ConvertAll(clocks, c => c.Result(runs)));
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose() => _block.Dispose();
}

using FGan.Neural.Compilation;
using FGan.Neural.Operations;
using FGan.Numerics;

namespace FGan.Neural;

/// <summary>Replays a compiled tape: fill the inputs, run, read the outputs.</summary>
/// <remarks>
/// <see cref="Run"/> allocates nothing on the managed heap and gives the same bits whatever the number of threads. Spans
/// handed out stay valid until the program is disposed.
/// </remarks>
public sealed class Program : IDisposable
{
    private readonly AlignedBuffer _block;
    private readonly Execution[] _executions;
    private readonly Dictionary<Value, Slot> _visible;

    internal Program(MemoryPlan plan)
    {
        _block = plan.Block;
        _executions = [.. plan.Each];
        _visible = plan.Visible;
        foreach (Execution execution in plan.Once) execution.Run();
    }

    /// <summary>Bytes of memory that the program holds for inputs, outputs and everything between.</summary>
    public long MemoryBytes => (long)_block.Length * sizeof(float);

    /// <summary>The operations in order, for those who want to see what was fused and what was left out.</summary>
    public IEnumerable<string> Operations => _executions.Select(e => $"{e.Operation.Name} {e.OutputShapeOrEmpty()}");

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
        foreach (Execution execution in _executions)
        {
            execution.Team = team;
            execution.Run();
        }
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose() => _block.Dispose();
}

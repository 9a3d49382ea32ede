using FGan.Neural.Compilation;
using FGan.Neural.Operations;

namespace FGan.Neural;

/// <summary>Records a computation once, to be compiled into a <see cref="Program"/> and run many times.</summary>
/// <remarks>
/// Gradients are recorded with the same operations, so they can be differentiated again. A whole training step:
/// <code>
/// var critic = new Sequential(new Linear(2, 64), new ActivationLayer(ActivationKind.Relu), new Linear(64, 1));
/// using var weights = new ParameterSet(critic, seed: 1);
/// using var adam = new Adam(weights, new AdamOptions { LearningRate = 1e-3f });
///
/// var tape = new Tape();
/// Value x = tape.Input(256, 2), target = tape.Input(256, 1);
/// Value loss = (critic.Forward(x, Mode.Train) - target).Square().Mean();
/// tape.Backward(loss, weights);               // the program will fill weights.Gradients
/// using Program step = tape.Compile(loss);
///
/// FillBatch(step[x], step[target]);           // spans of the program's own memory
/// step.Run();                                 // allocates nothing
/// adam.Step();
/// float value = step[loss][0];
/// </code>
/// A tape may be dropped once compiled. Not safe for use from several threads at once.
/// </remarks>
public sealed partial class Tape
{
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<NodeKey, Node> _known = [];
    private readonly List<Node> _sinks = [];

    internal IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>Nodes that must run for what they do, not for a value that somebody reads.</summary>
    internal IReadOnlyList<Node> Sinks => _sinks;

    /// <summary>Declares a matrix that the caller fills before each run.</summary>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="name">A name for messages.</param>
    public Value Input(int rows, int columns, string name = "input") =>
        Record(new InputOperation(name), [], Shape.Checked(rows, columns));

    /// <summary>Records a matrix whose every element is <paramref name="value"/>.</summary>
    public Value Constant(Shape shape, float value) => Record(new FillOperation(value), [], shape);

    /// <summary>Records a constant matrix from its elements, row by row.</summary>
    /// <exception cref="ArgumentException">The number of elements does not fit the shape.</exception>
    public Value Constant(Shape shape, ReadOnlySpan<float> elements)
    {
        if (elements.Length != shape.Count)
            throw new ArgumentException($"A constant of shape {shape} needs {shape.Count} elements; got {elements.Length}.");
        return Record(new ConstantOperation(elements.ToArray()), [], shape);
    }

    /// <summary>Records a matrix of fresh standard normal numbers at each run.</summary>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="source">Where the numbers come from; each run moves its position on.</param>
    public Value Normal(int rows, int columns, RandomSource source) =>
        Record(new NormalOperation(source), [], Shape.Checked(rows, columns));

    /// <summary>Records a matrix of fresh uniform numbers from [0, 1) at each run.</summary>
    /// <inheritdoc cref="Normal"/>
    public Value Uniform(int rows, int columns, RandomSource source) =>
        Record(new UniformOperation(source), [], Shape.Checked(rows, columns));

    /// <summary>Refers to a parameter; the program reads its current elements at each run.</summary>
    public Value Parameter(Parameter parameter) => Record(new ParameterOperation(parameter), [], parameter.Shape);

    /// <summary>Compiles everything that the given values and the recorded gradients need.</summary>
    /// <param name="outputs">The values to be read after each run.</param>
    /// <exception cref="ArgumentException">A value belongs to another tape.</exception>
    public Program Compile(params IReadOnlyList<Value> outputs) => Compiler.Compile(this, outputs);

    internal Value Record(Operation operation, Value[] inputs, Shape output) => RecordNode(operation, inputs, output).Outputs[0];

    /// <summary>Appends a node, or returns the one that already computes the same.</summary>
    internal Node RecordNode(Operation operation, Value[] inputs, params Shape[] outputs)
    {
        foreach (Value input in inputs)
        {
            if (input.Tape != this) throw new ArgumentException($"{input} was recorded on another tape. Use values of one tape in one operation.");
        }
        var key = new NodeKey(operation, inputs, outputs);
        if (operation.IsPure && _known.TryGetValue(key, out Node? known)) return known;
        var node = new Node(this, _nodes.Count, operation, inputs, outputs);
        _nodes.Add(node);
        if (operation.IsPure) _known[key] = node;
        if (outputs.Length == 0) _sinks.Add(node);
        return node;
    }

    /// <summary>Equality of what is computed: the same operation on the same values into the same shapes.</summary>
    private readonly struct NodeKey(Operation operation, Value[] inputs, Shape[] outputs) : IEquatable<NodeKey>
    {
        private readonly Operation _operation = operation;
        private readonly Value[] _inputs = inputs;
        private readonly Shape[] _outputs = outputs;

        public bool Equals(NodeKey other) => _operation.Equals(other._operation)
            && _inputs.AsSpan().SequenceEqual(other._inputs) && _outputs.AsSpan().SequenceEqual(other._outputs);

        public override bool Equals(object? obj) => obj is NodeKey other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(_operation);
            foreach (Value input in _inputs) hash.Add(input);
            foreach (Shape output in _outputs) hash.Add(output);
            return hash.ToHashCode();
        }
    }
}

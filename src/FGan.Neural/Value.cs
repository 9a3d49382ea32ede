using FGan.Neural.Operations;

namespace FGan.Neural;

/// <summary>Stands for a matrix that a <see cref="Program"/> will compute; arithmetic on it records onto its tape.</summary>
/// <remarks>
/// A value holds no numbers. Operands of one operation have equal shapes, or one of them has a single row, a single
/// column or both, which then repeats (as in NumPy).
/// </remarks>
public sealed partial class Value
{
    internal Value(Node node, int slot, Shape shape)
    {
        Node = node;
        Slot = slot;
        Shape = shape;
    }

    /// <summary>Rows and columns.</summary>
    public Shape Shape { get; }

    /// <summary>The tape that records this value.</summary>
    public Tape Tape => Node.Tape;

    internal Node Node { get; }

    /// <summary>Which of the node's results this is.</summary>
    internal int Slot { get; }

    /// <summary>A value of a program that is on no tape.</summary>
    internal static Value Synthetic(Operation operation, Shape shape) => new Node(null!, -1, operation, [], [shape]).Outputs[0];

    /// <summary>Writes the operation and the shape, for messages and debugging.</summary>
    public override string ToString() => $"{Node.Operation.Name} {Shape}";
}

namespace FGan.Neural.Operations;

/// <summary>Lends an operation its node and the gradients of its outputs, and collects those of its inputs.</summary>
internal sealed class Differentiation(Node node, Value?[] gradients, Func<Value, bool> isNeeded, Action<Value, Value> accumulate)
{
    public Tape Tape => node.Tape;

    /// <summary>The value at an input.</summary>
    public Value Input(int index = 0) => node.Inputs[index];

    public int InputCount => node.Inputs.Length;

    /// <summary>The value at an output.</summary>
    public Value Output(int index = 0) => node.Outputs[index];

    /// <summary>The gradient with respect to the only output.</summary>
    public Value Gradient => gradients[0]!;

    /// <summary>The gradient with respect to an output; null when nothing depends on it.</summary>
    public Value? GradientOf(int output) => gradients[output];

    /// <summary>Whether anybody asked for this input's gradient; if not, recording it would be work thrown away.</summary>
    public bool Needs(int input) => isNeeded(node.Inputs[input]);

    /// <summary>Adds a contribution to an input's gradient; <paramref name="contribution"/> is not called when unneeded.</summary>
    public void Add(int input, Func<Value> contribution)
    {
        if (Needs(input)) accumulate(node.Inputs[input], contribution());
    }
}

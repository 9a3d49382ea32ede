using FGan.Neural.Operations;
using FGan.Numerics;

namespace FGan.Neural;

public sealed partial class Value
{
    /// <summary>Applies a scalar function to every element.</summary>
    public Value Apply(ElementwiseFunction function) => Tape.Record(new FunctionOperation(function), [this], Shape);

    /// <summary>Applies an activation to every element.</summary>
    public Value Activate(Activation activation) =>
        activation.Kind == ActivationKind.Identity ? this : Tape.Record(new ActivationOperation(activation), [this], Shape);

    /// <summary>e^x.</summary>
    public Value Exp() => Primitive(PrimitiveKind.Exp);

    /// <summary>Natural logarithm.</summary>
    public Value Log() => Primitive(PrimitiveKind.Log);

    /// <summary>Square root.</summary>
    public Value Sqrt() => Primitive(PrimitiveKind.Sqrt);

    /// <summary>x².</summary>
    public Value Square() => Primitive(PrimitiveKind.Square);

    /// <summary>1/x.</summary>
    public Value Reciprocal() => Primitive(PrimitiveKind.Reciprocal);

    /// <summary>Hyperbolic tangent.</summary>
    public Value Tanh() => Activate(Activation.Tanh);

    /// <summary>1/(1 + e⁻ˣ).</summary>
    public Value Sigmoid() => Activate(Activation.Sigmoid);

    /// <summary>log(1 + eˣ), without overflow.</summary>
    public Value Softplus() => Activate(Activation.Softplus);

    private Value Primitive(PrimitiveKind kind) => Tape.Record(new PrimitiveOperation(kind), [this], Shape);
}

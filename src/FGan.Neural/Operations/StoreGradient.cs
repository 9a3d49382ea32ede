namespace FGan.Neural.Operations;

/// <summary>Puts a value into the gradient block of a parameter set; compiled away where the value can be computed there.</summary>
internal sealed record StoreGradientOperation(Parameter Parameter) : Operation
{
    public override string Name => $"gradient of {Parameter.Name}";

    public override void Differentiate(Differentiation step) =>
        throw new InvalidOperationException("A stored gradient has no value to differentiate.");

    public override void Execute(Execution step) => step.Input(0).CopyTo(Parameter.Gradient);
}

using FGan.Neural.Operations;
using FGan.Numerics;

namespace FGan.Neural.Compilation;

/// <summary>Joins a step with the one that feeds it, where nobody else reads what passes between them.</summary>
internal sealed class Fusion
{
    /// <summary>The rewrites: each looks at a step and at those that feed it, and returns one that does the work of both.</summary>
    private static readonly Func<Fusion, Step, Step?>[] Rules =
    [
        (f, s) => f.AddBias(s),
        (f, s) => f.ActivateProduct(s),
        (f, s) => f.ActivateNormalised(s),
        (f, s) => f.MultiplyProductBySlope(s),
        (f, s) => f.MultiplyBySlopeBeforeNormalisation(s),
    ];

    private readonly Dictionary<Value, Step> _producers = [];
    private readonly Dictionary<Value, int> _uses = [];
    private readonly HashSet<Step> _absorbed = [];

    private Fusion(List<Step> steps, IReadOnlyList<Value> outputs)
    {
        foreach (Value value in steps.SelectMany(s => s.Inputs).Concat(outputs)) _uses[value] = _uses.GetValueOrDefault(value) + 1;
    }

    public static List<Step> Apply(List<Step> steps, IReadOnlyList<Value> outputs)
    {
        var fusion = new Fusion(steps, outputs);
        List<Step> rewritten = steps.ConvertAll(fusion.Rewrite);
        rewritten.RemoveAll(fusion._absorbed.Contains);
        return rewritten;
    }

    private Step Rewrite(Step step)
    {
        // A result may be rewritten again: bias first, then the activation behind it.
        foreach (Func<Fusion, Step, Step?> rule in Rules) step = rule(this, step) ?? step;
        foreach (Value output in step.Outputs) _producers[output] = step;
        return step;
    }

    /// <summary>A·B + bias, the bias a row or a number a channel.</summary>
    private Step? AddBias(Step step)
    {
        if (step.Operation is not BinaryOperation { Kind: BinaryKind.Add }) return null;
        for (int i = 0; i < 2; i++)
        {
            Value bias = step.Inputs[1 - i];
            if (OnlyProducer(step.Inputs[i]) is not { Operation: ProductOperation product } source || bias.Shape.Rows != 1) continue;
            if (product is not MatMulOperation)
            {
                if (!_producers.TryGetValue(bias, out Step? spread) || spread.Operation is not ChannelBroadcastOperation) continue;
                bias = spread.Inputs[0];
            }
            else if (bias.Shape.Columns != step.Outputs[0].Shape.Columns)
            {
                continue;
            }
            return Absorb(source, new Step(
                new ProductWithActivationOperation(product, Activation.Identity), [.. source.Inputs, bias], step.Outputs));
        }
        return null;
    }

    /// <summary>a(A·B) and a(A·B + bias).</summary>
    private Step? ActivateProduct(Step step)
    {
        if (step.Operation is not ActivationOperation { Activation: var activation } || OnlyProducer(step.Inputs[0]) is not Step source) return null;
        return source.Operation switch
        {
            ProductOperation product => Absorb(source, new Step(
                new ProductWithActivationOperation(product, activation), source.Inputs, step.Outputs)),
            ProductWithActivationOperation { Activation.Kind: ActivationKind.Identity } linear => Absorb(source, new Step(
                linear with { Activation = activation }, source.Inputs, step.Outputs)),
            _ => null,
        };
    }

    /// <summary>a(BatchNorm(x)).</summary>
    private Step? ActivateNormalised(Step step)
    {
        if (step.Operation is not ActivationOperation { Activation: var activation }) return null;
        if (OnlyProducer(step.Inputs[0]) is not { Operation: BatchNormOperation { Activation.Kind: ActivationKind.Identity } norm } source) return null;
        return Absorb(source, new Step(norm with { Activation = activation }, source.Inputs, [step.Outputs[0], source.Outputs[1], source.Outputs[2]]));
    }

    /// <summary>(A·B)·s(y).</summary>
    private Step? MultiplyProductBySlope(Step step)
    {
        if (step.Operation is not ActivationBackwardOperation { Activation: var activation }) return null;
        if (OnlyProducer(step.Inputs[0]) is not { Operation: ProductOperation product } source) return null;
        return Absorb(source, new Step(new ProductWithSlopeOperation(product, activation), [.. source.Inputs, step.Inputs[1]], step.Outputs));
    }

    /// <summary>BatchNorm backward of g·s(y).</summary>
    private Step? MultiplyBySlopeBeforeNormalisation(Step step)
    {
        if (step.Operation is not BatchNormBackwardOperation { Activation.Kind: ActivationKind.Identity } norm) return null;
        if (OnlyProducer(step.Inputs[0]) is not { Operation: ActivationBackwardOperation { Activation: var activation } } source) return null;
        return Absorb(source, new Step(
            norm with { Activation = activation }, [source.Inputs[0], .. step.Inputs[1..], source.Inputs[1]], step.Outputs));
    }

    /// <summary>The step that computes a value, if this is its only reader.</summary>
    private Step? OnlyProducer(Value value) => _uses[value] == 1 && _producers.TryGetValue(value, out Step? step) ? step : null;

    private Step Absorb(Step source, Step fused)
    {
        _absorbed.Add(source);
        return fused;
    }
}

using FGan.Neural.Operations;

namespace FGan.Neural;

public sealed partial class Tape
{
    /// <summary>Records the gradient of a value with respect to others.</summary>
    /// <param name="of">What is differentiated. A matrix counts as the sum of its elements, each weighted by the seed.</param>
    /// <param name="withRespectTo">Values on this tape: inputs, parameters or results on the way to <paramref name="of"/>.</param>
    /// <param name="seed">Weights of the elements of <paramref name="of"/>, of its shape; ones by default.</param>
    /// <returns>A value for each of <paramref name="withRespectTo"/>, of its shape; a constant 0 where nothing depends on it.</returns>
    /// <remarks>
    /// The result is made of ordinary operations and can be differentiated again. Only the paths that lead from
    /// <paramref name="withRespectTo"/> to <paramref name="of"/> are followed.
    /// </remarks>
    /// <exception cref="ArgumentException">The seed has another shape than <paramref name="of"/>.</exception>
    public Value[] Gradient(Value of, IReadOnlyList<Value> withRespectTo, Value? seed = null)
    {
        seed ??= Constant(of.Shape, 1f);
        if (seed.Shape != of.Shape) throw new ArgumentException($"The gradient's seed has shape {seed.Shape}; expected {of.Shape}, as the value that is differentiated.");
        return Gradient([of], [seed], withRespectTo, partial: false);
    }

    /// <inheritdoc cref="Gradient(Value, IReadOnlyList{Value}, Value?)"/>
    public Value Gradient(Value of, Value withRespectTo, Value? seed = null) => Gradient(of, [withRespectTo], seed)[0];

    /// <summary>Has the program write the gradient of a loss into the gradient block of each parameter set.</summary>
    /// <param name="loss">A scalar, or a matrix that counts as the sum of its elements.</param>
    /// <param name="sets">The sets of parameters to differentiate by, all in one backward pass; nothing else is differentiated.</param>
    /// <exception cref="ArgumentException">Nothing in <paramref name="loss"/> depends on a set, or a set got its gradient before.</exception>
    public void Backward(Value loss, params ReadOnlySpan<ParameterSet> sets)
    {
        var parameters = new List<Parameter>();
        foreach (ParameterSet set in sets) parameters.AddRange(set.Parameters);
        Value[] gradients = Gradient(loss, parameters.ConvertAll(Parameter));
        foreach (ParameterSet set in sets)
        {
            if (!set.Parameters.Any(p => gradients[parameters.IndexOf(p)].Node.Operation is not FillOperation { Number: 0f }))
                throw new ArgumentException($"The loss does not depend on any parameter of the set '{set.Parameters[0].Name}', …; pass the set of a module whose Forward leads to it.");
        }
        for (int i = 0; i < gradients.Length; i++)
        {
            Parameter parameter = parameters[i];
            if (_sinks.Exists(s => s.Operation is StoreGradientOperation store && store.Parameter == parameter))
                throw new ArgumentException($"The gradient of '{parameter.Name}' is already recorded on this tape. Add the losses and call Backward once.");
            RecordNode(new StoreGradientOperation(parameter), [gradients[i]]);
        }
    }

    /// <summary>Differentiates the sum of several values, each weighted by its seed.</summary>
    /// <param name="of">What is differentiated.</param>
    /// <param name="seeds">The weights, shape by shape.</param>
    /// <param name="withRespectTo">The values to differentiate by.</param>
    /// <param name="partial">Whether these values count as independent of each other: nothing behind them is followed.</param>
    internal Value[] Gradient(ReadOnlySpan<Value> of, ReadOnlySpan<Value> seeds, IReadOnlyList<Value> withRespectTo, bool partial)
    {
        HashSet<Value> dependent = Dependents(withRespectTo);
        var gradients = new Dictionary<Value, Value>();
        int last = -1;
        for (int i = 0; i < of.Length; i++)
        {
            Accumulate(of[i], seeds[i]);
            last = Math.Max(last, of[i].Node.Index);
        }
        for (int i = last; i >= 0; i--)
        {
            Node node = _nodes[i];
            Value?[] outputs = Array.ConvertAll(node.Outputs, gradients.GetValueOrDefault);
            if (partial && Array.Exists(node.Outputs, withRespectTo.Contains)) continue;
            if (Array.Exists(outputs, g => g is not null) && Array.Exists(node.Inputs, dependent.Contains))
                node.Operation.Differentiate(new Differentiation(node, outputs, dependent.Contains, Accumulate));
        }
        var results = new Value[withRespectTo.Count];
        for (int i = 0; i < results.Length; i++)
            results[i] = gradients.TryGetValue(withRespectTo[i], out Value? found) ? found : Constant(withRespectTo[i].Shape, 0f);
        return results;

        void Accumulate(Value value, Value contribution) =>
            gradients[value] = gradients.TryGetValue(value, out Value? sum) ? sum + contribution : contribution;
    }

    /// <summary>The values that change when one of <paramref name="sources"/> changes, the sources among them.</summary>
    private HashSet<Value> Dependents(IReadOnlyList<Value> sources)
    {
        var dependent = new HashSet<Value>(sources);
        foreach (Node node in _nodes)
        {
            if (!Array.Exists(node.Inputs, dependent.Contains)) continue;
            foreach (Value output in node.Outputs) dependent.Add(output);
        }
        return dependent;
    }
}

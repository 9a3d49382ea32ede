using FGan.Neural.Operations;
using FGan.Numerics;

namespace FGan.Neural.Compilation;

/// <summary>Takes operations apart into what sums over the batch and what treats each row alone, so that the latter can be run in chains.</summary>
internal sealed class Lowering
{
    /// <summary>Rows below which packing the right factor beforehand is not worth a step of its own.</summary>
    private const int LeastRows = 12;

    /// <summary>Numbers of a factor that is large: rows of a batch are too few to make up for its way to memory and back in packed form.</summary>
    private const int LargeFactor = 256 << 10;

    /// <summary>Rows below which sums are not worth being made in blocks.</summary>
    private const int LeastBlockRows = 48;

    /// <summary>Rows that make up for packing a large factor beforehand.</summary>
    private const int ManyRows = 1024;

    private readonly List<Step> _lowered = [];
    private readonly Dictionary<(Value Factor, bool Transpose), Value> _packed = [];
    private readonly Dictionary<Value, Value> _factors = [];

    /// <summary>Values that chains make, row by row.</summary>
    private readonly HashSet<Value> _rows = [];

    public static List<Step> Apply(List<Step> steps)
    {
        var lowering = new Lowering();
        foreach (Step step in steps) lowering.Lower(step);
        return lowering._lowered;
    }

    private void Lower(Step step)
    {
        switch (step.Operation)
        {
            case MatMulOperation product when IsPackable(product, step):
                Add(new Step(new PackedMatMulOperation(), WithPacked(product, step), step.Outputs));
                break;
            case ProductWithActivationOperation { Product: MatMulOperation product } fused when IsPackable(product, step):
                Add(new Step(fused with { Product = new PackedMatMulOperation() }, WithPacked(product, step), step.Outputs));
                break;
            case ProductWithSlopeOperation { Product: MatMulOperation product } fused when IsPackable(product, step):
                Add(new Step(fused with { Product = new PackedMatMulOperation() }, WithPacked(product, step), step.Outputs));
                break;
            case MatMulOperation product when IsNarrow(product, step):
                SumProductInBlocks(step);
                break;
            case SumOperation sum when step.Outputs[0].Shape is { Rows: 1, Columns: > 1 } && IsMadeInBlocks(step.Inputs[0]):
                Value sums = SumBlocks(new BlockSumOperation(), step.Inputs, step.Outputs[0].Shape.Columns);
                Add(new Step(new CombineOperation(sum.Factor), [sums], step.Outputs));
                break;
            case BatchNormOperation norm:
                Split(norm, step);
                break;
            case BatchNormBackwardOperation norm:
                Split(norm, step);
                break;
            default:
                Add(step);
                break;
        }
    }

    private void Add(Step step)
    {
        _lowered.Add(step);
        if (step.Operation.TreatsRowsAlone && !step.Operation.GivesRowPerBlock) _rows.UnionWith(step.Outputs);
    }

    /// <summary>Whether a sum over the rows of a value is better made block by block.</summary>
    private bool IsMadeInBlocks(Value value) => _rows.Contains(value) && value.Shape.Rows >= LeastBlockRows && value.Shape.Columns > 1;

    /// <summary>
    /// Has a chain make a sum over rows block by block; returns the table of what the blocks give, with room for as many as there are rows until it is known how those are cut.
    /// </summary>
    private Value SumBlocks(BlockOperation operation, Value[] inputs, int width) =>
        Emit(operation, inputs, new Shape(inputs[0].Shape.Rows, width))[0];

    /// <summary>Aᵀ·B with the narrow factor first; the other way round the blocks hold the transpose.</summary>
    private void SumProductInBlocks(Step step)
    {
        Shape result = step.Outputs[0].Shape;
        bool isTall = result.Rows > result.Columns;
        Value blocks = SumBlocks(new BlockProductOperation(), isTall ? [step.Inputs[1], step.Inputs[0]] : step.Inputs, result.Count);
        Add(new Step(new CombineOperation(Transpose: isTall), [blocks], step.Outputs));
    }

    /// <summary>Whether a product is the gradient of a narrow layer, whose rows a chain makes.</summary>
    private bool IsNarrow(MatMulOperation product, Step step)
    {
        Shape result = step.Outputs[0].Shape;
        return product is { TransposeLeft: true, TransposeRight: false } && Math.Min(result.Rows, result.Columns) <= BlockProductOperation.MostColumns
            && result.Count <= BlockProductOperation.MostNumbers && step.Inputs[0] != step.Inputs[1]
            && IsMadeInBlocks(step.Inputs[result.Rows <= result.Columns ? 1 : 0]);
    }

    private static bool IsPackable(MatMulOperation product, Step step)
    {
        int least = step.Inputs[1].Shape.Count > LargeFactor ? ManyRows : LeastRows;
        return !product.TransposeLeft && step.Outputs[0].Shape.Rows >= least;
    }

    private Value[] WithPacked(MatMulOperation product, Step step)
    {
        Value factor = step.Inputs[1];
        if (!_packed.TryGetValue((factor, product.TransposeRight), out Value? packed))
        {
            Shape shape = product.TransposeRight ? factor.Shape.Transposed : factor.Shape, length = new(1, PackedProduct.Length(shape.Rows, shape.Columns));
            packed = factor.Node.Operation is ParameterOperation { Parameter: { IsTrained: true } parameter }
                ? Emit(new PackedParameterOperation(parameter, product.TransposeRight), [], length)[0]
                : Emit(new PackOperation(product.TransposeRight), [factor], length)[0];
            _packed[(factor, product.TransposeRight)] = packed;
        }
        return [step.Inputs[0], packed, .. step.Inputs[2..]];
    }

    private void Split(BatchNormOperation norm, Step step)
    {
        Value x = step.Inputs[0], gamma = step.Inputs[1], beta = step.Inputs[2], mean = step.Outputs[1];
        Value factor = Value.Synthetic(norm, gamma.Shape);
        Value[] statistics = [mean, step.Outputs[2], factor];
        if (norm.Channels == x.Shape.Columns && IsMadeInBlocks(x))
        {
            Value blocks = SumBlocks(new BlockMomentsOperation(), [x], (2 * norm.Channels) + 1);
            Add(new Step(new CombineMomentsOperation(norm, x.Shape.Rows), [blocks, gamma], statistics));
        }
        else
        {
            Add(new Step(new BatchMomentsOperation(norm), [x, gamma], statistics));
        }
        Add(new Step(new RescaleOperation(norm.Channels, norm.Activation), [x, mean, factor, beta], [step.Outputs[0]]));
        _factors[mean] = factor;
    }

    private void Split(BatchNormBackwardOperation norm, Step step)
    {
        Value g = step.Inputs[0], x = step.Inputs[1], mean = step.Inputs[2], variance = step.Inputs[3];
        Value[] y = step.Inputs[5..];
        Value shiftMean = Value.Synthetic(norm, mean.Shape), scaleMean = Value.Synthetic(norm, mean.Shape);
        Value[] sums = [step.Outputs[1], step.Outputs[2], shiftMean, scaleMean];
        if (norm.Channels == x.Shape.Columns && IsMadeInBlocks(g))
        {
            Value blocks = SumBlocks(new BlockSlopeSumsOperation(norm.Activation), [g, x, mean, .. y], 2 * norm.Channels);
            Add(new Step(new CombineSlopeSumsOperation(norm, x.Shape.Rows), [blocks, variance], sums));
        }
        else
        {
            Add(new Step(new BatchNormSumsOperation(norm), [g, x, mean, variance, .. y], sums));
        }
        Add(new Step(
            new BatchNormInputsOperation(norm.Channels, norm.Activation), [g, x, mean, _factors[mean], shiftMean, scaleMean, .. y], [step.Outputs[0]]));
    }

    private Value[] Emit(Operation operation, Value[] inputs, Shape output)
    {
        Value[] outputs = [Value.Synthetic(operation, output)];
        Add(new Step(operation, inputs, outputs));
        return outputs;
    }
}

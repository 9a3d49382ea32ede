using FGan.Neural;
using FGan.Numerics;

namespace FGan;

/// <summary>A critic V = V₀(x, y) + F(x)·G(y) + a(x) + b(y): two networks that meet in an inner product.</summary>
/// <remarks>
/// Each network runs once a row, and one matrix product scores every row of X beside every row of Y: a batch of m rows holds m² − m
/// pairs of the product distribution.
/// </remarks>
internal sealed class TwinCritic : IPairCritic, IDisposable
{
    /// <summary>Numbers in the inner product: a dozen hold what is smooth, more of them hold noise.</summary>
    public const int Embedding = 12;

    private const int ScoreRows = 512;
    private static readonly int[] Hidden = [128, 128, 128, 128];

    private readonly IPairCritic? _base;

    public TwinCritic(IPairCritic? start, int widthX, int widthY, ulong seed, int fold)
    {
        _base = start;
        X = Network(widthX, isSecond: false);
        Y = Network(widthY, isSecond: true);
        WeightsX = new ParameterSet(X, seed, InformationStreams.WeightsX + (ulong)fold);
        WeightsY = new ParameterSet(Y, seed, InformationStreams.WeightsY + (ulong)fold);
    }

    public Sequential X { get; }

    public Sequential Y { get; }

    public ParameterSet WeightsX { get; }

    public ParameterSet WeightsY { get; }

    /// <inheritdoc/>
    public void Score(SideRows x, SideRows y, Span<float> scores)
    {
        if (_base is null) scores.Clear();
        else _base.Score(x, y, scores);
        AddOwn(x, y, scores);
    }

    /// <summary>Adds F(x)·G(y) + a(x) + b(y).</summary>
    public void AddOwn(SideRows x, SideRows y, Span<float> scores)
    {
        const int width = Embedding + 1;
        var onX = Outputs(X, x);
        var onY = Outputs(Y, y);
        MatrixProduct.Multiply(
            new MatrixView(onX, x.Count, width).Slice(0, 0, x.Count, Embedding),
            new MatrixView(onY, y.Count, width).Slice(0, 0, y.Count, Embedding).Transposed,
            new MatrixSpan(scores, x.Count, y.Count),
            accumulate: true);
        for (var i = 0; i < x.Count; i++)
        {
            var row = scores.Slice(i * y.Count, y.Count);
            var own = onX[i * width + Embedding];
            for (var j = 0; j < row.Length; j++) row[j] += own + onY[j * width + Embedding];
        }
    }

    public void Dispose()
    {
        WeightsX.Dispose();
        WeightsY.Dispose();
    }

    private static float[] Outputs(Sequential network, SideRows rows)
    {
        var width = rows.Features.Columns;
        var tape = new Tape();
        var input = tape.Input(ScoreRows, width);
        var output = network.Forward(input, Mode.Sample);
        using var program = tape.Compile(output);
        var outputs = new float[rows.Count * output.Shape.Columns];
        for (var start = 0; start < rows.Count; start += ScoreRows)
        {
            var count = Math.Min(ScoreRows, rows.Count - start);
            rows.Features.Values.Slice(start * width, count * width).CopyTo(program[input]);
            program[input][(count * width)..].Clear();
            program.Run();
            program[output][..(count * output.Shape.Columns)].CopyTo(outputs.AsSpan(start * output.Shape.Columns));
        }
        return outputs;
    }

    // The second network's last layer begins at 0, so that the critic begins as V₀; the first one's does not, so that a gradient flows.
    private static Sequential Network(int width, bool isSecond)
    {
        var layers = new List<Module>();
        foreach (var next in Hidden)
        {
            layers.Add(new Linear(width, next));
            layers.Add(new ActivationLayer(Activation.Elu()));
            width = next;
        }
        layers.Add(new Linear(width, Embedding + 1, bias: !isSecond, isSecond ? Initialisation.Constant(0) : null));
        return new Sequential([.. layers]);
    }
}

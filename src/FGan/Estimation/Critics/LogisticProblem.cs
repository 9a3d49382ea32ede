using FGan.Data;
using FGan.Numerics;

namespace FGan;

/// <summary>The penalised log-likelihood of "this row is from P" under σ(β·φ(x) + log n/m), over standardised features.</summary>
internal sealed class LogisticProblem
{
    private const int MaxIterations = 30;
    // The sums are of single-precision scores: a smaller gain a row is noise.
    private const double WorthwhileGain = 1e-8;

    private readonly int _count;
    private readonly int _rows;
    private readonly int _rowsP;
    private readonly double _offset;
    private readonly float[] _phi;
    private readonly FeatureScaling _scaling;
    private readonly float[] _logits;
    private readonly float[] _residual;
    private readonly float[] _root;

    public LogisticProblem(CriticFeatures features, FloatMatrix p, FloatMatrix q)
    {
        (_count, _rows, _rowsP) = (features.Count, p.Rows + q.Rows, p.Rows);
        _offset = Math.Log((double)p.Rows / q.Rows);
        _phi = new float[_rows * _count];
        for (var r = 0; r < _rows; r++)
            features.Write(r < p.Rows ? p.Row(r) : q.Row(r - p.Rows), _phi.AsSpan(r * _count, _count));
        _scaling = FeatureScaling.Standardise(_phi, _count);
        (_logits, _residual, _root) = (new float[_rows], new float[_rows], new float[_rows]);
    }

    /// <summary>Turns weights of standardised features into weights of raw ones.</summary>
    public double[] Unscale(double[] weights) => _scaling.Unscale(weights);

    /// <summary>The weights with the highest penalised log-likelihood, by Newton's method from given ones.</summary>
    public double[] Maximise(double[] weights, double ridge, CancellationToken cancellation)
    {
        var value = Value(weights, ridge);
        for (var iteration = 0; iteration < MaxIterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (next, nextValue) = Backtrack(weights, NewtonStep(weights, ridge), ridge, value);
            var gain = nextValue - value;
            if (!(gain > 0)) break;
            (weights, value) = (next, nextValue);
            if (gain < WorthwhileGain * _rows) break;
        }
        return weights;
    }

    private (double[] Weights, double Value) Backtrack(double[] weights, double[] step, double ridge, double value)
    {
        var next = new double[weights.Length];
        var nextValue = double.NegativeInfinity;
        for (var length = 1.0; length > 1e-3 && !(nextValue >= value); length /= 2)
        {
            for (var k = 0; k < next.Length; k++) next[k] = weights[k] + length * step[k];
            nextValue = Value(next, ridge);
        }
        return (next, nextValue);
    }

    /// <summary>The value at given weights; leaves residuals and curvature weights of the rows behind.</summary>
    private double Value(double[] weights, double ridge)
    {
        var single = Array.ConvertAll(weights, w => (float)w);
        MatrixProduct.Multiply(new MatrixView(_phi, _rows, _count), new MatrixView(single, _count, 1), new MatrixSpan(_logits, _rows, 1));
        double value = 0;
        for (var k = 1; k < _count; k++) value -= ridge / 2 * weights[k] * weights[k];
        for (var r = 0; r < _rows; r++)
        {
            var logit = _logits[r] + _offset;
            var probability = 1 / (1 + Math.Exp(-logit));
            _residual[r] = (float)((r < _rowsP ? 1 : 0) - probability);
            _root[r] = (float)Math.Sqrt(probability * (1 - probability));
            value -= LogRatioCriticScores.Softplus(r < _rowsP ? -logit : logit);
        }
        return value;
    }

    private double[] NewtonStep(double[] weights, double ridge)
    {
        var gradient = new float[_count];
        MatrixProduct.Multiply(new MatrixView(_phi, _rows, _count).Transposed, new MatrixView(_residual, _rows, 1), new MatrixSpan(gradient, _count, 1));
        var system = Array.ConvertAll(Curvature(), c => (double)c);
        var right = new double[_count];
        for (var k = 0; k < _count; k++)
        {
            right[k] = gradient[k] - (k == 0 ? 0 : ridge * weights[k]);
            system[k * _count + k] += (k == 0 ? 0 : ridge) + 1e-6 * _rows;
        }
        return Cholesky.Solve(system, right);
    }

    private float[] Curvature()
    {
        const int ChunkRows = 4096;
        var curvature = new float[_count * _count];
        var chunk = new float[Math.Min(ChunkRows, _rows) * _count];
        for (var start = 0; start < _rows; start += ChunkRows)
        {
            var rows = Math.Min(ChunkRows, _rows - start);
            for (var r = 0; r < rows; r++)
                Elementwise.Scale(_phi.AsSpan((start + r) * _count, _count), _root[start + r], chunk.AsSpan(r * _count, _count));
            var weighted = new MatrixView(chunk, rows, _count);
            MatrixProduct.Multiply(weighted.Transposed, weighted, new MatrixSpan(curvature, _count, _count), accumulate: true);
        }
        return curvature;
    }
}

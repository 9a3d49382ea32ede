using FGan.Data;
using FGan.Numerics;

namespace FGan;

/// <summary>A critic V(x) = β·φ(x), φ the quadratic features, fitted by penalised logistic regression: exact for Gaussians.</summary>
/// <remarks>
/// Newton's method on Σ log σ(±(V + log n/m)) − λ/2·‖β‖² over standardised features. At the optimum of the logistic likelihood V is the
/// log-ratio p/q of the best quadratic family (Anderson 1972); its efficiency against discriminant analysis is 0.995 at one standard
/// deviation apart (Efron 1975).
/// </remarks>
internal sealed class QuadraticCritic : ILogRatioCritic
{
    private const int ChunkRows = 1024;
    private const int MaxIterations = 30;

    private readonly QuadraticFeatures _features;
    private readonly double[] _weights;

    private QuadraticCritic(QuadraticFeatures features, double[] weights)
    {
        _features = features;
        _weights = weights;
    }

    public void Score(FloatMatrix sample, Span<double> scores)
    {
        var features = new float[_features.Count];
        for (var row = 0; row < sample.Rows; row++)
        {
            _features.Write(sample.Row(row), features);
            double sum = 0;
            for (var k = 0; k < features.Length; k++) sum += _weights[k] * features[k];
            scores[row] = sum;
        }
    }

    /// <summary>Fits on the given rows.</summary>
    /// <param name="features">The features.</param>
    /// <param name="p">Rows of P.</param>
    /// <param name="q">Rows of Q.</param>
    /// <param name="ridge">λ, in units of one row: how many rows' worth of doubt each standardised coefficient meets.</param>
    /// <param name="cancellation">Stops the fit between Newton steps.</param>
    public static QuadraticCritic Fit(
        QuadraticFeatures features, FloatMatrix p, FloatMatrix q, double ridge, CancellationToken cancellation)
    {
        var problem = new LogisticProblem(features, p, q, ridge);
        var weights = new double[features.Count];
        var value = problem.Evaluate(weights);
        for (var iteration = 0; iteration < MaxIterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            var step = problem.NewtonStep();
            var (next, nextValue) = Backtrack(problem, weights, step, value);
            var gain = nextValue - value;
            if (!(gain > 0)) break;
            (weights, value) = (next, nextValue);
            if (gain < 1e-9 * (p.Rows + q.Rows)) break;
        }
        return new QuadraticCritic(features, problem.Scaling.Unscale(weights));
    }

    private static (double[] Weights, double Value) Backtrack(LogisticProblem problem, double[] weights, double[] step, double value)
    {
        var next = new double[weights.Length];
        var nextValue = double.NegativeInfinity;
        for (var length = 1.0; length > 1e-3 && !(nextValue >= value); length /= 2)
        {
            for (var k = 0; k < next.Length; k++) next[k] = weights[k] + length * step[k];
            nextValue = problem.Evaluate(next);
        }
        return (next, nextValue);
    }

    /// <summary>The penalised log-likelihood with its gradient and curvature, both rebuilt at each point asked for.</summary>
    private sealed class LogisticProblem(QuadraticFeatures features, FloatMatrix p, FloatMatrix q, double ridge)
    {
        private readonly int _count = features.Count;
        private readonly double _offset = Math.Log((double)p.Rows / q.Rows);
        private readonly double[] _gradient = new double[features.Count];
        private readonly float[] _curvature = new float[features.Count * features.Count];
        private readonly float[] _chunk = new float[ChunkRows * features.Count];
        private readonly float[] _root = new float[ChunkRows];

        public FeatureScaling Scaling { get; } = FeatureScaling.Fit(features, p, q);

        public double Evaluate(double[] weights)
        {
            Array.Clear(_curvature);
            for (var k = 0; k < _count; k++) _gradient[k] = k == 0 ? 0 : -ridge * weights[k];
            double value = 0;
            for (var k = 1; k < _count; k++) value -= ridge / 2 * weights[k] * weights[k];
            return value + Accumulate(p, 1, weights) + Accumulate(q, 0, weights);
        }

        public double[] NewtonStep()
        {
            var system = new double[_count * _count];
            for (var k = 0; k < system.Length; k++) system[k] = _curvature[k];
            for (var k = 0; k < _count; k++) system[k * _count + k] += (k == 0 ? 0 : ridge) + 1e-6 * (p.Rows + q.Rows);
            return Cholesky.Solve(system, _gradient);
        }

        private double Accumulate(FloatMatrix sample, double label, double[] weights)
        {
            double value = 0;
            for (var start = 0; start < sample.Rows; start += ChunkRows)
            {
                var rows = Math.Min(ChunkRows, sample.Rows - start);
                for (var r = 0; r < rows; r++)
                {
                    var phi = _chunk.AsSpan(r * _count, _count);
                    features.Write(sample.Row(start + r), phi);
                    Scaling.Apply(phi);
                    value += AddRow(phi, label, weights, out _root[r]);
                }
                AddCurvature(rows);
            }
            return value;
        }

        private double AddRow(ReadOnlySpan<float> phi, double label, double[] weights, out float root)
        {
            var logit = _offset;
            for (var k = 0; k < phi.Length; k++) logit += weights[k] * phi[k];
            var probability = 1 / (1 + Math.Exp(-logit));
            var residual = label - probability;
            for (var k = 0; k < phi.Length; k++) _gradient[k] += residual * phi[k];
            root = (float)Math.Sqrt(probability * (1 - probability));
            var signed = label > 0 ? -logit : logit;
            return -(Math.Max(signed, 0) + Math.Log(1 + Math.Exp(-Math.Abs(signed))));
        }

        private void AddCurvature(int rows)
        {
            for (var r = 0; r < rows; r++)
            {
                var phi = _chunk.AsSpan(r * _count, _count);
                for (var k = 0; k < phi.Length; k++) phi[k] *= _root[r];
            }
            var chunk = new MatrixView(_chunk.AsSpan(0, rows * _count), rows, _count);
            MatrixProduct.Multiply(chunk.Transposed, chunk, new MatrixSpan(_curvature, _count, _count), accumulate: true);
        }
    }
}

using FGan.Data;
using FGan.Numerics;

namespace FGan;

/// <summary>Ridge regression on a weight for every category, and of every number its value, its square and a smooth curve.</summary>
internal static class Regression
{
    private const string Predictor = "ridge regression with a weight for every category and a smooth curve of every number; its penalty chosen on a fifth of the rows learned from";
    private const int MostValues = 1 << 25;

    private static readonly double[] Ridges = [1000, 100, 10, 1];

    public static UtilityResult Measure(PredictionTask task, string origin, ulong seed)
    {
        double[] truth = task.Test.Values;
        if (truth.Max() == truth.Min()) throw new DataException("does not vary in the test rows; there is nothing to predict", column: task.Target);
        double[] real = Predict(task.Real, task.Test.Rows, seed), synthetic = Predict(task.Synthetic, task.Test.Rows, seed);
        double[] trivial = Enumerable.Repeat(task.Real.Values.Average(), truth.Length).ToArray();
        UtilityScore[] scores =
        [
            new("R²", Explained(truth, real), Explained(truth, synthetic), Explained(truth, trivial)),
            new("mean absolute error", Error(truth, real), Error(truth, synthetic), Error(truth, trivial), HigherIsBetter: false),
        ];
        return new UtilityResult(task.Target, false, Predictor, origin, task.Real.Count, task.Synthetic.Count, task.Test.Count, scores);
    }

    private static double[] Predict(Examples training, FloatMatrix rows, ulong seed)
    {
        (Examples fit, Examples choose) = training.Split(seed);
        List<int> rich = CriticFeatures.RichColumns(fit.Rows);
        CriticFeatures features = CriticFeatures.Linear(fit.Rows.Columns).WithSquares(rich).WithSplines(rich, fit.Rows, fit.Rows);
        var problem = new LeastSquares(features, fit.Take([.. Enumerable.Range(0, Math.Min(fit.Count, Math.Max(1000, MostValues / features.Count)))]));
        double[] best = Ridges.Select(problem.Solve).MinBy(weights => choose.Values.Zip(Apply(features, weights, choose.Rows)).Sum(pair => Math.Pow(pair.First - pair.Second, 2)))!;

        // A curve may leave the range of what was learned; the target does not.
        (double low, double high) = (training.Values.Min(), training.Values.Max());
        return Array.ConvertAll(Apply(features, best, rows), value => Math.Clamp(value, low, high));
    }

    private static double[] Apply(CriticFeatures features, double[] weights, FloatMatrix rows)
    {
        var phi = new float[features.Count];
        var values = new double[rows.Rows];
        for (int row = 0; row < values.Length; row++)
        {
            features.Write(rows.Row(row), phi);
            for (int k = 0; k < phi.Length; k++) values[row] += weights[k] * phi[k];
        }

        return values;
    }

    /// <summary>R² = 1 − Σ(y − ŷ)² / Σ(y − ȳ)².</summary>
    private static double Explained(double[] truth, double[] predicted)
    {
        double mean = truth.Average();
        return 1 - truth.Zip(predicted).Sum(pair => Math.Pow(pair.First - pair.Second, 2)) / truth.Sum(value => Math.Pow(value - mean, 2));
    }

    private static double Error(double[] truth, double[] predicted) => truth.Zip(predicted).Average(pair => Math.Abs(pair.First - pair.Second));

    /// <summary>‖y − Φβ‖² + λ‖β‖² over standardised features.</summary>
    private sealed class LeastSquares
    {
        private readonly int _count, _rows;
        private readonly double[] _gram, _right;
        private readonly FeatureScaling _scaling;
        private readonly double _mean;

        public LeastSquares(CriticFeatures features, Examples examples)
        {
            (_count, _rows, _mean) = (features.Count, examples.Count, examples.Values.Average());
            var phi = new float[_rows * _count];
            for (int row = 0; row < _rows; row++) features.Write(examples.Rows.Row(row), phi.AsSpan(row * _count, _count));
            _scaling = FeatureScaling.Standardise(phi, _count);
            double scale = Math.Sqrt(examples.Values.Average(value => Math.Pow(value - _mean, 2)));
            Scale = scale > 0 ? scale : 1;
            float[] y = Array.ConvertAll(examples.Values, value => (float)((value - _mean) / Scale));
            var (gram, right) = (new float[_count * _count], new float[_count]);
            var view = new MatrixView(phi, _rows, _count);
            MatrixProduct.Multiply(view.Transposed, view, new MatrixSpan(gram, _count, _count));
            MatrixProduct.Multiply(view.Transposed, new MatrixView(y, _rows, 1), new MatrixSpan(right, _count, 1));
            (_gram, _right) = (Array.ConvertAll(gram, value => (double)value), Array.ConvertAll(right, value => (double)value));
        }

        private double Scale { get; }

        /// <summary>The weights of raw features.</summary>
        public double[] Solve(double ridge)
        {
            double[] system = [.. _gram];
            for (int k = 0; k < _count; k++) system[k * _count + k] += (k == 0 ? 0 : ridge) + 1e-6 * _rows;
            double[] weights = _scaling.Unscale(Cholesky.Solve(system, _right));
            for (int k = 0; k < weights.Length; k++) weights[k] *= Scale;
            weights[0] += _mean;
            return weights;
        }
    }
}

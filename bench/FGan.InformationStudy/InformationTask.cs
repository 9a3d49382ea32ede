using FGan.Data;

namespace FGan.Bench;

/// <summary>A distribution of (X, Y) that can be sampled and whose mutual information is known.</summary>
/// <param name="Id">A name, as the benchmark of Czyż et al. 2023 forms them.</param>
/// <param name="Truth">I(X; Y) in nats.</param>
/// <param name="Sample">Draws the columns of X and of Y.</param>
internal sealed record InformationTask(string Id, double Truth, Func<Draws, Columns> Sample)
{
    /// <summary>The same information seen through an invertible map of each side.</summary>
    public InformationTask Seen(string through, Func<double[][], double[][]> x, Func<double[][], double[][]> y) =>
        new($"{through}-{Id}", Truth, draws =>
        {
            var columns = Sample(draws);
            return new Columns(x(columns.X), y(columns.Y));
        });

    /// <summary>The same information seen through one increasing function of every column.</summary>
    public InformationTask Seen(string through, Func<double, double> map)
    {
        double[][] Each(double[][] columns) => Array.ConvertAll(columns, column => Array.ConvertAll(column, v => map(v)));
        return Seen(through, Each, Each);
    }

    /// <summary>A sample of the given size, every column standardised.</summary>
    public (FloatMatrix X, FloatMatrix Y) Draw(int rows, ulong seed)
    {
        var (x, y) = Sample(new Draws(seed, rows));
        return (Matrix(x), Matrix(y));
    }

    private static FloatMatrix Matrix(double[][] columns)
    {
        var rows = columns[0].Length;
        var values = new float[rows * columns.Length];
        for (var k = 0; k < columns.Length; k++)
        {
            var mean = columns[k].Average();
            var deviation = Math.Sqrt(columns[k].Average(v => (v - mean) * (v - mean)));
            for (var i = 0; i < rows; i++) values[i * columns.Length + k] = (float)((columns[k][i] - mean) / deviation);
        }
        return new FloatMatrix(rows, columns.Length, values);
    }
}

/// <summary>The columns of X and of Y.</summary>
internal sealed record Columns(double[][] X, double[][] Y);

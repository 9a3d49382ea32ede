namespace FGan.Bench;

/// <summary>Invertible maps of one side, after Czyż et al. 2023.</summary>
internal static class Maps
{
    public static double HalfCube(double t) => t * Math.Sqrt(Math.Abs(t));

    public static double NormalCdf(double z)
    {
        // ½ + φ(z)·(z + z³/3 + z⁵/15 + …)
        double term = z, sum = z;
        for (var k = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum) && k < 400; k++)
        {
            term *= z * z / (2 * k + 1);
            sum += term;
        }
        return 0.5 + sum * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
    }

    public static double WigglyX(double t) => t + 0.4 * Math.Sin(t) + 0.2 * Math.Sin(1.7 * t + 1) + 0.03 * Math.Sin(3.3 * t - 2.5);

    public static double WigglyY(double t) => t - 0.4 * Math.Sin(0.4 * t) + 0.17 * Math.Sin(1.3 * t + 3.5) + 0.02 * Math.Sin(4.3 * t - 2.5);

    /// <summary>Turns the columns first and first + 1 by the angle ‖x‖²·speed/d.</summary>
    public static Func<double[][], double[][]> Spiral(int first, double speed = 1) => columns =>
    {
        var turned = Array.ConvertAll(columns, column => (double[])column.Clone());
        for (var i = 0; i < columns[0].Length; i++)
        {
            var angle = speed * columns.Sum(column => column[i] * column[i]) / columns.Length;
            double a = columns[first][i], b = columns[first + 1][i];
            (turned[first][i], turned[first + 1][i]) = (Math.Cos(angle) * a - Math.Sin(angle) * b, Math.Sin(angle) * a + Math.Cos(angle) * b);
        }
        return turned;
    };

    /// <summary>Rolls one column in (0, 1) up to a spiral in the plane.</summary>
    public static double[][] SwissRoll(double[][] columns)
    {
        var t = Array.ConvertAll(columns[0], u => 1.5 * Math.PI * (1 + 2 * u));
        return [Array.ConvertAll(t, v => v * Math.Cos(v) / 21), Array.ConvertAll(t, v => v * Math.Sin(v) / 21)];
    }

    /// <summary>The quantile function of a mixture of two unit normals, by bisection.</summary>
    public static Func<double, double> Bimodal(double weight, double first, double second) => z =>
    {
        double low = -12, high = 12, u = NormalCdf(z);
        while (high - low > 1e-12)
        {
            var middle = (low + high) / 2;
            if (weight * NormalCdf(middle - first) + (1 - weight) * NormalCdf(middle - second) < u) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    };

    public static double[][] Each(double[][] columns, Func<double, double> map) => Array.ConvertAll(columns, column => Array.ConvertAll(column, v => map(v)));
}

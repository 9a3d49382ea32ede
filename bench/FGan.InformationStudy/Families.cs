namespace FGan.Bench;

/// <summary>Families of tasks with known information.</summary>
internal static class Families
{
    /// <summary>Correlation ρ of each of the first pairs (Xᵢ, Yᵢ), everything else independent: I = −½Σ log(1 − ρ²).</summary>
    public static InformationTask Sparse(int dx, int dy, int pairs, double lambda)
    {
        var rho = lambda * lambda / (1 + lambda * lambda);
        return new InformationTask(
            $"multinormal-sparse-{dx}-{dy}-{pairs}-{lambda:0.0}", -0.5 * pairs * Math.Log(1 - rho * rho), draws => Paired(draws, dx, dy, pairs, rho));
    }

    /// <summary>One pair with correlation ρ.</summary>
    public static InformationTask Normal(double rho) =>
        new($"1v1-normal-{rho}", -0.5 * Math.Log(1 - rho * rho), draws => Paired(draws, 1, 1, 1, rho));

    /// <summary>All correlations ρ: det(Σ_d) = (1 − ρ)^(d−1)·(1 + (d−1)ρ).</summary>
    public static InformationTask Dense(int dx, int dy, double rho)
    {
        double LogDeterminant(int d) => (d - 1) * Math.Log(1 - rho) + Math.Log(1 + (d - 1) * rho);
        return new InformationTask(
            $"multinormal-dense-{dx}-{dy}-{rho}",
            (LogDeterminant(dx) + LogDeterminant(dy) - LogDeterminant(dx + dy)) / 2,
            draws =>
            {
                var shared = draws.Normals();
                double[][] Side(int d) => [.. draws.Normals(d).Select(e => e.Select((v, i) => Math.Sqrt(rho) * shared[i] + Math.Sqrt(1 - rho) * v).ToArray())];
                return new Columns(Side(dx), Side(dy));
            });
    }

    /// <summary>Student's distribution with correlated pairs: a shared χ² makes X and Y dependent even where ρ = 0.</summary>
    public static InformationTask Student(int dx, int dy, int freedom, int pairs = 0, double rho = 0)
    {
        var name = pairs == 0 ? "identity" : $"sparse-{pairs}-{rho}";
        var truth = Entropy(dx, freedom) + Entropy(dy, freedom) - Entropy(dx + dy, freedom) - 0.5 * pairs * Math.Log(1 - rho * rho);
        return new InformationTask($"student-{name}-{dx}-{dy}-{freedom}", truth, draws =>
        {
            var columns = Paired(draws, dx, dy, pairs, rho);
            var spread = draws.ChiSquares(freedom);
            foreach (var column in columns.X.Concat(columns.Y))
                for (var i = 0; i < column.Length; i++) column[i] *= Math.Sqrt(freedom / spread[i]);
            return columns;
        });
    }

    /// <summary>X ~ U(0, 1), Y = X + U(−ε, ε).</summary>
    public static InformationTask Additive(double width) =>
        new($"1v1-additive-{width}", width <= 0.5 ? width - Math.Log(2 * width) : 1 / (4 * width), draws =>
        {
            double[] x = draws.Uniforms(), noise = draws.Uniforms();
            return new Columns([x], [[.. x.Zip(noise, (a, b) => a + width * (2 * b - 1))]]);
        });

    /// <summary>X uniform on 0 … m − 1, Y ~ U(X, X + 2): log m − (m − 1)·log 2/m (Gao et al. 2017).</summary>
    public static InformationTask Steps(int levels) =>
        new($"discrete-uniform-{levels}", Math.Log(levels) - (levels - 1) * Math.Log(2) / levels, draws =>
        {
            double[] x = Array.ConvertAll(draws.Uniforms(), u => Math.Floor(levels * u)), noise = draws.Uniforms();
            return new Columns([x], [[.. x.Zip(noise, (a, b) => a + 2 * b)]]);
        });

    /// <summary>X uniform on k values, Y = X with probability 1 − e, else another value.</summary>
    public static InformationTask Channel(int levels, double error)
    {
        var truth = Math.Log(levels) + (1 - error) * Math.Log(1 - error) + error * Math.Log(error / (levels - 1));
        return new InformationTask($"channel-{levels}-{error}", truth, draws =>
        {
            double[] x = Array.ConvertAll(draws.Uniforms(), u => Math.Floor(levels * u)), slip = draws.Uniforms(), to = draws.Uniforms();
            var y = x.Select((v, i) => slip[i] < error ? (v + 1 + Math.Floor((levels - 1) * to[i])) % levels : v).ToArray();
            return new Columns([x], [y]);
        });
    }

    /// <summary>Y = h(X) + σN with X ~ N(0, 1): I = h(Y) − log(σ√(2πe)), the entropy of Y by quadrature.</summary>
    public static InformationTask Curve(string name, Func<double, double> curve, double noise) =>
        new($"curve-{name}-{noise}", Quadrature.CurveInformation(curve, noise), draws =>
        {
            double[] x = draws.Normals(), e = draws.Normals();
            return new Columns([x], [[.. x.Zip(e, (a, b) => curve(a) + noise * b)]]);
        });

    /// <summary>An equal mixture of round normal clouds in the plane, by quadrature.</summary>
    public static InformationTask Clouds(string name, (double X, double Y)[] centres, double deviation) =>
        new($"clouds-{name}-{deviation}", Quadrature.CloudInformation(centres, deviation), draws =>
        {
            double[] which = draws.Uniforms(), a = draws.Normals(), b = draws.Normals();
            var centre = Array.ConvertAll(which, u => centres[(int)(u * centres.Length)]);
            return new Columns([[.. a.Select((v, i) => centre[i].X + deviation * v)]], [[.. b.Select((v, i) => centre[i].Y + deviation * v)]]);
        });

    /// <summary>X and Y normal with nothing in common.</summary>
    public static InformationTask Independent(int dx, int dy) => new($"independent-{dx}-{dy}", 0, draws => new Columns(draws.Normals(dx), draws.Normals(dy)));

    /// <summary>h(k, ν), the entropy of Student's distribution in k dimensions.</summary>
    private static double Entropy(int k, double nu) =>
        -LogGamma((nu + k) / 2) + LogGamma(nu / 2) + k / 2.0 * Math.Log(nu * Math.PI) + (nu + k) / 2 * (Digamma((nu + k) / 2) - Digamma(nu / 2));

    private static double LogGamma(double x) => x < 12
        ? LogGamma(x + 1) - Math.Log(x)
        : (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x * x * x) + 1 / (1260 * Math.Pow(x, 5));

    private static double Digamma(double x) => x < 12
        ? Digamma(x + 1) - 1 / x
        : Math.Log(x) - 1 / (2 * x) - 1 / (12 * x * x) + 1 / (120 * Math.Pow(x, 4)) - 1 / (252 * Math.Pow(x, 6));

    private static Columns Paired(Draws draws, int dx, int dy, int pairs, double rho)
    {
        double[][] x = draws.Normals(dx), y = draws.Normals(dy);
        for (var k = 0; k < pairs; k++)
            for (var i = 0; i < draws.Rows; i++) y[k][i] = rho * x[k][i] + Math.Sqrt(1 - rho * rho) * y[k][i];
        return new Columns(x, y);
    }
}

namespace FGan.Neural.Tests;

/// <summary>Weights divided by their largest singular value, against a singular value decomposition and against differences.</summary>
public sealed class SpectralNormTests
{
    private const int Enough = 200;

    public static TheoryData<string> Layers => ["wide", "tall", "one row", "convolution"];

    [Theory]
    [MemberData(nameof(Layers))]
    public void The_weight_is_divided_by_its_largest_singular_value(string name)
    {
        using var layer = new Layer(name);
        layer.Run(Enough);
        double sigma = LargestSingularValue(layer.Weight);
        Assert.NotEqual(1, sigma, 0.05);
        float[] divided = layer.Divided();
        for (int i = 0; i < divided.Length; i++) Assert.Equal(layer.Weight.Values[i] / sigma, divided[i], 1e-4);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void The_gradient_agrees_with_differences(string name)
    {
        const float Step = 4e-3f;
        using var layer = new Layer(name);
        layer.Run(Enough);
        float[] gradient = layer.Weight.Gradient.ToArray();
        double size = Math.Sqrt(gradient.Sum(g => (double)g * g));
        for (int i = 0; i < gradient.Length; i += 1 + gradient.Length / 11)
        {
            float at = layer.Weight.Values[i];
            double At(float value)
            {
                layer.Weight.Written[i] = value;
                return layer.Run(Enough);
            }

            double difference = (8 * (At(at + Step) - At(at - Step)) - (At(at + 2 * Step) - At(at - 2 * Step))) / (12 * Step);
            layer.Weight.Written[i] = at;
            Assert.True(Math.Abs(difference - gradient[i]) < 5e-3 * size, $"{i}: gradient {gradient[i]}, difference {difference}, size {size}");
        }
    }

    [Fact]
    public void Sampling_leaves_the_vector_where_it_is_and_agrees_with_training()
    {
        using var layer = new Layer("wide");
        double trained = layer.Run(Enough);
        float[] u = layer.Left.Values.ToArray();
        Assert.Equal(trained, layer.Sample(), 1e-4 * Math.Abs(trained));
        Assert.Equal(u, layer.Left.Values.ToArray());
        Assert.Equal(1, u.Sum(x => (double)x * x), 1e-5);
    }

    [Fact]
    public void The_vector_goes_with_the_weights_into_files() =>
        Assert.Equal(["weight", "bias", "weight_u"], new Layer("convolution").Tensors.Select(t => t.Name));

    [Fact]
    public void A_weight_of_zeros_stays_one()
    {
        using var layer = new Layer("tall");
        layer.Weight.Written.Clear();
        Assert.True(double.IsFinite(layer.Run(3)));
        Assert.All(layer.Weight.Gradient.ToArray(), g => Assert.True(float.IsFinite(g)));
    }

    /// <summary>By one-sided Jacobi rotations: the columns are turned until all are orthogonal; the longest is the answer.</summary>
    private static double LargestSingularValue(Parameter weight)
    {
        (int rows, int columns) = (weight.Shape.Rows, weight.Shape.Columns);
        double[][] a = [.. Enumerable.Range(0, columns).Select(j => Enumerable.Range(0, rows).Select(i => (double)weight.Values[i * columns + j]).ToArray())];
        for (int sweep = 0; sweep < 30; sweep++)
        {
            for (int p = 0; p < columns; p++)
            {
                for (int q = p + 1; q < columns; q++) Rotate(a[p], a[q]);
            }
        }

        return Math.Sqrt(a.Max(column => column.Sum(x => x * x)));
    }

    private static void Rotate(double[] p, double[] q)
    {
        double pp = p.Sum(x => x * x), qq = q.Sum(x => x * x), pq = p.Zip(q, (x, y) => x * y).Sum();
        if (Math.Abs(pq) < 1e-15) return;
        double zeta = (qq - pp) / (2 * pq), t = (zeta < 0 ? -1 : 1) / (Math.Abs(zeta) + Math.Sqrt(1 + zeta * zeta)), c = 1 / Math.Sqrt(1 + t * t), s = c * t;
        for (int i = 0; i < p.Length; i++) (p[i], q[i]) = (c * p[i] - s * q[i], s * p[i] + c * q[i]);
    }

    /// <summary>A layer with a program that runs it on fixed rows and differentiates a fixed sum of what comes out.</summary>
    private sealed class Layer : IDisposable
    {
        private readonly Module _module;
        private readonly SpectralNorm _norm;
        private readonly ParameterSet _set;
        private readonly Value _loss, _sampled;
        private readonly Program _program, _sampling;

        public Layer(string name)
        {
            (_module, int inputs) = name switch
            {
                "wide" => ((Module)new Linear(9, 4, isSpectral: true), 9),
                "tall" => (new Linear(3, 8, isSpectral: true), 3),
                "one row" => (new Linear(6, 1, isSpectral: true), 6),
                _ => (new Conv2d(2, 6, 6, 5, 4, 2, 1, isSpectral: true), 72),
            };
            _norm = (_module as Linear)?.Spectral ?? ((Conv2d)_module).Spectral!;
            _set = new ParameterSet(_module, seed: 3);
            (_loss, _program) = Compile(inputs, Mode.Train);
            (_sampled, _sampling) = Compile(inputs, Mode.Sample);
        }

        public Parameter Weight => _set.Parameters[0];

        public Parameter Left => _set.Statistics[0];

        public IReadOnlyList<NamedTensor> Tensors => _set.Tensors;

        public double Run(int times)
        {
            for (int i = 0; i < times; i++) _program.Run();
            return _program[_loss][0];
        }

        public double Sample()
        {
            _sampling.Run();
            return _sampling[_sampled][0];
        }

        /// <summary>What the layer multiplies by, without its bias: W/σ.</summary>
        public float[] Divided()
        {
            var tape = new Tape();
            Value w = _norm.Normalised(tape, Mode.Sample);
            using Program program = tape.Compile(w);
            program.Run();
            return program[w].ToArray();
        }

        public void Dispose()
        {
            _program.Dispose();
            _sampling.Dispose();
            _set.Dispose();
        }

        private (Value Loss, Program Program) Compile(int inputs, Mode mode)
        {
            var tape = new Tape();
            Value x = tape.Constant(new Shape(5, inputs), Samples.Normal(5 * inputs, 4));
            Value loss = (_module.Forward(x, mode) - 0.4f).Square().Sum();
            if (mode == Mode.Train) tape.Backward(loss, _set);
            return (loss, tape.Compile(loss));
        }
    }
}

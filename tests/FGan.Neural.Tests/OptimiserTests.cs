namespace FGan.Neural.Tests;

public class OptimiserTests
{
    [Fact]
    public void Adam_follows_its_formula()
    {
        var module = new Linear(7, 5);
        using var weights = new ParameterSet(module, seed: 2);
        var options = new AdamOptions { LearningRate = 3e-3f, Beta1 = 0.5f, Beta2 = 0.99f, Epsilon = 1e-7f };
        using var adam = new Adam(weights, options);
        double[] theta = Array.ConvertAll(weights.Values.ToArray(), v => (double)v), m = new double[theta.Length], v = new double[theta.Length];
        for (int t = 1; t <= 20; t++)
        {
            float[] g = Samples.Normal(theta.Length, t);
            g.CopyTo(weights.Gradients);
            adam.Step();
            for (int i = 0; i < theta.Length; i++)
            {
                m[i] = 0.5 * m[i] + 0.5 * g[i];
                v[i] = options.Beta2 * v[i] + (1 - options.Beta2) * (double)g[i] * g[i];
                theta[i] -= options.LearningRate * (m[i] / (1 - Math.Pow(0.5, t))) / (Math.Sqrt(v[i] / (1 - Math.Pow(options.Beta2, t))) + options.Epsilon);
            }
        }
        Assert.Equal(20, adam.Steps);
        for (int i = 0; i < theta.Length; i++) Assert.Equal(theta[i], weights.Values[i], 5e-6);
    }

    [Fact]
    public void A_long_gradient_is_scaled_to_the_limit_and_its_norm_reported()
    {
        using var free = new ParameterSet(new Linear(3, 2), seed: 2);
        using var limited = new ParameterSet(new Linear(3, 2), seed: 2);
        // With ε far above the root of the second moment a step is proportional to the gradient.
        using var freeAdam = new Adam(free, new AdamOptions { Epsilon = 1e6f, LearningRate = 1e5f });
        using var limitedAdam = new Adam(limited, new AdamOptions { Epsilon = 1e6f, LearningRate = 1e5f, MaximumGradientNorm = 1f });
        float[] before = free.Values.ToArray();
        for (int i = 0; i < 4; i++) free.Gradients[i] = limited.Gradients[i] = 3f;
        freeAdam.Step();
        limitedAdam.Step();
        Assert.Equal(6f, limitedAdam.GradientNorm, 5e-6f);
        for (int i = 0; i < 4; i++) Assert.Equal((free.Values[i] - before[i]) / 6f, limited.Values[i] - before[i], 1e-4f);
    }

    [Fact]
    public void Ascent_is_descent_mirrored()
    {
        using var down = new ParameterSet(new Linear(3, 2), seed: 2);
        using var up = new ParameterSet(new Linear(3, 2), seed: 2);
        using var descent = new Adam(down, new AdamOptions());
        using var ascent = new Adam(up, new AdamOptions { Maximize = true });
        down.Gradients.Fill(0.5f);
        up.Gradients.Fill(-0.5f);
        descent.Step();
        ascent.Step();
        Assert.Equal(down.Values.ToArray(), up.Values.ToArray());
    }

    [Fact]
    public void Bad_options_are_all_named()
    {
        using var weights = new ParameterSet(new Linear(3, 2), seed: 2);
        var fault = Assert.Throws<ArgumentException>(() => new Adam(weights, new AdamOptions { LearningRate = -1f, Beta1 = 1f, Beta2 = float.NaN, Epsilon = 0f, MaximumGradientNorm = 0f }));
        foreach (string name in new[] { "LearningRate", "Beta1", "Beta2", "Epsilon", "MaximumGradientNorm" }) Assert.Contains(name, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_average_follows_and_can_be_swapped_in()
    {
        using var weights = new ParameterSet(new Sequential(new Linear(2, 2), new BatchNorm(2)), seed: 2);
        using var average = new ExponentialMovingAverage(weights, 0.9f);
        float first = weights.Values[0], expected = first;
        for (int t = 0; t < 100; t++)
        {
            weights.Load([weights.Values[0] + 0.01f, .. weights.Values[1..]]);
            average.Update();
            float decay = Math.Min(0.9f, (1f + t) / (10f + t));
            expected = decay * expected + (1f - decay) * weights.Values[0];
        }
        float last = weights.Values[0];
        average.Swap();
        Assert.Equal(expected, weights.Values[0], 1e-5f);
        average.Swap();
        Assert.Equal(last, weights.Values[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialMovingAverage(weights, 1f));
    }

    [Fact]
    public void State_saved_and_loaded_continues_to_the_same_bits()
    {
        using Networks.Case straight = Networks.Build("normalised"), first = Networks.Build("normalised"), second = Networks.Build("normalised");
        using var average = new ExponentialMovingAverage(straight.Weights, 0.99f);
        using var firstAverage = new ExponentialMovingAverage(first.Weights, 0.99f);
        for (int i = 0; i < 10; i++) Train(straight, average);
        for (int i = 0; i < 5; i++) Train(first, firstAverage);
        for (int i = 0; i < 3; i++) second.Train();
        using var secondAverage = new ExponentialMovingAverage(second.Weights, 0.99f);
        second.Weights.Load(first.Weights.Tensors);
        second.Adam.Load(first.Adam.Tensors);
        secondAverage.Load(firstAverage.Tensors);
        for (int i = 0; i < 5; i++) Train(second, secondAverage);
        foreach ((NamedTensor a, NamedTensor b) in straight.Weights.Tensors.Zip(second.Weights.Tensors)) Assert.Equal(a.Values.ToArray(), b.Values.ToArray());
        foreach ((NamedTensor a, NamedTensor b) in straight.Adam.Tensors.Zip(second.Adam.Tensors)) Assert.Equal(a.Values.ToArray(), b.Values.ToArray());
        foreach ((NamedTensor a, NamedTensor b) in average.Tensors.Zip(secondAverage.Tensors)) Assert.Equal(a.Values.ToArray(), b.Values.ToArray());

        static void Train(Networks.Case network, ExponentialMovingAverage average)
        {
            network.Train();
            average.Update();
        }
    }
}

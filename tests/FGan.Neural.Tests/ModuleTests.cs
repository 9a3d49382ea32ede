using FGan.Numerics;

namespace FGan.Neural.Tests;

public class ModuleTests
{
    [Fact]
    public void Tensors_have_the_names_and_extents_that_PyTorch_gives_them()
    {
        using var weights = new ParameterSet(
            new Sequential(
                new Linear(4, 18), new BatchNorm(2, 9), new ActivationLayer(Activation.Relu), new ConvTranspose2d(2, 3, 3, 5, 4, 2, 1),
                new Sequential(new Conv2d(5, 6, 6, 7, 3, bias: false))),
            seed: 1);
        Assert.Equal(
            [
                "0.weight [18, 4]", "0.bias [18]", "1.weight [2]", "1.bias [2]", "1.running_mean [2]", "1.running_var [2]",
                "1.num_batches_tracked []", "3.weight [2, 5, 4, 4]", "3.bias [5]", "4.0.weight [7, 5, 3, 3]",
            ],
            weights.Tensors.Select(t => t.ToString()));
        Assert.Equal(18 * 4 + 18 + 2 + 2 + 2 * 5 * 16 + 5 + 7 * 5 * 9, weights.Count);
    }

    [Fact]
    public void Linear_begins_as_in_PyTorch_and_the_same_for_the_same_seed()
    {
        using var one = new ParameterSet(new Linear(100, 200), seed: 4);
        using var same = new ParameterSet(new Linear(100, 200), seed: 4);
        using var otherSeed = new ParameterSet(new Linear(100, 200), seed: 5);
        using var otherStream = new ParameterSet(new Linear(100, 200), seed: 4, stream: 1);
        float[] weight = one.Parameters[0].Values.ToArray();
        Assert.Equal(one.Values.ToArray(), same.Values.ToArray());
        Assert.NotEqual(one.Values.ToArray(), otherSeed.Values.ToArray());
        Assert.NotEqual(one.Values.ToArray(), otherStream.Values.ToArray());
        // U(−0.1, 0.1): variance 0.01/3; 20,000 draws give it to about 1 %.
        Assert.InRange(weight.Max(), 0.0999f, 0.1f);
        Assert.InRange(weight.Min(), -0.1f, -0.0999f);
        Assert.InRange(weight.Sum(w => w * w) / weight.Length, 0.01f / 3 * 0.96f, 0.01f / 3 * 1.04f);
        Assert.InRange(one.Parameters[1].Values[0], -0.1f, 0.1f);
    }

    [Fact]
    public void Sampling_uses_the_running_statistics_and_leaves_them_alone()
    {
        var layer = new BatchNorm(1, momentum: 0.5f);
        using var weights = new ParameterSet(layer, seed: 1);
        var tape = new Tape();
        Value x = tape.Input(4, 1);
        using Program train = tape.Compile(layer.Forward(x, Mode.Train));
        float[] batch = [1f, 2f, 3f, 6f];
        batch.CopyTo(train[x]);
        train.Run();
        // Mean 3, unbiased variance 14/3; half way from 0 and 1.
        Assert.Equal(1.5f, layer.Running.Mean.Values[0], 1e-6f);
        Assert.Equal(0.5f + 7f / 3f, layer.Running.Variance.Values[0], 1e-6f);
        Assert.Equal(1f, layer.Running.Batches.Values[0]);

        var sampling = new Tape();
        Value z = sampling.Input(2, 1), y = layer.Forward(z, Mode.Sample);
        using Program sample = sampling.Compile(y);
        sample[z][0] = 1.5f;
        sample[z][1] = 1.5f + MathF.Sqrt(0.5f + 7f / 3f);
        sample.Run();
        Assert.Equal(0f, sample[y][0], 1e-6f);
        Assert.Equal(1f, sample[y][1], 1e-5f);
        Assert.Equal(1f, layer.Running.Batches.Values[0]);
    }

    [Fact]
    public void Random_values_are_fresh_at_each_run_and_repeat_from_a_position()
    {
        var source = new RandomSource(8, 3);
        var tape = new Tape();
        Value z = tape.Normal(5, 7, source), u = tape.Uniform(5, 7, source);
        using Program program = tape.Compile(z, u);
        program.Run();
        float[] first = program[z].ToArray();
        ulong position = source.Position;
        Assert.Equal(70ul, position);
        program.Run();
        float[] second = program[z].ToArray();
        Assert.NotEqual(first, second);
        source.Position = position;
        program.Run();
        Assert.Equal(second, program[z].ToArray());
        Assert.All(program[u].ToArray(), n => Assert.InRange(n, 0f, 0.99999995f));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named_with_the_way_out()
    {
        var tape = new Tape();
        Value x = tape.Input(64, 3);
        using var weights = new ParameterSet(new Linear(2, 5), seed: 1);
        AssertSays(() => new Linear(2, 5).Forward(x, Mode.Train), "[64, 3]", "[64, 2]", "Linear(2, 5)");
        AssertSays(() => new BatchNorm(2).Forward(x, Mode.Train), "[64, 3]", "[64, 2]");
        AssertSays(() => new Conv2d(1, 4, 4, 2, 3).Forward(x, Mode.Train), "[64, 3]", "[64, 16]");
        AssertSays(() => new SegmentedSoftmax([new(2, 4)]).Forward(x, Mode.Train), "[64, 3]", "6");
        AssertSays(() => _ = x + tape.Input(63, 3), "[64, 3]", "[63, 3]", "add");
        AssertSays(() => x.MatMul(x), "[64, 3]", "columns");
        AssertSays(() => x.Rows(60, 5), "64", "60");
        AssertSays(() => Value.StackRows(x, tape.Input(2, 4)), "[64, 3]", "[2, 4]");
        AssertSays(() => _ = x + new Tape().Input(64, 3), "another tape");
        AssertSays(() => tape.Backward(x.Sum(), weights), "does not depend");
        AssertSays(() => new BatchNorm(3).Forward(tape.Input(1, 3), Mode.Train), "at least two rows");
    }

    [Fact]
    public void State_that_does_not_fit_is_refused_with_every_fault_and_changes_nothing()
    {
        using var small = new ParameterSet(new Sequential(new Linear(2, 3)), seed: 1);
        using var large = new ParameterSet(new Sequential(new Linear(2, 4), new Linear(4, 1)), seed: 2);
        float[] before = large.Values.ToArray();
        var fault = Assert.Throws<ArgumentException>(() => large.Load(small.Tensors));
        foreach (string part in new[] { "0.weight [3, 2], expected 0.weight [4, 2]", "1.weight [1, 4] is missing", "1.bias [1] is missing" })
            Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        Assert.Contains("is unexpected", Assert.Throws<ArgumentException>(() => small.Load(large.Tensors)).Message, StringComparison.Ordinal);
        Assert.Equal(before, large.Values.ToArray());
    }

    [Fact]
    public void A_module_belongs_to_one_set_and_a_gradient_is_recorded_once()
    {
        var module = new Linear(2, 1);
        using var weights = new ParameterSet(module, seed: 1);
        Assert.Throws<InvalidOperationException>(() => new ParameterSet(module, seed: 1));
        var tape = new Tape();
        Value loss = module.Forward(tape.Input(3, 2), Mode.Train).Sum();
        tape.Backward(loss, weights);
        Assert.Throws<ArgumentException>(() => tape.Backward(loss, weights));
        Assert.Throws<ArgumentException>(() => new ParameterSet(new ActivationLayer(Activation.Relu), seed: 1));
    }

    private static void AssertSays(Action action, params string[] parts)
    {
        Exception fault = Assert.ThrowsAny<ArgumentException>(action);
        Assert.All(parts, part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
    }
}

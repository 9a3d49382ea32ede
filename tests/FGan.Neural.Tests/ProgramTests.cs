using FGan.Neural.Compilation;
using FGan.Numerics;

namespace FGan.Neural.Tests;

/// <summary>What a program promises: the values of the tape, whatever was fused; no allocation; the same bits at any thread count.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly ThreadTeam _before = ThreadTeam.Shared;

    public void Dispose() => ThreadTeam.Shared = _before;

    /// <summary>Every network with few rows, and with so many that sums are made in blocks; the last block is not full.</summary>
    public static TheoryData<string, int> NetworksAndRows
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string network in Networks.Names)
            {
                foreach (int rows in new[] { 12, 101 }) cases.Add(network, rows);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(NetworksAndRows))]
    public void Fusion_changes_no_more_than_the_last_bits(string network, int rows)
    {
        using Networks.Case one = Networks.Build(network, fuse: true, rows: rows), other = Networks.Build(network, fuse: false, rows: rows);
        Assert.NotEqual(one.Step.Operations, other.Step.Operations);
        for (int i = 0; i < 3; i++)
        {
            one.Run();
            other.Run();
        }
        AssertClose(other.Step[other.Loss], one.Step[one.Loss]);
        AssertClose(other.Weights.Gradients, one.Weights.Gradients);
        AssertClose(other.Weights.StatisticBlock.Read(), one.Weights.StatisticBlock.Read());
    }

    [Theory]
    [MemberData(nameof(NetworksAndRows))]
    public void The_number_of_threads_changes_no_bit(string network, int rows)
    {
        float[]? expected = null;
        foreach (int threads in new[] { 1, 2, 4 })
        {
            using var team = new ThreadTeam(threads);
            ThreadTeam.Shared = team;
            using Networks.Case trained = Networks.Build(network, rows: rows);
            for (int i = 0; i < 3; i++) trained.Train();
            float[] found = trained.Weights.Values.ToArray();
            expected ??= found;
            Assert.True(expected.AsSpan().SequenceEqual(found), $"{threads} threads");
        }
    }

    [Theory]
    [MemberData(nameof(Networks.Names), MemberType = typeof(Networks))]
    public void A_training_step_allocates_nothing(string network)
    {
        using Networks.Case trained = Networks.Build(network, clip: 0.5f);
        trained.Train();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 3; i++) trained.Train();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [MemberData(nameof(Networks.Names), MemberType = typeof(Networks))]
    public void Memory_is_reused_without_changing_what_is_computed(string network)
    {
        // Keeping every value alive is the plan without any reuse.
        using Networks.Case reused = Networks.Build(network), kept = Networks.Build(network, keepAll: true);
        for (int i = 0; i < 2; i++)
        {
            reused.Run();
            kept.Run();
        }
        Assert.True(reused.Step.MemoryBytes < kept.Step.MemoryBytes);
        AssertClose(kept.Weights.Gradients, reused.Weights.Gradients);
    }

    [Theory]
    [InlineData("tensors")]
    [InlineData("parameters")]
    [InlineData("flat")]
    [InlineData("anew")]
    [InlineData("set")]
    [InlineData("average")]
    [InlineData("step")]
    public void Weights_packed_for_an_earlier_run_are_never_used_again(string change)
    {
        using Networks.Case one = Networks.Build("wide"), other = Networks.Build("wide", fuse: false);
        using var average = new ExponentialMovingAverage(one.Weights, 0.5f);
        using var second = new ParameterSet(Networks.Module("wide"), seed: 8);
        one.Run();
        one.Run();
        switch (change)
        {
            case "tensors": one.Weights.Tensors[0].Load(second.Tensors[0].Values); break;
            case "parameters": one.Weights.Parameters[2].Load(second.Parameters[2].Values); break;
            case "flat": one.Weights.Load(second.Values); break;
            case "anew": one.Weights.Initialise(9); break;
            case "set": one.Weights.CopyFrom(second); break;
            case "average":
                one.Adam.Step();
                average.Swap();
                break;
            default: one.Adam.Step(); break;
        }
        other.Weights.CopyFrom(one.Weights);
        one.Run();
        other.Run();
        AssertClose(other.Step[other.Loss], one.Step[one.Loss]);
        AssertClose(other.Weights.Gradients, one.Weights.Gradients);
    }

    [Fact]
    public void Programs_share_what_is_packed()
    {
        using Networks.Case first = Networks.Build("wide");
        foreach (Parameter weight in first.Weights.Parameters.Where(p => p.Shape.Rows > 1)) Assert.False(weight.Packed(transpose: true).IsCurrent);
        first.Run();
        foreach (Parameter weight in first.Weights.Parameters.Where(p => p.Shape.Rows > 1)) Assert.True(weight.Packed(transpose: true).IsCurrent);
        first.Adam.Step();
        foreach (Parameter weight in first.Weights.Parameters.Where(p => p.Shape.Rows > 1)) Assert.False(weight.Packed(transpose: true).IsCurrent);
    }

    [Fact]
    public void A_load_of_another_length_is_refused()
    {
        using Networks.Case one = Networks.Build("wide");
        Assert.Throws<ArgumentException>(() => one.Weights.Load([1f]));
        Assert.Contains("0.weight", Assert.Throws<ArgumentException>(() => one.Weights.Parameters[0].Load([1f])).Message, StringComparison.Ordinal);
        Assert.Contains("0.bias", Assert.Throws<ArgumentException>(() => one.Weights.Tensors[1].Load([1f])).Message, StringComparison.Ordinal);
    }

    /// <summary>Two batches in one chain: products over their rows, and one in which the rows are not what is summed over.</summary>
    [Fact]
    public void Products_of_stacked_batches()
    {
        const int rows = 150, columns = 8, others = 3;
        var tape = new Tape();
        Value x = tape.Input(rows, columns), y = tape.Input(rows, columns), w = tape.Input(columns, others);
        Value stack = Value.StackRows(x, y.Tanh()).Tanh(), inner = stack.MatMul(stack, true, false), turned = w.MatMul(stack, true, true);
        using Program program = tape.Compile(stack, inner, turned);
        new Philox(1, 1).Normals(program[x]);
        new Philox(1, 2).Normals(program[y]);
        new Philox(1, 3).Normals(program[w]);
        program.Run();
        float[] stacked = program[stack].ToArray(), weights = program[w].ToArray();
        for (int i = 0; i < columns; i++)
        {
            for (int j = 0; j < columns; j++)
                Assert.Equal(Enumerable.Range(0, 2 * rows).Sum(r => (double)stacked[(r * columns) + i] * stacked[(r * columns) + j]), program[inner][(i * columns) + j], 1e-3);
        }
        for (int i = 0; i < others; i++)
        {
            for (int r = 0; r < 2 * rows; r++)
                Assert.Equal(Enumerable.Range(0, columns).Sum(k => (double)weights[(k * others) + i] * stacked[(r * columns) + k]), program[turned][(i * 2 * rows) + r], 1e-4);
        }
    }

    [Fact]
    public void Work_that_leads_nowhere_is_left_out()
    {
        var network = new Sequential(new Linear(3, 4), new ActivationLayer(Activation.Tanh), new Linear(4, 1));
        using var weights = new ParameterSet(network, seed: 1);
        var tape = new Tape();
        Value x = tape.Input(8, 3), unused = tape.Input(8, 3);
        Value y = network.Forward(x, Mode.Train);
        network.Forward(unused, Mode.Train).Square().Sum();
        Value slope = tape.Gradient(y, x);
        using Program forward = tape.Compile(y), backward = tape.Compile(slope);
        Assert.Equal(2, forward.Operations.Count());
        Assert.False(forward.Keeps(unused));
        Assert.DoesNotContain(backward.Operations, o => o.StartsWith("MatMul Aᵀ", StringComparison.Ordinal));
    }

    [Fact]
    public void Constants_are_computed_once()
    {
        var tape = new Tape();
        Value x = tape.Input(2, 2);
        Value constant = tape.Constant(new Shape(2, 2), [1f, 2f, 3f, 4f]);
        Value y = x + (constant * constant).Sqrt();
        using Program program = tape.Compile(y);
        Assert.Single(program.Operations);
        program[x].Fill(10f);
        program.Run();
        Assert.Equal([11f, 12f, 13f, 14f], program[y].ToArray());
    }

    [Fact]
    public void Several_outputs_keep_their_values_side_by_side()
    {
        var tape = new Tape();
        Value x = tape.Input(1, 3);
        Value a = x + 1f, b = a * 2f, c = b.Square(), d = c - a;
        using Program program = tape.Compile(a, b, c, d);
        program[x][0] = 1f;
        program[x][1] = 2f;
        program[x][2] = 3f;
        program.Run();
        Assert.Equal([2f, 3f, 4f], program[a].ToArray());
        Assert.Equal([4f, 6f, 8f], program[b].ToArray());
        Assert.Equal([16f, 36f, 64f], program[c].ToArray());
        Assert.Equal([14f, 33f, 60f], program[d].ToArray());
    }

    [Fact]
    public void An_input_or_parameter_may_itself_be_an_output()
    {
        var network = new Linear(2, 1);
        using var weights = new ParameterSet(network, seed: 3);
        var tape = new Tape();
        Value x = tape.Input(1, 2), w = tape.Parameter(weights.Parameters[0]);
        using Program program = tape.Compile(x, w);
        program.Run();
        Assert.Equal(weights.Parameters[0].Values.ToArray(), program[w].ToArray());
    }

    [Fact]
    public void A_profile_tells_every_operation_and_changes_nothing()
    {
        using Networks.Case profiled = Networks.Build("mlp"), plain = Networks.Build("mlp");
        ProgramProfile profile = profiled.Step.Profile(2);
        plain.Run();
        Assert.Equal(profiled.Step.Operations, profile.Stages.SelectMany(s => s.Operations).Select(o => o.Operation));
        Assert.Equal(profiled.Step.StageCount, profile.Stages.Count);
        Assert.All(profile.Stages, s => Assert.True(s.Microseconds > 0 && s.Operations.All(o => o.ThreadMicroseconds > 0 && o.Bytes > 0)));
        Assert.Contains(profile.Stages.SelectMany(s => s.Operations), o => o.MultiplyAdds > 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => profiled.Step.Profile(0));
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        double size = 1e-6;
        foreach (float e in expected) size = Math.Max(size, Math.Abs(e));
        for (int i = 0; i < expected.Length; i++) Assert.InRange(found[i], expected[i] - 1e-5 * size, expected[i] + 1e-5 * size);
    }
}

using FGan.Comparison;
using FGan.Numerics;

namespace FGan.Neural.Tests;

/// <summary>What whole training steps of real networks promise: the same bits at any thread count, and nothing allocated on any thread.</summary>
[Collection(Alone.Name)]
public sealed class WorkloadTests : IDisposable
{
    private const int Steps = 2;

    private readonly ThreadTeam _before = ThreadTeam.Shared;

    public static TheoryData<string> Names => [.. Workload.All.Select(w => w.Name)];

    public void Dispose() => ThreadTeam.Shared = _before;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_number_of_threads_changes_no_bit(string name)
    {
        (float[] Generator, float[] Critic) one = Train(name, 1);
        foreach (int threads in new[] { 2, 4 })
        {
            (float[] generator, float[] critic) = Train(name, threads);
            Assert.True(one.Generator.AsSpan().SequenceEqual(generator), $"generator, {threads} threads");
            Assert.True(one.Critic.AsSpan().SequenceEqual(critic), $"critic, {threads} threads");
        }
    }

    /// <summary>Batch, random numbers, both programs and both optimisers, on all threads; the largest batch only takes longer.</summary>
    [Theory]
    [InlineData("toy-64")]
    [InlineData("tabular-256")]
    [InlineData("mnist-conv-64")]
    public void A_training_step_allocates_nothing(string name)
    {
        using var team = new ThreadTeam(2);
        ThreadTeam.Shared = team;
        using var training = new Training(Workload.All.Single(w => w.Name == name), draw: true);
        // A thread takes its scratch memory when it first meets a kind of work: the least counts. Only the team's threads are asked; what runs beside them
        // in a test process allocates as it likes.
        var allocations = new TeamAllocations(team);
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 100 && least > 0; attempt++)
        {
            long before = allocations.Bytes();
            training.Step();
            least = Math.Min(least, allocations.Bytes() - before);
        }
        Assert.Equal(0, least);
    }

    [Fact]
    public void What_any_thread_of_a_team_allocates_is_seen()
    {
        using var team = new ThreadTeam(3);
        var allocations = new TeamAllocations(team);
        long before = allocations.Bytes();
        Assert.Equal(before, allocations.Bytes());
        allocations.Wasted = 1000;
        Assert.InRange(allocations.Bytes() - before, 3000, 4000);
    }

    private static (float[] Generator, float[] Critic) Train(string name, int threads)
    {
        using var team = new ThreadTeam(threads);
        ThreadTeam.Shared = team;
        using var training = new Training(Workload.All.Single(w => w.Name == name), draw: true);
        for (int i = 0; i < Steps; i++) training.Step();
        return (training.GeneratorWeights.ToArray(), training.CriticWeights.ToArray());
    }
}

/// <summary>Holds tests that must have the process to themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Alone
{
    /// <summary>The collection's name.</summary>
    public const string Name = "alone";
}

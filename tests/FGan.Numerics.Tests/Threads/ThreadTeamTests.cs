namespace FGan.Numerics.Tests;

public class ThreadTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void EveryPartRunsOnce(int size)
    {
        using var team = new ThreadTeam(size);
        for (int round = 0; round < 2000; round++)
        {
            int parts = round % 37;
            int[] hits = new int[parts];
            team.Run(new Count(hits), parts);
            Assert.All(hits, hit => Assert.Equal(1, hit));
        }
    }

    /// <summary>Dealt out in turn, every item has its part, and the first part of every lane is one of the first items.</summary>
    [Fact]
    public void PartsInTurnCoverAllItems()
    {
        for (int lanes = 1; lanes <= 5; lanes++)
        {
            for (int parts = 1; parts <= 23; parts++)
            {
                int[] items = [.. Enumerable.Range(0, parts).Select(part => ThreadTeam.InTurn(part, parts, lanes))];
                Assert.Equal(Enumerable.Range(0, parts), items.Order());
                for (int lane = 0; lane < Math.Min(lanes, parts); lane++)
                    Assert.Equal(lane, items[PartShares.First(lane, parts, Math.Min(lanes, parts))]);
            }
        }
    }

    [Fact]
    public void FirstExceptionComesBackAndTheTeamGoesOn()
    {
        using var team = new ThreadTeam(3);
        for (int round = 0; round < 50; round++)
        {
            var failure = Assert.Throws<InvalidOperationException>(() => team.Run(new Fail(), 100));
            Assert.Equal("part", failure.Message);
            int[] hits = new int[20];
            team.Run(new Count(hits), hits.Length);
            Assert.All(hits, hit => Assert.Equal(1, hit));
        }
    }

    [Fact]
    public void NestedRunsAreDoneInline()
    {
        using var team = new ThreadTeam(2);
        int[] hits = new int[64];
        team.Run(new Nest(team, hits), 8);
        Assert.All(hits, hit => Assert.Equal(1, hit));
    }

    [Fact]
    public void ConcurrentCallersAllFinish()
    {
        using var team = new ThreadTeam(2);
        Parallel.For(0, 64, _ =>
        {
            int[] hits = new int[50];
            team.Run(new Count(hits), hits.Length);
            Assert.All(hits, hit => Assert.Equal(1, hit));
        });
    }

    [Fact]
    public void RunAllocatesNothing()
    {
        using var team = new ThreadTeam(2);
        int[] hits = new int[16];
        Allocations.AssertNone(() => team.Run(new Count(hits), hits.Length));
    }

    [Fact]
    public void DisposedTeamStillWorksOnTheCaller()
    {
        var team = new ThreadTeam(3);
        team.Dispose();
        team.Dispose();
        int[] hits = new int[5];
        team.Run(new Count(hits), hits.Length);
        Assert.All(hits, hit => Assert.Equal(1, hit));
    }

    private readonly ref struct Count(Span<int> hits) : IParallelWork
    {
        private readonly Span<int> _hits = hits;

        public void Run(int part) => Interlocked.Increment(ref _hits[part]);
    }

    private readonly struct Fail : IParallelWork
    {
        public void Run(int part) => throw new InvalidOperationException("part");
    }

    private readonly struct Nest(ThreadTeam team, int[] hits) : IParallelWork
    {
        public void Run(int part) => team.Run(new Count(hits.AsSpan(part * 8, 8)), 8);
    }
}

namespace FGan.Numerics.Tests;

/// <summary>Checks that warm work allocates nothing on the managed heap, on any thread.</summary>
internal static class Allocations
{
    public static void AssertNone(Action work)
    {
        for (int i = 0; i < 50; i++) work();
        // On a busy machine a helper thread may see a kind of work late, and takes its scratch memory then; and the runtime itself allocates
        // once in a while. So the least of several tries counts.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 200 && least > 0; attempt++)
        {
            if (attempt > 0) Thread.Sleep(5);
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < 20; i++) work();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, least);
    }
}

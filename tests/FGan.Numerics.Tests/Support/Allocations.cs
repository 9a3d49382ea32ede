namespace FGan.Numerics.Tests;

/// <summary>Checks that warm work allocates nothing on the managed heap, on any thread.</summary>
internal static class Allocations
{
    public static void AssertNone(Action work)
    {
        for (int i = 0; i < 50; i++) work();
        // The runtime itself (tiered compilation, timers) may allocate once in a while: the least of several tries counts.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < 20; i++) work();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, least);
    }
}

using System.Globalization;

namespace FGan.Testing;

/// <summary>
/// Damages valid input in ways drawn from a fixed seed. A reader must read the result or refuse it in one line, with the
/// one exception that means a fault of the input, within bounded memory.
/// </summary>
/// <remarks>The environment variable FGAN_FUZZ multiplies the number of attempts for a longer run.</remarks>
public static class Fuzzing
{
    private const int Attempts = 500;
    private const long MostBytes = 64 << 20;

    /// <summary>Reads damaged input over and over.</summary>
    /// <typeparam name="TRefusal">The exception of a fault of the input.</typeparam>
    /// <param name="seeds">Valid inputs.</param>
    /// <param name="read">The reader.</param>
    public static void Run<TRefusal>(byte[][] seeds, Action<byte[]> read)
        where TRefusal : Exception
    {
        int factor = int.Parse(Environment.GetEnvironmentVariable("FGAN_FUZZ") ?? "1", CultureInfo.InvariantCulture);
        int refused = 0;
        for (int attempt = 0; attempt < Attempts * factor; attempt++)
        {
            byte[] damaged = Damage(seeds, new Random(attempt));
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(damaged);
            }
            catch (TRefusal e)
            {
                refused++;
                Assert.DoesNotContain('\n', e.Message);
                Assert.InRange(e.Message.Length, 10, 1000);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        }

        Assert.True(refused > Attempts / 20, $"only {refused} files were refused: the damage does not reach the checks");
    }

    private static byte[] Damage(byte[][] seeds, Random random)
    {
        int Next(int bound) => random.Next(Math.Max(bound, 1));
        var bytes = new List<byte>(seeds[Next(seeds.Length)]);
        for (int steps = 1 + Next(4); steps > 0; steps--)
        {
            int place = Next(bytes.Count), length = 1 + Next(Math.Min(16, bytes.Count));
            switch (Next(6))
            {
                case 0 when bytes.Count > 0: bytes[place] = (byte)Next(256); break;
                case 1 when bytes.Count > 0: bytes[place] ^= (byte)(1 << Next(8)); break;
                case 2: bytes.Insert(place, (byte)Next(256)); break;
                case 3: bytes.RemoveRange(place, Math.Min(length, bytes.Count - place)); break;
                case 4: bytes.InsertRange(place, bytes.Slice(place, Math.Min(length, bytes.Count - place)).ToArray()); break;
                default: bytes.RemoveRange(place, bytes.Count - place); break;
            }
        }

        return [.. bytes];
    }
}

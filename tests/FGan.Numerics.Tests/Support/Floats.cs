namespace FGan.Numerics.Tests;

/// <summary>Makes and compares floats.</summary>
internal static class Floats
{
    public static readonly float[] Special =
    [
        0f, -0f, 1f, -1f, 2f, -2f, 0.5f, -0.5f, 1e-10f, -1e-10f, 1e-3f, -1e-3f, 3f, -3f, 10f, -10f, 20f, -20f, 87f, -87f, 88.5f, -88.5f,
        90f, -90f, 103f, -103f, 1e5f, -1e5f, 1e30f, -1e30f, float.MaxValue, float.MinValue, float.Epsilon, -float.Epsilon, 1e-40f, -1e-40f,
        1.17549435e-38f, 0.70710678f, 0.7071068f, 1.4142135f, 1.4142137f, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    /// <summary>Numbers in [low, high), the same for the same seed.</summary>
    public static float[] Random(int length, int seed, float low = -1f, float high = 1f)
    {
        var random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) values[i] = low + ((high - low) * random.NextSingle());
        return values;
    }

    /// <summary>Numbers of either sign and of all sizes from 2⁻ᵉ to 2ᵉ.</summary>
    public static float[] RandomSizes(int length, int seed, int exponents)
    {
        var random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++)
        {
            float size = MathF.Pow(2f, ((random.NextSingle() * 2f) - 1f) * exponents);
            values[i] = random.Next(2) == 0 ? size : -size;
        }

        return values;
    }

    /// <summary>Steps from one float to another through all between; NaN is next to NaN only.</summary>
    public static long UnitsApart(float a, float b)
    {
        if (float.IsNaN(a) || float.IsNaN(b)) return float.IsNaN(a) && float.IsNaN(b) ? 0 : long.MaxValue;
        return Math.Abs(Ordinal(a) - Ordinal(b));
    }

    public static void AssertClose(float expected, float actual, int units, float absolute, Func<string> where)
    {
        if (UnitsApart(expected, actual) <= units || Math.Abs(expected - actual) <= absolute) return;
        Assert.Fail($"{where()}: expected {expected:R}, got {actual:R}, {UnitsApart(expected, actual)} units apart");
    }

    private static long Ordinal(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value);
        return bits < 0 ? int.MinValue - (long)bits : bits;
    }
}

using FGan.Numerics;

namespace FGan.Neural.Tests;

/// <summary>Repeatable random numbers.</summary>
internal static class Samples
{
    public static float[] Uniform(int count, int seed, float low, float high)
    {
        float[] numbers = new float[count];
        new Philox((ulong)seed, 12).Uniforms(numbers);
        for (int i = 0; i < count; i++) numbers[i] = low + (high - low) * numbers[i];
        return numbers;
    }

    public static float[] Normal(int count, int seed)
    {
        float[] numbers = new float[count];
        new Philox((ulong)seed, 13).Normals(numbers);
        return numbers;
    }
}

namespace FGan.Numerics.Tests;

public class AdamTests
{
    [Fact]
    public void StepsMatchTheDefinition() => Widths.ForEach(width =>
    {
        foreach (int length in (int[])[.. Enumerable.Range(0, 71), 8191, 8192, 8193, 30000])
        {
            using var p = new GuardedMemory(Floats.Random(length, 1), atEnd: true);
            using var m = new GuardedMemory(length, atEnd: true);
            using var v = new GuardedMemory(length, atEnd: true);
            float[] parameters = [.. p.Span], first = new float[length], second = new float[length];
            for (int step = 1; step <= 3; step++)
            {
                using var g = new GuardedMemory(Floats.RandomSizes(length, step, 10), atEnd: true);
                var constants = new AdamStep(step, 2e-4f, 0.5f, 0.999f, 1e-8f);
                AdamReference.Apply(constants, g.Span, parameters, first, second);
                AdamKernel.Apply(constants, g.Span, p.Span, m.Span, v.Span);
                for (int i = 0; i < length; i++)
                {
                    // A parameter moves by about the learning rate; its own rounding is the larger error.
                    Assert.Equal(parameters[i], p.Span[i], 1.5e-7f * step);
                    Floats.AssertClose(first[i], m.Span[i], 4, 1e-6f * Math.Abs(g.Span[i]), () => $"first moment {width}");
                    Floats.AssertClose(second[i], v.Span[i], 4, 0f, () => $"second moment {width}");
                }
            }
        }
    });

    [Fact]
    public void AnyTeamGivesTheSameBitsAndNothingIsAllocated()
    {
        float[] gradients = Floats.Random(50000, 1), expected = Run(ThreadTeam.Single);
        foreach (int size in (int[])[2, 3, 4])
        {
            using var team = new ThreadTeam(size);
            Assert.Equal(expected, Run(team));
        }

        float[] p = new float[50000], m = new float[50000], v = new float[50000];
        Allocations.AssertNone(() => AdamKernel.Apply(new AdamStep(3, 1e-3f), gradients, p, m, v));

        float[] Run(ThreadTeam team)
        {
            float[] parameters = new float[50000], first = new float[50000], second = new float[50000];
            AdamKernel.Apply(new AdamStep(1, 1e-3f), gradients, parameters, first, second, team);
            return parameters;
        }
    }

    [Fact]
    public void StepsCountFromOne() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AdamKernel.Apply(new AdamStep(0, 1e-3f), new float[1], new float[1], new float[1], new float[1]));
}

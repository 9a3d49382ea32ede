using FGan.Neural;

namespace FGan.Tests.Generation;

public sealed class LogarithmicScaleTests
{
    [Fact]
    public void Derivatives_are_the_slopes_of_what_they_derive_to_third_order()
    {
        ElementwiseFunction function = InverseHyperbolicSine.Function;
        for (int order = 0; order < 3; order++)
        {
            foreach (float x in (float[])[-5f, -1f, -0.3f, 0f, 0.7f, 2f, 10f])
            {
                const float Step = 0.01f;
                float slope = (At(function, x + Step) - At(function, x - Step)) / (2 * Step);
                Assert.Equal(slope, At(function.Derivative, x), 2e-3f);
            }

            function = function.Derivative;
        }
    }

    [Theory]
    [InlineData(1e10f)]
    [InlineData(-1e18f)]
    public void Far_out_nothing_overflows(float x)
    {
        ElementwiseFunction function = InverseHyperbolicSine.Function;
        Assert.Equal(Math.Asinh(x), At(function, x), 1e-4);
        Assert.Equal(1 / Math.Abs((double)x), At(function.Derivative, x), 1e-12);
        Assert.True(float.IsFinite(At(function.Derivative.Derivative, x)));
    }

    private static float At(ElementwiseFunction function, float x)
    {
        Span<float> result = stackalloc float[1];
        function.Apply([x], result);
        return result[0];
    }
}

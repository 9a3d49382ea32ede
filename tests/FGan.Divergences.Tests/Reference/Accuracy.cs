namespace FGan.Divergences.Tests.Reference;

/// <summary>The tolerances of the whole project's mathematics, in one place.</summary>
internal static class Accuracy
{
    /// <summary>Relative error of double values: the issue's figure, about 4500 units in the last place.</summary>
    public const double Relative = 1e-12;

    /// <summary>Absolute error allowed near 0, where a value is a difference of terms of size 1.</summary>
    public const double NearZero = 1e-14;

    /// <summary>Relative error of float kernels, about 84 units in the last place.</summary>
    public const double FloatRelative = 1e-5;

    /// <summary>Absolute error of float kernels near 0, four units in the last place of 1.</summary>
    public const double FloatNearZero = 5e-7;

    public static void AssertClose(double expected, double actual, string what, double relative = Relative)
    {
        var fits = double.IsNaN(expected)
            ? double.IsInfinity(actual)
            : Math.Abs(actual - expected) <= Math.Max(NearZero, relative * Math.Abs(expected));
        Assert.True(fits, $"{what}: got {actual:R}, expected {(double.IsNaN(expected) ? "±∞" : expected.ToString("R"))}");
    }

    /// <summary>Like <see cref="AssertClose"/> for single precision, whose range is smaller.</summary>
    public static void AssertCloseFloat(double expected, float actual, string what)
    {
        if (Math.Abs(expected) > float.MaxValue) expected = double.NaN;
        var fits = double.IsNaN(expected)
            ? float.IsInfinity(actual)
            : Math.Abs(actual - expected) <= Math.Max(FloatNearZero, FloatRelative * Math.Abs(expected));
        Assert.True(fits, $"{what} in float: got {actual:R}, expected {expected:R}");
    }
}

namespace FGan.Symbolics;

/// <summary>Arithmetic rounded down or up. What the rounding to nearest lost is computed exactly, and its sign decides.</summary>
internal static class Rounding
{
    // The functions of LaneMath and of Math are within four units in the last place; eight are taken.
    private const double FunctionError = 8 * 1.1102230246251565e-16;

    public static double AddDown(double a, double b)
    {
        var sum = a + b;
        if (double.IsNaN(sum)) return double.NegativeInfinity;
        if (double.IsInfinity(sum)) return sum < 0 || double.IsInfinity(a) || double.IsInfinity(b) ? sum : double.MaxValue;
        var back = sum - a;
        var lost = (a - (sum - back)) + (b - back);
        return lost < 0 ? Math.BitDecrement(sum) : sum;
    }

    public static double AddUp(double a, double b) => -AddDown(-a, -b);

    public static double MultiplyDown(double a, double b)
    {
        // Ends at infinity stand for arbitrarily large finite numbers, so 0·∞ is 0.
        if (a == 0 || b == 0) return 0;
        var product = a * b;
        if (double.IsInfinity(product)) return product < 0 || double.IsInfinity(a) || double.IsInfinity(b) ? product : double.MaxValue;
        var lost = Math.FusedMultiplyAdd(a, b, -product);
        return lost < 0 || Math.Abs(product) < 1e-290 ? Math.BitDecrement(product) : product;
    }

    public static double MultiplyUp(double a, double b) => -MultiplyDown(-a, b);

    public static double DivideDown(double a, double b)
    {
        var quotient = a / b;
        if (double.IsInfinity(b)) return a == 0 || (a > 0) == (b > 0) ? 0 : Math.BitDecrement(0.0);
        if (double.IsInfinity(quotient)) return quotient < 0 || double.IsInfinity(a) ? quotient : double.MaxValue;
        var lost = Math.FusedMultiplyAdd(-quotient, b, a);
        return lost == 0 && Math.Abs(quotient) > 1e-290 ? quotient : (lost < 0) == (b > 0) || Math.Abs(quotient) < 1e-290 ? Math.BitDecrement(quotient) : quotient;
    }

    public static double DivideUp(double a, double b) => -DivideDown(-a, b);

    public static double SqrtDown(double x)
    {
        var root = Math.Sqrt(x);
        return Math.FusedMultiplyAdd(-root, root, x) < 0 ? Math.BitDecrement(root) : root;
    }

    public static double SqrtUp(double x)
    {
        var root = Math.Sqrt(x);
        return Math.FusedMultiplyAdd(-root, root, x) > 0 ? Math.BitIncrement(root) : root;
    }

    /// <summary>A lower bound of a function value that was computed with a few units of error.</summary>
    public static double Below(double value) => double.IsInfinity(value)
        ? (value > 0 ? double.MaxValue : value)
        : Math.BitDecrement(value - (Math.Abs(value) * FunctionError));

    /// <summary>An upper bound of a function value that was computed with a few units of error.</summary>
    public static double Above(double value) => -Below(-value);
}

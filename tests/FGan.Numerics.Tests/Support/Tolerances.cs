namespace FGan.Numerics.Tests;

/// <summary>Says how far kernels may be from their scalar definitions, and why.</summary>
internal static class Tolerances
{
    /// <summary>One operation of IEEE 754, rounded once on both sides.</summary>
    public const int Exact = 0;

    /// <summary>A product added with one rounding on lanes and two in the definition: one unit of the larger term.</summary>
    public const int Fused = 1;

    /// <summary>Two roundings against one.</summary>
    public const int TwoRoundings = 2;

    /// <summary>Cephes' polynomial of degree 7 after two-part reduction: 1 unit, and 1 more where the result is scaled into the subnormals.</summary>
    public const int Exp = 2;

    /// <summary>As exp; 2ⁿ(1 + p) − 1 loses up to 2 units where eˣ is near ½ or 2.</summary>
    public const int ExpMinusOne = 3;

    /// <summary>Cephes' polynomial: 1 unit, and the rounding of its last addition.</summary>
    public const int Log = 2;

    /// <summary>Log and a correction of first order.</summary>
    public const int LogOnePlus = 3;

    /// <summary>expm1 and a division.</summary>
    public const int Tanh = 5;

    /// <summary>exp, an addition and a division.</summary>
    public const int Sigmoid = 4;

    /// <summary>exp, log1p and an addition.</summary>
    public const int Softplus = 4;

    /// <summary>What lies below this is flushed to zero by sigmoid and softplus: e^−87.3.</summary>
    public const float Underflow = 1.2e-38f;

    /// <summary>One unit of 1: what a sum of products of numbers below 1 loses, times half its length (a random walk's size times its roundings').</summary>
    public const double ProductSum = 1.2e-7;

    /// <summary>
    /// A sum of n numbers below 1: chains in float are at most some 784 long (an image at the scalar width), their partial sums as √chain and their
    /// roundings add up as √chain, and errors of chains as √chains; between chains everything is in double.
    /// </summary>
    public static double Sum(int terms) => ProductSum * (12 + (0.5 * Math.Sqrt((double)terms * Math.Min(terms, 784))));
}

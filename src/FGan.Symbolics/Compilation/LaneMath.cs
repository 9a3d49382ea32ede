namespace FGan.Symbolics;

/// <summary>The functions of <see cref="Function"/> over registers of any width, each written once.</summary>
/// <remarks>
/// They rest on exp, log, √ and fused multiply-add. Errors are a few units in the last place over the whole range, also where the result
/// is near 0; both infinities give the limits.
/// </remarks>
internal static class LaneMath<L, T>
    where L : struct, ILanes<L, T>
    where T : unmanaged
{
    // 1/2!, 1/3!, …: with |x| ≤ ½ ln 2, 13 terms reach 2^−56 and 6 reach 2^−26.
    private static readonly double[] ExponentialSeries =
    [
        1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800,
        1.0 / 479001600, 1.0 / 6227020800, 1.0 / 87178291200,
    ];

    private static int SeriesLength => typeof(T) == typeof(float) ? 6 : 13;

    private static L Zero => L.Broadcast(0);

    private static L One => L.Broadcast(1);

    private static L Two => L.Broadcast(2);

    private static L Infinity => L.Broadcast(double.PositiveInfinity);

    public static L Sign(L x) =>
        L.SelectLess(Zero, x, One, L.SelectLess(x, Zero, -One, x));

    public static L Expm1(L x)
    {
        var sum = L.Broadcast(ExponentialSeries[SeriesLength - 1]);
        for (var k = SeriesLength - 2; k >= 0; k--) sum = L.MultiplyAdd(sum, x, L.Broadcast(ExponentialSeries[k]));
        var small = L.MultiplyAdd(sum, x * x, x);
        return L.SelectLess(L.Abs(x), L.Broadcast(0.35), small, L.Exp(x) - One);
    }

    public static L Log1p(L x)
    {
        // log(1+x) = log(s) + (what s = fl(1+x) lost)/s.
        var sum = One + x;
        var lost = x - (sum - One);
        var value = L.Log(sum) + (lost / sum);
        value = L.SelectLess(x, Infinity, value, x);
        return L.SelectLess(-One, x, value, L.Log(sum));
    }

    public static L Softplus(L x) => L.Max(x, Zero) + Log1p(L.Exp(-L.Abs(x)));

    public static L Sigmoid(L x)
    {
        var e = L.Exp(-L.Abs(x));
        return L.SelectLess(x, Zero, e, One) / (One + e);
    }

    public static L Tanh(L x)
    {
        var m = Expm1(-(L.Abs(x) + L.Abs(x)));
        return L.CopySign(m / (m + Two), x);
    }

    public static L Sinh(L x)
    {
        var a = L.Abs(x);
        var m = Expm1(a);
        var small = (m + (m / (m + One))) * L.Broadcast(0.5);
        var root = L.Exp(a * L.Broadcast(0.5));
        return L.CopySign(L.SelectLess(a, L.Broadcast(20), small, root * L.Broadcast(0.5) * root), x);
    }

    public static L Cosh(L x)
    {
        var root = L.Exp(L.Abs(x) * L.Broadcast(0.5));
        var e = L.Exp(L.Abs(x));
        var half = L.Broadcast(0.5);
        return L.SelectLess(L.Abs(x), L.Broadcast(20), (e + (One / e)) * half, root * half * root);
    }

    public static L Asinh(L x)
    {
        var a = L.Abs(x);
        var square = a * a;
        var small = Log1p(a + (square / (One + L.Sqrt(One + square))));
        var large = L.Log(a) + L.Broadcast(0.693147180559945309417);
        return L.CopySign(L.SelectLess(a, L.Broadcast(1e9), small, large), x);
    }

    public static L Acosh(L x)
    {
        var t = x - One;
        var small = Log1p(t + L.Sqrt(t * (t + Two)));
        var large = L.Log(x) + L.Broadcast(0.693147180559945309417);
        return L.SelectLess(x, One, L.Broadcast(double.NaN), L.SelectLess(x, L.Broadcast(1e9), small, large));
    }

    public static L Atanh(L x)
    {
        var a = L.Abs(x);
        return L.CopySign(Log1p((a + a) / (One - a)) * L.Broadcast(0.5), x);
    }

    // Cephes' atan: reduced to |x| ≤ 0.66 by the reciprocal and by π/4, then x + x³·P(x²)/Q(x²).
    public static L Atan(L x)
    {
        var a = L.Abs(x);
        var quarter = L.Broadcast(Math.PI / 4);
        var inner = (a - One) / (a + One);
        var reduced = L.SelectLess(L.Broadcast(2.41421356237309504880), a, -One / a, L.SelectLess(L.Broadcast(0.66), a, inner, a));
        var offset = L.SelectLess(L.Broadcast(2.41421356237309504880), a, quarter + quarter, L.SelectLess(L.Broadcast(0.66), a, quarter, Zero));
        var z = reduced * reduced;
        var p = Polynomial(z, -8.750608600031904122785e-1, -1.615753718733365076637e1, -7.500855792314704667340e1,
            -1.228866684490136173410e2, -6.485021904942025371773e1);
        var q = Polynomial(z, 1, 2.485846490142306297962e1, 1.650270098316988542046e2, 4.328810604912902668951e2,
            4.853903996359136964868e2, 1.945506571482613964425e2);
        return L.CopySign(offset + L.MultiplyAdd(reduced * z, p / q, reduced), x);
    }

    // Left of −1 Newton on w = e^x·e^(−w); right of it the fourth-order step of Fritsch, Shafer and Crowley on w + log w = x.
    public static L WrightOmega(L x)
    {
        var y = L.Exp(L.Min(x, Zero));
        var left = y / (One + (y * (One - (L.Broadcast(0.5) * y))));
        for (var i = 0; i < 4; i++) left -= (left - (y * L.Exp(-left))) / (One + left);

        var right = L.Max(x, -One);
        var log = L.Log(L.Max(right, One));
        var w = L.SelectLess(
            right, Two, One + ((right - One) * L.Broadcast(0.5)) + ((right - One) * (right - One) * L.Broadcast(0.0625)), right - log + (log / L.Max(right, One)));
        for (var i = 0; i < 2; i++)
        {
            var r = right - w - L.Log(w);
            var next = One + w;
            var q = (Two * next) * (next + (r * L.Broadcast(2.0 / 3)));
            w = L.MultiplyAdd(w * (r / next), (q - r) / (q - (Two * r)), w);
        }

        // Far out, where the squares above would overflow, one step from x is exact.
        w = L.SelectLess(x, L.Broadcast(1e17), w, x - L.Log(L.Max(x, One)));
        w = L.SelectLess(x, Infinity, w, x);
        return L.SelectLess(x, -One, left, w);
    }

    public static L IntegerPower(L x, int exponent)
    {
        var result = One;
        for (var left = Math.Abs(exponent); ; x *= x)
        {
            if ((left & 1) != 0) result *= x;
            left >>= 1;
            if (left == 0) return exponent < 0 ? One / result : result;
        }
    }

    private static L Polynomial(L z, params ReadOnlySpan<double> coefficients)
    {
        var sum = L.Broadcast(coefficients[0]);
        for (var i = 1; i < coefficients.Length; i++) sum = L.MultiplyAdd(sum, z, L.Broadcast(coefficients[i]));
        return sum;
    }
}

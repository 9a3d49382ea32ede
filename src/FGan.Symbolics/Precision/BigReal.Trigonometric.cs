using System.Numerics;

namespace FGan.Symbolics;

public readonly partial struct BigReal
{
    /// <summary>Turns are taken off an angle as long as no double is larger.</summary>
    internal const long LargestAngleMagnitude = 1100;

    /// <summary>Gives π.</summary>
    /// <param name="bits">The precision.</param>
    /// <returns>π.</returns>
    public static BigReal Pi(int bits) => new BigReal(BigConstants.Pi(bits + 4), -bits - 4).Round(bits);

    /// <summary>Takes the sine.</summary>
    /// <param name="x">An angle in radians.</param>
    /// <param name="bits">The precision of the result.</param>
    /// <returns>sin x.</returns>
    public static BigReal Sin(BigReal x, int bits) => SinCos(x, bits, 0);

    /// <summary>Takes the cosine.</summary>
    /// <param name="x">An angle in radians.</param>
    /// <param name="bits">The precision of the result.</param>
    /// <returns>cos x.</returns>
    public static BigReal Cos(BigReal x, int bits) => SinCos(x, bits, 1);

    /// <summary>Takes the tangent.</summary>
    /// <param name="x">An angle in radians.</param>
    /// <param name="bits">The precision of the result.</param>
    /// <returns>tan x.</returns>
    public static BigReal Tan(BigReal x, int bits) => Divide(Sin(x, bits + 4), Cos(x, bits + 4), bits);

    /// <summary>Takes the arc tangent.</summary>
    /// <param name="x">Any number.</param>
    /// <param name="bits">The precision of the result.</param>
    /// <returns>atan x, between −π/2 and π/2.</returns>
    public static BigReal Atan(BigReal x, int bits)
    {
        if (x.IsZero) return Zero;
        if (x.Magnitude < -bits) return x.Round(bits);
        var work = bits + Guard;
        if (x.Magnitude > 1)
        {
            var half = Pi(work).Scale(-1);
            return Subtract(x.Sign < 0 ? -half : half, Atan(Divide(One, x, work), work), bits);
        }

        // A double gives the angle to 50 bits; what is left is a tangent below 2^−50.
        work += (int)Math.Max(0, -x.Magnitude);
        var rough = FromDouble(Math.Atan(x.ToDouble()));
        var (s, c) = (Sin(rough, work), Cos(rough, work));
        var tangent = Divide(
            Subtract(Multiply(x, c, work), s, work), Add(c, Multiply(x, s, work), work), work);
        return Add(rough, SmallAtan(tangent, work), bits);
    }

    private static BigReal SmallAtan(BigReal x, int work)
    {
        if (x.IsZero) return Zero;
        var square = -Multiply(x, x, work);
        var (sum, power) = (x, x);
        for (var k = 3; ; k += 2)
        {
            power = Multiply(power, square, work);
            if (power.Magnitude < x.Magnitude - work) return sum;
            sum = Add(sum, Divide(power, new BigReal(k, 0), work), work);
        }
    }

    // sin(x + phase·π/2), with enough working digits for a result near a root.
    private static BigReal SinCos(BigReal x, int bits, int phase)
    {
        if (x.IsZero) return phase == 0 ? Zero : One;
        if (x.Magnitude > LargestAngleMagnitude) throw new OverflowException("Angle of a BigReal beyond 2^1100.");
        if (phase == 0 && x.Magnitude < -bits) return x.Round(bits);
        for (var extra = (int)Math.Max(0, -x.Magnitude); ; extra = (2 * extra) + 64)
        {
            var work = bits + Guard + extra + (int)Math.Max(0, x.Magnitude);
            var quarter = BigConstants.Pi(work) >> 1;
            var fixedPoint = x.ToFixed(work);
            var turns = ShiftRight((fixedPoint << work) / quarter, work);
            var quadrant = (int)((((turns + phase) % 4) + 4) % 4);
            var value = TaylorSine(fixedPoint - (turns * quarter), work, (quadrant & 1) != 0);
            if (quadrant >= 2) value = -value;
            // A result that is all cancelled digits needs a finer angle; sin and cos of a number but 0 are never 0.
            if (value.GetBitLength() >= bits + 8) return new BigReal(value, -work).Round(bits);
        }
    }

    private static BigInteger TaylorSine(BigInteger r, int work, bool cosine)
    {
        var term = cosine ? BigInteger.One << work : r;
        var square = (r * r) >> work;
        var sum = term;
        for (var k = cosine ? 1 : 2; ; k += 2)
        {
            term = -((term * square) >> work) / (k * (k + 1));
            if (BigInteger.Abs(term) <= BigInteger.One) return sum;
            sum += term;
        }
    }
}

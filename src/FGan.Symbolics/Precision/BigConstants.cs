using System.Numerics;

namespace FGan.Symbolics;

/// <summary>Keeps ln 2 and π in fixed point at the largest precision asked for so far.</summary>
internal static class BigConstants
{
    private const int Guard = 16;
    private static readonly Lock Gate = new();
    private static (BigInteger Value, int Bits) _ln2;
    private static (BigInteger Value, int Bits) _pi;

    /// <summary>ln 2 · 2^bits, within one unit.</summary>
    public static BigInteger Ln2(int bits)
    {
        lock (Gate)
        {
            // ln 2 = 18 atanh(1/26) − 2 atanh(1/4801) + 8 atanh(1/8749).
            if (_ln2.Bits < bits)
            {
                var work = bits + 128 + Guard;
                var value = (18 * InverseArc(26, work, 1)) - (2 * InverseArc(4801, work, 1)) + (8 * InverseArc(8749, work, 1));
                _ln2 = (value >> Guard, bits + 128);
            }

            return _ln2.Value >> (_ln2.Bits - bits);
        }
    }

    /// <summary>π · 2^bits, within one unit.</summary>
    public static BigInteger Pi(int bits)
    {
        lock (Gate)
        {
            // Machin: π = 16 atan(1/5) − 4 atan(1/239).
            if (_pi.Bits < bits)
            {
                var work = bits + 128 + Guard;
                var value = (16 * InverseArc(5, work, -1)) - (4 * InverseArc(239, work, -1));
                _pi = (value >> Guard, bits + 128);
            }

            return _pi.Value >> (_pi.Bits - bits);
        }
    }

    // atanh(1/n) for sign 1 and atan(1/n) for sign −1, as Σ signᵏ / ((2k+1) n^(2k+1)).
    private static BigInteger InverseArc(int n, int bits, int sign)
    {
        var power = (BigInteger.One << bits) / n;
        var square = (BigInteger)n * n;
        var sum = power;
        for (var k = 1; !power.IsZero; k++)
        {
            power /= square;
            var term = power / ((2 * k) + 1);
            sum += sign < 0 && (k & 1) != 0 ? -term : term;
        }

        return sum;
    }
}

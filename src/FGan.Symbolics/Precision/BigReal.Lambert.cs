namespace FGan.Symbolics;

public readonly partial struct BigReal
{
    /// <summary>Solves w·e^w = x.</summary>
    /// <param name="x">A number, at least −1/e; below 0 as well for the lower branch.</param>
    /// <param name="lower">Whether to give the branch below −1 instead of the principal one above.</param>
    /// <param name="bits">The precision of the result; less by half near the branch point, where the slope is infinite.</param>
    /// <returns>W₀(x), or W₋₁(x).</returns>
    /// <exception cref="ArithmeticException">There is no such real w.</exception>
    public static BigReal LambertW(BigReal x, bool lower, int bits)
    {
        if (x.IsZero && !lower) return Zero;
        if (lower && x.Sign >= 0) throw new ArithmeticException("The lower branch of Lambert's W needs a negative BigReal.");
        if (!lower && x.Sign > 0) return WrightOmega(Log(x, bits + 16), bits);
        var start = x.Magnitude < -900 ? Tail(x, lower) : FromDouble(RealPrimitives.LambertW(x.ToDouble(), lower));
        // Newton on w + log(−w) = log(−x) is quadratic and never leaves the branch.
        var target = Log(-x, bits + 32);
        return Newton(start, bits, (w, work) => Divide(
            Subtract(Add(w, Log(-w, work), work), target, work), Add(One, Divide(One, w, work), work), work));
    }

    /// <summary>Solves w + log w = x, Wright's ω: Lambert's W(e^x) with no overflow on the way.</summary>
    /// <param name="x">Any number above −2^40.</param>
    /// <param name="bits">The precision of the result.</param>
    /// <returns>ω(x), positive.</returns>
    public static BigReal WrightOmega(BigReal x, int bits)
    {
        if (x.Sign < 0 && x.Magnitude > 9) return SmallOmega(Exp(x, bits + 16), bits);
        var start = x.Magnitude > 900 ? x : FromDouble(RealPrimitives.WrightOmega(x.ToDouble()));
        return Newton(start, bits, (w, work) => Multiply(
            w, Divide(Subtract(Add(w, Log(w, work), work), x, work), Add(One, w, work), work), work));
    }

    // W(y) = y − y² + 3/2·y³ … for y below e^−256.
    private static BigReal SmallOmega(BigReal y, int bits)
    {
        // Each turn of w = y·e^(−w) gains as many bits as y lies below 1.
        var w = y;
        var gain = (int)Math.Min(-y.Magnitude, 1 << 20);
        for (var gained = gain; gained < bits + 16; gained += gain) w = Divide(y, Exp(w, bits + 16), bits + 16);
        return Divide(y, Exp(w, bits + 16), bits);
    }

    private static BigReal Tail(BigReal x, bool lower)
    {
        if (!lower) return x;
        var l = Log(-x, 64);
        return Subtract(l, Log(-l, 64), 64);
    }

    private static BigReal Newton(BigReal w, int bits, Func<BigReal, int, BigReal> step)
    {
        for (var i = 0; i < 200; i++)
        {
            var work = bits + 32 + (int)Math.Clamp(-w.Magnitude, 0, 4096);
            var change = step(w, work);
            w = Subtract(w, change, work);
            if (change.IsZero || change.Magnitude < w.Magnitude - bits - 4) break;
            // The step is quadratic: after one that moved half the digits, the next is below the last digit.
        }

        return w.Round(bits);
    }
}

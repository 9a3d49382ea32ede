namespace FGan.Symbolics;

/// <summary>A register of floating-point numbers of one width; all vector code is written against this, once.</summary>
/// <typeparam name="TSelf">The register.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal interface ILanes<TSelf, T>
    where TSelf : struct, ILanes<TSelf, T>
    where T : unmanaged
{
    static abstract int Count { get; }

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a);

    static abstract TSelf Load(ref T source, int index);

    static abstract void Store(TSelf value, ref T target, int index);

    static abstract TSelf Broadcast(double value);

    static abstract TSelf Sqrt(TSelf x);

    static abstract TSelf Abs(TSelf x);

    static abstract TSelf Max(TSelf a, TSelf b);

    static abstract TSelf Min(TSelf a, TSelf b);

    static abstract TSelf Exp(TSelf x);

    static abstract TSelf Log(TSelf x);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The magnitude of the first with the sign of the second.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>Lane by lane: where <paramref name="left"/> &lt; <paramref name="right"/> the third, else (NaN too) the fourth.</summary>
    static abstract TSelf SelectLess(TSelf left, TSelf right, TSelf whenLess, TSelf otherwise);

    /// <summary>Applies a scalar function to every lane, for what has no vector form.</summary>
    static abstract TSelf Map<TFunction>(TSelf x)
        where TFunction : struct, IScalarFunction;

    /// <summary>Raises every lane to a power, lane by lane.</summary>
    static abstract TSelf Pow(TSelf x, TSelf exponent);
}

/// <summary>A scalar function as a type, so that a loop over lanes calls it directly and not through a delegate.</summary>
internal interface IScalarFunction
{
    static abstract double Invoke(double x);
}

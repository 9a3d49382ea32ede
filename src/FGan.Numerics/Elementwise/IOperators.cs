namespace FGan.Numerics;

/// <summary>Maps one value to one, y = op(x): a scalar definition, and the same on lanes.</summary>
public interface IUnaryOperator
{
    /// <summary>Evaluates the definition at one point; tests compare <see cref="Vector"/> with it.</summary>
    /// <param name="x">The argument.</param>
    float Scalar(float x);

    /// <summary>Evaluates on lanes; every element on its own.</summary>
    /// <param name="x">The arguments.</param>
    /// <typeparam name="TLanes">The lanes of the width in use.</typeparam>
    TLanes Vector<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Maps two values to one, z = op(x, y).</summary>
public interface IBinaryOperator
{
    /// <summary>Evaluates the definition at one point; tests compare <see cref="Vector"/> with it.</summary>
    /// <param name="x">The left argument.</param>
    /// <param name="y">The right argument.</param>
    float Scalar(float x, float y);

    /// <summary>Evaluates on lanes; every element on its own.</summary>
    /// <param name="x">The left arguments.</param>
    /// <param name="y">The right arguments.</param>
    /// <typeparam name="TLanes">The lanes of the width in use.</typeparam>
    TLanes Vector<TLanes>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Maps three values to one, w = op(x, y, z).</summary>
public interface ITernaryOperator
{
    /// <summary>Evaluates the definition at one point; tests compare <see cref="Vector"/> with it.</summary>
    /// <param name="x">The first argument.</param>
    /// <param name="y">The second argument.</param>
    /// <param name="z">The third argument.</param>
    float Scalar(float x, float y, float z);

    /// <summary>Evaluates on lanes; every element on its own.</summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments.</param>
    /// <param name="z">The third arguments.</param>
    /// <typeparam name="TLanes">The lanes of the width in use.</typeparam>
    TLanes Vector<TLanes>(TLanes x, TLanes y, TLanes z)
        where TLanes : struct, ILanes<TLanes>;
}

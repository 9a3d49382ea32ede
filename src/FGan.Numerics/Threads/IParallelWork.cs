namespace FGan.Numerics;

/// <summary>Describes work that falls into parts which any thread may do, in any order.</summary>
public interface IParallelWork
{
    /// <summary>Does one part.</summary>
    /// <param name="part">Its number, from 0.</param>
    void Run(int part);
}

namespace FGan.Symbolics;

/// <summary>How a <see cref="StableFunction"/> computes.</summary>
public enum StableMethod
{
    /// <summary>One formula everywhere.</summary>
    SingleForm,

    /// <summary>Different formulas in different parts of the domain.</summary>
    Piecewise,

    /// <summary>Exact arithmetic for single values, a polynomial table made from it for spans.</summary>
    Table,
}

/// <summary>What a search for a stable form found, measured against exact values at <paramref name="Points"/> points.</summary>
/// <param name="Method">How the function computes.</param>
/// <param name="Form">The formula in use.</param>
/// <param name="DoubleError">The largest error in double precision, in units of 1e-12 relative (1e-14 absolute near a zero); 0 for exact arithmetic.</param>
/// <param name="FloatError">The largest error in single precision, in units of 1e-5 relative (5e-7 absolute near a zero); 0 where it is computed in double.</param>
/// <param name="FloatByDouble">Whether single precision is computed in double.</param>
/// <param name="Candidates">How many forms were tried.</param>
/// <param name="Points">How many points they were tried at.</param>
public sealed record StabilityReport(
    StableMethod Method, Expr Form, double DoubleError, double FloatError, bool FloatByDouble, int Candidates, int Points);

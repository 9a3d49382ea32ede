using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>Turns formulas into functions that keep their digits.</summary>
internal static class Kernels
{
    public static RealFunction Of(Expr e, Symbol variable) => new ExactFunction(e, variable);
}

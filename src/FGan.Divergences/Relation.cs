using System.Globalization;

namespace FGan.Divergences;

/// <summary>A divergence of the catalogue that this one is a multiple of: f(u) = factor·f_k(u) + c·(u − 1).</summary>
/// <param name="Id">The id of the other divergence.</param>
/// <param name="Factor">How many times the other divergence this one is.</param>
/// <param name="Tilt">c, the multiple of u − 1 by which the texts differ without a consequence.</param>
public sealed record Relation(string Id, double Factor, double Tilt)
{
    /// <summary>Prints <c>2 x jensen-shannon, f differing by -0.693147*(u-1)</c>.</summary>
    public override string ToString()
    {
        var multiple = Factor == 1 ? Id : string.Create(CultureInfo.InvariantCulture, $"{Factor:G12} x {Id}");
        return Tilt == 0 ? multiple : string.Create(CultureInfo.InvariantCulture, $"{multiple}, f differing by {Tilt:G12}*(u-1)");
    }
}

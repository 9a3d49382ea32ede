using System.Globalization;

namespace FGan.Divergences;

/// <summary>How one law held for one divergence on this machine.</summary>
/// <param name="Divergence">The id of the divergence.</param>
/// <param name="Law">The law in a few words.</param>
/// <param name="WorstError">The largest error met, in the units of the law.</param>
/// <param name="Tolerance">The error allowed.</param>
/// <param name="Where">The place of the worst error.</param>
public sealed record LawResult(string Divergence, string Law, double WorstError, double Tolerance, string Where)
{
    /// <summary>Whether the law held; NaN never does.</summary>
    public bool Holds => WorstError <= Tolerance;

    /// <summary>Prints the row.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Holds ? "holds" : "FAILS")}  {Divergence}: {Law}, worst {WorstError:0.0e+0} of {Tolerance:0.0e+0} allowed at {Where}");
}

/// <summary>Keeps the worst of many errors together with its place.</summary>
internal sealed class WorstCase
{
    public double Error { get; private set; }

    public string Where { get; private set; } = "-";

    public void Add(double error, string where, double at)
    {
        if (error <= Error) return;
        // NaN compares false with everything and so lands here, as the worst case it is.
        Error = double.IsNaN(error) ? double.PositiveInfinity : error;
        Where = string.Create(CultureInfo.InvariantCulture, $"{where} = {at:R}");
    }

    public LawResult Row(FDivergence divergence, string law, double tolerance) =>
        new(divergence.Id, law, Error, tolerance, Where);
}

using FGan.Divergences.Tests.Oracles;
using FGan.Divergences.Tests.Reference;
using FGan.Symbolics;

namespace FGan.Divergences.Tests;

/// <summary>What the factory derives from the text of f equals what was once typed by hand, everywhere and not only at the table's points.</summary>
public class OracleTests
{
    private static readonly FDivergence[] ByHand =
    [
        TotalVariation.Create(), KullbackLeibler.Create(), ReverseKullbackLeibler.Create(), Pearson.Create(), Neyman.Create(),
        SquaredHellinger.Create(), Jeffrey.Create(), JensenShannon.Create(), ClassicGan.Create(), Triangular.Create(),
    ];

    public static TheoryData<string> Ids => [.. ByHand.Select(oracle => oracle.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void Functions_and_slopes_agree_on_a_dense_grid(string id)
    {
        var (oracle, derived) = (ByHand.Single(d => d.Id == id), Catalogue.Find(id));
        var outputs = Enumerable.Range(-300, 601).Select(k => k / 4.0).ToArray();
        var ratios = Array.ConvertAll(outputs, v => Math.Exp(v / 8));
        Compare(id, "f", oracle.F, derived.F, ratios);
        foreach (var kind in (OutputActivationKind[])[OutputActivationKind.Table, OutputActivationKind.LogRatio])
        {
            if (IsFree(id, kind)) continue;
            Compare(id, $"{kind} a", oracle[kind].Activation, derived[kind].Activation, outputs);
            Compare(id, $"{kind} g(a)", oracle[kind].Composition, derived[kind].Composition, outputs);
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void Properties_agree(string id)
    {
        var (oracle, derived) = (ByHand.Single(d => d.Id == id), Catalogue.Find(id));
        Assert.Equal(oracle.IsSymmetric, derived.IsSymmetric);
        Assert.Equal(oracle.SlopeAtOne, derived.SlopeAtOne, 1e-15);
        Assert.Equal(oracle.Domain.Lower, derived.Domain.Lower, 1e-15);
        Assert.Equal(oracle.Domain.Upper, derived.Domain.Upper, 1e-15);
        Assert.Equal(oracle.Domain.UpperClosed, derived.Domain.UpperClosed);
        Assert.Equal(oracle.Domain.LowerClosed, derived.Domain.LowerClosed);
        Assert.Equal(oracle.Kinks, derived.Kinks);
        if (double.IsFinite(oracle.Bound)) Assert.Equal(oracle.Bound, derived.Bound, 1e-15);
        else Assert.Equal(oracle.Bound, derived.Bound);
        if (!IsFree(id, OutputActivationKind.Table))
            Assert.Equal(oracle.TableActivation.Threshold, derived.TableActivation.Threshold, 1e-15);
    }

    // No table prescribes an activation for triangular discrimination; the search may take the simplest.
    private static bool IsFree(string id, OutputActivationKind kind) => id == "triangular" && kind == OutputActivationKind.Table;

    // Both sides round; the typed forms lose a few more digits where 1 − t or 2 − e^(2t) is small.
    private static void Compare(string id, string what, RealFunction oracle, RealFunction derived, double[] points)
    {
        for (var order = 0; order <= 2; order++)
        {
            foreach (var x in points)
            {
                var (expected, actual) = (oracle.Evaluate(x), derived.Evaluate(x));
                if (double.IsInfinity(expected)) Assert.Equal(expected, actual);
                else Accuracy.AssertClose(expected, actual, $"{id} {what}, derivative {order} at {x:R}", 1e-11);
            }
            if (order < 2) (oracle, derived) = (oracle.Derivative, derived.Derivative);
        }
    }
}

namespace FGan.Divergences.Tests;

public class ObjectiveTests
{
    private static readonly double[] Points = [-3, -0.5, 0, 0.7, 2.5];

    [Fact]
    public void Forward_stands_a_on_the_data_and_reverse_exchanges_the_terms()
    {
        foreach (var divergence in Catalogue.All)
        {
            var a = divergence.Objective(Direction.Forward, OutputActivationKind.Table);
            var b = divergence.Objective(Direction.Reverse, OutputActivationKind.Table);
            foreach (var v in Points)
            {
                Assert.Equal(divergence.TableActivation.Activation.Evaluate(v), a.DataTerm.Evaluate(v));
                Assert.Equal(-divergence.TableActivation.Composition.Evaluate(v), a.ModelTerm.Evaluate(v));
                Assert.Equal(a.DataTerm.Evaluate(v), b.ModelTerm.Evaluate(v));
                Assert.Equal(a.ModelTerm.Evaluate(v), b.DataTerm.Evaluate(v));
                Assert.Equal(-a.DataTerm.Evaluate(v), a.AlternativeGeneratorTerm.Evaluate(v));
            }
        }
    }

    [Fact]
    public void Data_lie_above_the_threshold_forward_and_below_it_in_reverse()
    {
        var kl = Catalogue.Find("kl");
        Assert.True(kl.Objective(Direction.Forward, OutputActivationKind.Table).TakesForData(1.1));
        Assert.False(kl.Objective(Direction.Forward, OutputActivationKind.Table).TakesForData(0.9));
        Assert.True(kl.Objective(Direction.Reverse, OutputActivationKind.Table).TakesForData(0.9));
    }

    [Fact]
    public void Total_variation_has_no_log_ratio_activation_and_says_so() =>
        Assert.Equal(OutputActivationKind.Table, Catalogue.Find("tv").LogRatioActivation.Kind);
}

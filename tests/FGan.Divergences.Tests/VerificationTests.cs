namespace FGan.Divergences.Tests;

public class VerificationTests
{
    public static TheoryData<string> Ids => [.. Catalogue.All.Select(d => d.Id), "tfp-modified-gan", "tfp-log1p-abs", "jensen-shannon(0.3)", "alpha(-1)"];

    [Theory, MemberData(nameof(Ids))]
    public void The_laws_hold_on_the_whole_catalogue(string id)
    {
        var failures = Verification.Of(Catalogue.Find(id)).Where(row => !row.Holds);
        Assert.True(!failures.Any(), string.Join('\n', failures));
    }

    [Fact]
    public void A_wrong_conjugate_is_caught()
    {
        var kl = Catalogue.Find("kl");
        var wrong = new FDivergence
        {
            Id = "wrong",
            Name = "KL with the conjugate of reverse KL",
            F = kl.F,
            Formula = kl.Formula,
            Expression = kl.Expression,
            Convexity = kl.Convexity,
            IsStrictlyConvexAtOne = true,
            Conjugate = Catalogue.Find("reverse-kl").Conjugate,
            TableActivation = kl.TableActivation,
            LogRatioActivation = kl.LogRatioActivation,
            SlopeAtOne = 1,
            IsSymmetric = true,
            LimitAtZero = 0,
            AdjointLimitAtZero = double.PositiveInfinity,
        };
        var failed = Verification.Of(wrong).Where(row => !row.Holds).Select(row => row.Law).ToList();
        Assert.Contains(failed, law => law.StartsWith("equality", StringComparison.Ordinal));
        Assert.Contains(failed, law => law.Contains("symmetry", StringComparison.Ordinal));
        Assert.Contains(failed, law => law.Contains("composition", StringComparison.Ordinal));
    }
}

using FGan.Data;
using FGan.Tests.Generation;

namespace FGan.Tests.Estimation;

public sealed class ReferenceModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_saved_reference_sees_the_change_that_it_was_fitted_to_and_none_in_equal_data()
    {
        var path = Saved(hidden: [8]);

        var reference = ReferenceModel.Load(path);
        var options = new EstimatorOptions { HiddenWidths = [] };
        var changed = reference.Compare(Numbers(1500, 0.8, 5), options);
        var equal = reference.Compare(Numbers(1500, 0, 6), options);

        Assert.Equal(750, reference.RowsP);
        // JS of N(0,1) against N(0.8,1) is 0.0740.
        Assert.InRange(changed.Main.LowerLimit, 0.04, 0.0740);
        Assert.InRange(equal.Main.LowerLimit, 0, 0.004);
        Assert.All(changed.TypicalRows, row => Assert.Equal(SampleSide.Q, row.Side));
    }

    [Fact]
    public void The_file_gives_the_same_bits_as_the_memory()
    {
        var result = Fitted([8]);
        var path = _folder["r.safetensors"];
        result.Reference!.Save(path);
        var fresh = Numbers(300, 0.5, 7);
        var options = new EstimatorOptions { HiddenWidths = [] };

        Assert.Equal(result.Reference.Compare(fresh, options).Divergences, ReferenceModel.Load(path).Compare(fresh, options).Divergences);
    }

    [Fact]
    public void Samples_that_nothing_tells_apart_make_no_reference()
    {
        var same = new DivergenceEstimator(new EstimatorOptions { KeepReference = true, HiddenWidths = [] }).Estimate(Numbers(300, 0, 1), Numbers(300, 0, 2));

        Assert.Contains("could not be told apart", Assert.Throws<DataException>(() => same.Reference!.Save(_folder["r.safetensors"])).Message);
    }

    [Fact]
    public void Other_data_or_a_damaged_file_is_refused_in_one_line()
    {
        var path = Saved([]);
        var reference = ReferenceModel.Load(path);
        var bytes = File.ReadAllBytes(path);
        var cut = _folder["cut.safetensors"];
        File.WriteAllBytes(cut, bytes[..(bytes.Length - 8)]);

        Assert.Contains("no column", Assert.Throws<DataException>(() => reference.Compare(Numbers(50, 0, 1).Select("x1"))).Message);
        Assert.Contains("pictures", Assert.Throws<DataException>(() => reference.Compare(new ImageSet(30, 1, 2, 2, new byte[120]))).Message);
        Assert.Throws<DataException>(() => ReferenceModel.Load(cut));
    }

    private string Saved(int[] hidden)
    {
        var path = _folder["reference.safetensors"];
        Fitted(hidden).Reference!.Save(path);
        return path;
    }

    private static EstimationResult Fitted(int[] hidden) =>
        new DivergenceEstimator(new EstimatorOptions { KeepReference = true, HiddenWidths = hidden, MaxEpochs = 3, Columns = false })
            .Estimate(Numbers(1500, 0, 1), Numbers(1500, 0.8, 2));

    private static Table Numbers(int rows, double mean, ulong stream)
    {
        var values = Gaussians.Sample(rows, 2, 0, 1, stream).Values.ToArray().Select((x, i) => i % 2 == 0 ? x + mean : x).ToArray();
        return Table.FromMatrix(values, 2);
    }
}

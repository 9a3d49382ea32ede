using FGan.Data;

namespace FGan.Tests.Generation;

public sealed class ConditionalSampleTests : IDisposable
{
    private readonly GanModel _model = new GanTrainer(TableGenerationTests.Quick()).Train(TableGenerationTests.Penguins()).Model;

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Every_row_meets_the_condition_and_the_share_is_that_of_free_samples()
    {
        ConditionalSample found = _model.SampleWhere("species = gentoo and body_mass_g > 4000", 300, seed: 5, isAimed: false);
        var free = (Table)_model.Sample((int)found.Draws, seed: 5);
        RowCondition condition = RowCondition.Parse("species = gentoo and body_mass_g > 4000", free);

        Assert.True(found.IsComplete);
        Assert.Equal(300, condition.Rows(found.Rows).Length);
        Assert.Equal(300, condition.Rows(free).Length);
        Assert.Equal(Enumerable.Range(0, 4).Select(c => found.Rows.Columns[c].Format(299)), Enumerable.Range(0, 4).Select(c => free.Columns[c].Format(free.RowCount - 1)));
    }

    [Fact]
    public void More_rows_begin_with_those_of_fewer()
    {
        Table few = _model.SampleWhere("sex = male", 10, seed: 2).Rows, many = _model.SampleWhere("sex = male", 3000, seed: 2).Rows;
        for (int row = 0; row < 10; row++) Assert.Equal(few["body_mass_g"].Format(row), many["body_mass_g"].Format(row));
        Assert.Equal(3000, many.RowCount);
    }

    [Fact]
    public void A_condition_too_rare_ends_in_bounded_time_and_says_how_rare()
    {
        ConditionalSample found = _model.SampleWhere("bill_length_mm < 40 and bill_length_mm > 44", 5, mostDraws: 3000);
        Assert.Equal((0, 3000, false), (found.Rows.RowCount, found.Draws, found.IsComplete));
        Assert.Contains("0 of 5 rows", found.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void Points_have_conditions_too_and_unknown_names_are_listed()
    {
        using GanModel toy = new GanTrainer(TrainingTests.Small()).Train(ToyData.Find("ring8")).Model;
        Assert.All(toy.SampleWhere("x0 > 0", 20).Rows.Numeric("x0").Values.ToArray(), x => Assert.True(x > 0));
        Assert.Contains("there are x0, x1", Assert.Throws<DataException>(() => toy.SampleWhere("y > 0", 20)).Message, StringComparison.Ordinal);
    }
}

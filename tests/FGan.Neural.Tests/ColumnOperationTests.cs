namespace FGan.Neural.Tests;

public class ColumnOperationTests
{
    [Fact]
    public void Gathered_columns_stand_in_the_order_named_with_zeros_where_none_is()
    {
        var tape = new Tape();
        Value x = tape.Input(2, 3), y = x.GatherColumns(2, -1, 0, 2);
        using Program program = tape.Compile(y);
        ((float[])[1, 2, 3, 4, 5, 6]).CopyTo(program[x]);
        program.Run();
        Assert.Equal([3f, 0, 1, 3, 6, 0, 4, 6], program[y].ToArray());
    }

    [Fact]
    public void Gathering_differentiates_twice() =>
        GradientCheck.Verify((_, x) => x[0].GatherColumns(1, 1, -1, 3).Tanh() * x[0], [new(3, 4)]);

    [Fact]
    public void Columns_that_do_not_exist_are_named()
    {
        Value x = new Tape().Input(4, 3);
        Assert.Contains("column 3", Assert.Throws<ArgumentException>(() => x.GatherColumns(0, 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => x.GatherColumns());
    }
}

namespace FGan.Data.Tests;

public class RowConditionTests
{
    private static readonly Table People = CsvTable.Parse("""
        sex,age,born,ticket class,city,paid
        female,61,1963-05-01,1,Rome,10
        male,61,1963-06-01,2,rome,5.5
        Female,20,2004-01-31,3,New York,20
        male,,2000-12-12,1,,61
        female,75,1949-02-03,2,O'Hara,75
        ,30,1994-07-08,3,a=b,

        """, new CsvOptions { Kinds = new Dictionary<string, ColumnKind> { ["ticket class"] = ColumnKind.Categorical } });

    [Theory]
    [InlineData("age > 60", "0 1 4")]
    [InlineData("age>=61 AND sex=female", "0 4")]
    [InlineData("age <= 30", "2 5")]
    [InlineData("age < 30 or age = 75", "2 4")]
    [InlineData("age != 61", "2 4 5")]
    [InlineData("age <> 61", "2 4 5")]
    [InlineData("not age = 61", "2 4 5")]
    [InlineData("AGE == 61", "0 1")]
    [InlineData("sex = Female", "2")]
    [InlineData("sex != female", "1 2 3")]
    [InlineData("sex in (female, Female)", "0 2 4")]
    [InlineData("sex not in (female, Female)", "1 3")]
    [InlineData("age in (20, 30)", "2 5")]
    [InlineData("age is missing", "3")]
    [InlineData("age is not missing and sex is null", "5")]
    [InlineData("not (sex is missing)", "0 1 2 3 4")]
    [InlineData("age between 30 and 61", "0 1 5")]
    [InlineData("age not between 30 and 61", "2 4")]
    [InlineData("'ticket class' = 1", "0 3")]
    [InlineData("\"ticket class\" in (1, \"2\") and sex = male", "1 3")]
    [InlineData("city = 'New York'", "2")]
    [InlineData("city = 'O''Hara'", "4")]
    [InlineData("city = \"a=b\"", "5")]
    [InlineData("city = ROME or city = 'Rome'", "!")]
    [InlineData("born < 1990-01-01", "0 1 4")]
    [InlineData("born between '1994-07-08' and 2001-01-01", "3 5")]
    [InlineData("age = 20 or sex = male and age > 60", "1 2")]
    [InlineData("(age = 20 or sex = male) and age > 60", "1")]
    [InlineData("not not age = 20", "2")]
    [InlineData("age = paid", "2 4")]
    [InlineData("paid < age", "0 1")]
    [InlineData("paid > 5", "0 1 2 3 4")]
    public void A_condition_holds_where_it_should(string condition, string rows)
    {
        if (rows == "!") Assert.Throws<DataException>(() => RowCondition.Parse(condition, People));
        else Assert.Equal(rows, string.Join(' ', RowCondition.Parse(condition, People).Rows(People)));
    }

    [Theory]
    [InlineData("", "the name of a column belongs here")]
    [InlineData("height > 3", "there is no column 'height'; there are sex, age, born")]
    [InlineData("sex = divers", "'sex' has no category 'divers'; it has Female, female, male")]
    [InlineData("sex = FEMALE", "may be Female or female")]
    [InlineData("age > old", "'old' is no number")]
    [InlineData("born > yesterday", "is written yyyy-MM-dd")]
    [InlineData("sex > male", "have no order")]
    [InlineData("sex between a and b", "have no order")]
    [InlineData("age", "comes one of =, !=")]
    [InlineData("age >", "a value belongs here")]
    [InlineData("age > and", "a value belongs here")]
    [InlineData("age > 3 sex = male", "'sex' comes where 'and', 'or' or the end belongs")]
    [InlineData("ticket class = 1", "there is no column 'ticket'")]
    [InlineData("(age > 3", "')' is missing")]
    [InlineData("age in 3", "'(' is missing")]
    [InlineData("age is 3", "after 'is' comes 'missing'")]
    [InlineData("city = 'Rome", "the quote ' is not closed")]
    [InlineData("age between 3", "between needs 'and'")]
    [InlineData("age = city", "'age' is a number and 'city' is a category")]
    public void A_fault_is_one_line_that_points_at_the_place(string condition, string says)
    {
        var error = Assert.Throws<DataException>(() => RowCondition.Parse(condition, People));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Matches("at (character \\d+|the end)", error.Message);
    }

    [Fact]
    public void Any_text_is_a_condition_a_constraint_a_schema_or_a_reported_fault()
    {
        string[] words = ["age", "sex", "'ticket class'", "born", "=", "!=", "<=", ">", "(", ")", ",", "and", "or", "not", "in", "between", "is", "missing", "together", "female", "1", "2024-01-01", "'", "\"", "{", "}", "[", "]", ":", "\"columns\"", "\"name\"", "\"kind\"", "\"age\"", "\"number\"", "\ud800", "\0", "\n"];
        var random = new Random(7);
        for (int trial = 0; trial < 4000; trial++)
        {
            string text = string.Join(random.Next(3) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 14)).Select(_ => words[random.Next(words.Length)]));
            AssertReported(() => RowCondition.Parse(text, People).Test(People));
            AssertReported(() => new PreparedTable(People, TableEncoderOptions.ForGeneration).Under([text]));
            AssertReported(() => TableSchema.Parse(text).Apply(People));
        }

        static void AssertReported(Action use)
        {
            Exception? error = Record.Exception(use);
            if (error is not null) Assert.DoesNotContain('\n', Assert.IsType<DataException>(error).Message);
        }
    }

    [Fact]
    public void Deep_and_long_conditions_are_refused()
    {
        Assert.Contains("deep", Assert.Throws<DataException>(() => RowCondition.Parse(new string('(', 5000), People)).Message, StringComparison.Ordinal);
        Assert.Contains("deep", Assert.Throws<DataException>(() => RowCondition.Parse(string.Concat(Enumerable.Repeat("not ", 5000)) + "age=1", People)).Message, StringComparison.Ordinal);
        Assert.Contains("characters", Assert.Throws<DataException>(() => RowCondition.Parse(new string(' ', 200_000), People)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_row_can_meet_is_said_before_any_is_drawn()
    {
        TableEncoder encoder = TableEncoder.Fit(CsvTable.Read(TestData.Penguins));
        foreach (string impossible in new[] { "body_mass_g > 6300", "body_mass_g = 100", "sex = male and body_mass_g < 2700" })
            Assert.Contains("the model makes 2700 to 6300", Assert.Throws<DataException>(() => RowCondition.Parse(impossible, encoder)).Message, StringComparison.Ordinal);
        Assert.NotNull(RowCondition.Parse("body_mass_g >= 6300 or species = gentoo and not body_mass_g > 9999", encoder));
    }

    [Theory]
    [InlineData("kind = b", "kind", "0 1 0 1")]
    [InlineData("kind in (a, c) and size > 3", "kind", "1 0 1 1")]
    [InlineData("not (kind = a or size > 3)", "kind", "0 1 1 1")]
    [InlineData("kind = a or size > 3", "kind", "1 1 1 1")]
    [InlineData("kind is missing", "kind", "0 0 0 0")]
    [InlineData("stars >= 2 and kind = a", "stars", "0 1 0")]
    [InlineData("stars is missing or stars = 1", "stars", "1 0 1")]
    public void Which_places_of_a_choice_could_meet_it_is_known(string condition, string column, string could)
    {
        var table = new Table(
            CategoricalColumn.FromWords("kind", [.. Enumerable.Range(0, 200).Select(i => i < 3 ? "c" : i < 5 ? $"once {i}" : i % 2 == 0 ? "a" : "b")]),
            new NumericColumn("stars", [.. Enumerable.Range(0, 200).Select(i => i % 10 == 0 ? double.NaN : i % 2 + 1)]),
            new NumericColumn("size", [.. Enumerable.Range(0, 200).Select(i => i * 0.37 % 10)]));
        TableEncoder encoder = TableEncoder.Fit(table);
        EncodedBlock choice = encoder.Choices.Single(block => block.Column == column);

        bool[] places = RowCondition.Parse(condition, encoder).CouldHold(encoder, TableConstraints.None, choice);
        Assert.Equal(could, string.Join(' ', places.Select(place => place ? 1 : 0)));
    }

    [Fact]
    public void The_parts_of_a_combination_that_is_learned_as_one_are_known_by_its_place()
    {
        var table = new Table(
            CategoricalColumn.FromWords("city", [.. Enumerable.Range(0, 120).Select(i => i % 3 == 0 ? "Rome" : i % 3 == 1 ? "Bern" : "Basel")]),
            CategoricalColumn.FromWords("country", [.. Enumerable.Range(0, 120).Select(i => i % 3 == 0 ? "it" : "ch")]),
            new NumericColumn("x", [.. Enumerable.Range(0, 120).Select(i => i * 0.71 % 10)]));
        PreparedTable prepared = new PreparedTable(table, TableEncoderOptions.ForGeneration).Under(["city, country together"]);
        TableEncoder encoder = TableEncoder.Fit(prepared.Constraints.Derive(prepared.Table), prepared.Constraints.Adjust(prepared.Encoding));
        RowCondition condition = RowCondition.Parse("country = it", encoder, prepared.Constraints);

        Assert.Single(condition.CouldHold(encoder, prepared.Constraints, encoder.Choices.Single()), could => could);
    }
}

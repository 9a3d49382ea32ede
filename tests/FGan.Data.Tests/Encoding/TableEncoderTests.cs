namespace FGan.Data.Tests;

public class TableEncoderTests
{
    private static readonly Table Penguins = CsvTable.Read(TestData.Penguins);

    public static TheoryData<NumericEncoding> Encodings => new(Enum.GetValues<NumericEncoding>());

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Penguins_come_back_with_types_categories_and_almost_their_numbers(NumericEncoding numeric)
    {
        TableEncoder encoder = TableEncoder.Fit(Penguins, new TableEncoderOptions { Numeric = numeric });
        Table again = encoder.Decode(encoder.Encode(Penguins, seed: 3));

        Assert.Equal(Penguins.Names, again.Names);
        foreach (Column column in Penguins.Columns)
        {
            Column back = again[column.Name];
            Assert.Equal(column.Kind, back.Kind);
            for (int row = 0; row < column.Count; row++)
            {
                Assert.Equal(column.IsMissing(row), back.IsMissing(row));
                if (column is CategoricalColumn) Assert.Equal(column.Format(row), back.Format(row));
            }

            if (column is NumericColumn n) AssertNear(n, (NumericColumn)back);
        }
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Blocks_cover_the_row_and_hold_what_they_say(NumericEncoding numeric)
    {
        TableEncoder encoder = TableEncoder.Fit(Penguins, new TableEncoderOptions { Numeric = numeric });
        FloatMatrix rows = encoder.Encode(Penguins);

        int next = 0;
        foreach (EncodedBlock block in encoder.Blocks)
        {
            Assert.Equal(next, block.Offset);
            next += block.Width;
            for (int row = 0; row < rows.Rows; row++)
            {
                Span<float> values = rows.Row(row).Slice(block.Offset, block.Width);
                if (block.IsBounded) Assert.True(values.IndexOfAnyExceptInRange(-1f, 1f) < 0);
                if (block.Kind == BlockKind.OneHot) Assert.Equal((1, block.Width - 1), (values.Count(1f), values.Count(0f)));
            }
        }

        Assert.Equal(encoder.Width, next);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Json_restores_the_same_encoder(NumericEncoding numeric)
    {
        TableEncoder encoder = TableEncoder.Fit(Penguins, new TableEncoderOptions { Numeric = numeric });
        TableEncoder again = TableEncoder.FromJson(encoder.ToJson());

        Assert.Equal(encoder.ToJson(), again.ToJson());
        Assert.Equal(encoder.Blocks.ToArray(), again.Blocks.ToArray());
        Assert.Equal(encoder.Encode(Penguins, 5).Values, again.Encode(Penguins, 5).Values);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Batches_encode_as_the_whole_does(NumericEncoding numeric)
    {
        TableEncoder encoder = TableEncoder.Fit(Penguins, new TableEncoderOptions { Numeric = numeric });
        FloatMatrix whole = encoder.Encode(Penguins, 9);
        var batch = new float[50 * encoder.Width];
        encoder.Encode(Penguins, 120, batch, 9);

        Assert.Equal(whole.Values.Slice(120 * encoder.Width, batch.Length).ToArray(), batch);
    }

    [Fact]
    public void Whatever_a_generator_puts_out_decodes_into_the_columns_range()
    {
        TableEncoder encoder = TableEncoder.Fit(Penguins);
        var random = new Random(1);
        var rows = new float[500 * encoder.Width];
        for (int i = 0; i < rows.Length; i++) rows[i] = (float)((random.NextDouble() * 4) - 2);
        Table made = encoder.Decode(rows, seed: 4, sampleLevels: true);

        foreach (NumericColumn column in Penguins.Columns.OfType<NumericColumn>())
        {
            NumericColumn back = made.Numeric(column.Name);
            Assert.InRange(back.Minimum, column.Minimum, column.Maximum);
            Assert.InRange(back.Maximum, column.Minimum, column.Maximum);
            Assert.Equal(column.Decimals, back.Decimals);
            Assert.True(!column.IsInteger || back.IsInteger);
        }

        rows[3] = float.NaN;
        Assert.Throws<ArgumentException>(() => encoder.Decode(rows));
    }

    [Fact]
    public void Unknown_categories_are_an_error_or_missing_as_chosen()
    {
        Table fitted = CsvTable.Parse("a,b\nx,1\ny,2\nx,3\ny,4\n"), other = CsvTable.Parse("a,b\nz,1\n");
        var e = Assert.Throws<DataException>(() => TableEncoder.Fit(fitted).Encode(other));
        Assert.Equal("column 'a': has the category 'z', which the table the encoder was fitted to had not; it knows x, y", e.Message);

        TableEncoder lenient = TableEncoder.Fit(fitted, new TableEncoderOptions { Unknown = UnknownLevels.AsMissing });
        Assert.True(lenient.Decode(lenient.Encode(other))["a"].IsMissing(0));
    }

    [Fact]
    public void Constant_and_empty_columns_take_no_place_and_come_back()
    {
        Table table = CsvTable.Parse("k,e,w,v\n5,,same,1\n5,,same,2\n");
        TableEncoder encoder = TableEncoder.Fit(table);
        Assert.All(encoder.Blocks, block => Assert.Equal("v", block.Column));
        Table again = encoder.Decode(encoder.Encode(table));
        Assert.Equal(["5", "", "same", "2"], again.Columns.Select(column => column.Format(1)));
        Assert.Throws<DataException>(() => TableEncoder.Fit(table.Drop("v")));
    }

    private static void AssertNear(NumericColumn expected, NumericColumn actual)
    {
        // Quantiles summarise: within a step between knots, here at most a twentieth of the range.
        double tolerance = (expected.Maximum - expected.Minimum) / 20;
        for (int row = 0; row < expected.Count; row++)
        {
            if (!expected.IsMissing(row)) Assert.InRange(actual[row], expected[row] - tolerance, expected[row] + tolerance);
        }
    }
}

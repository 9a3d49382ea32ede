using FsCheck;
using FsCheck.Fluent;

namespace FGan.Data.Tests;

public class CsvLawTests
{
    private static readonly Gen<string> Words = ArbMap.Default.GeneratorFor<string>()
        .Select(text => new string([.. (text ?? "").Where(c => c != '\0' && !char.IsSurrogate(c))]))
        .Where(text => text.Length > 0);

    [Fact]
    public void Any_table_written_is_read_again_alike()
    {
        Gen<Column[]> columns = from rows in Gen.Choose(1, 20)
                                from count in Gen.Choose(1, 5)
                                from made in Gen.CollectToArray(Enumerable.Range(0, count), i => OneColumn(i, rows))
                                select made;

        Prop.ForAll(columns.ToArbitrary(), made =>
        {
            var table = new Table(made);
            var text = new StringWriter();
            CsvTable.Write(text, table);
            var options = new CsvOptions { Kinds = table.Kinds, MissingTokens = [], Header = CsvHeader.Present, Delimiter = ',', DecimalComma = false };
            Table again = CsvTable.Parse(text.ToString(), options);
            return table.Names.SequenceEqual(again.Names) && table.Columns.Zip(again.Columns).All(pair => IsSame(pair.First, pair.Second));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Numbers_are_read_as_the_framework_reads_them()
    {
        Gen<string> texts = from digits in Gen.Choose(1, 18)
                            from mantissa in Gen.Choose(0, 9).ArrayOf(digits)
                            from point in Gen.Choose(0, digits)
                            from exponent in Gen.Choose(-330, 330)
                            from withExponent in Gen.Elements(true, false, false)
                            from sign in Gen.Elements("", "-", "+")
                            let body = string.Concat(mantissa).Insert(point, point < digits ? "." : "")
                            select sign + body + (withExponent ? $"e{exponent}" : "");

        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            NumberToken token = NumberText.Read(text, '.');
            double expected = double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
            string unsigned = text.TrimStart('+', '-');
            bool isWhole = !text.Contains('.') && !text.Contains('e');
            bool hasLeadingZero = unsigned.Length > 1 && unsigned[0] == '0' && char.IsAsciiDigit(unsigned[1]);
            if (hasLeadingZero || (isWhole && Math.Abs(expected) >= 1L << 53)) return token.Form is NumberForm.Code or NumberForm.Text;
            if (double.IsInfinity(expected)) return token.Form == NumberForm.TooLarge;
            int point = text.IndexOf('.');
            int decimals = point < 0 ? 0 : text.TakeWhile(c => c != 'e').Count() - point - 1;
            return token.Form == NumberForm.Number && token.Value.Equals(expected) && token.Decimals == decimals
                && token.IsFree == (text.Contains('e') || (decimals > 0 && text.Count(char.IsAsciiDigit) > NumberText.ExactDigits));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    private static Gen<Column> OneColumn(int index, int rows)
    {
        Gen<Column> words = from values in Gen.OneOf(Words, Gen.Elements("a", "b"), Gen.Constant("")).ArrayOf(rows)
                            select (Column)CategoricalColumn.FromWords($"c{index}", values.Select(value => value.Trim() is "" ? null : value));
        Gen<Column> exact = from values in ArbMap.Default.GeneratorFor<double>().ArrayOf(rows)
                            select (Column)new NumericColumn($"n{index}", [.. values.Select(value => double.IsInfinity(value) ? double.NaN : value)]);
        Gen<Column> rounded = from values in Gen.Choose(-1_000_000, 1_000_000).ArrayOf(rows)
                              from decimals in Gen.Choose(0, 6)
                              from trims in Gen.Elements(true, false)
                              select (Column)new NumericColumn($"d{index}", [.. values.Select(value => value / Math.Pow(10, decimals))], decimals, trims);
        return Gen.OneOf(words, exact, rounded);
    }

    private static bool IsSame(Column expected, Column actual) =>
        expected.Kind == actual.Kind && expected.Count == actual.Count
        && Enumerable.Range(0, expected.Count).All(row => expected.Format(row) == actual.Format(row))
        && (expected is not NumericColumn a || a.Decimals is null || a.Values.SequenceEqual(((NumericColumn)actual).Values));
}

using FGan.Divergences.Tests.Reference;
using FGan.Symbolics;

namespace FGan.Divergences.Tests;

public class CatalogueReferenceTests
{
    public static TheoryData<string> CataloguedIds =>
        [.. ReferenceTable.Ids.Where(id => Catalogue.TryFind(id, out _))];

    [Fact]
    public void The_table_covers_the_catalogue() =>
        Assert.Empty(Catalogue.All.Select(d => d.Id).Except(ReferenceTable.Ids));

    [Theory, MemberData(nameof(CataloguedIds))]
    public void Every_value_of_the_table_is_met_in_double_and_float(string id)
    {
        var divergence = Catalogue.Find(id);
        Check(id, "f", divergence.F);
        Check(id, "fprime", divergence.F.Derivative);
        Check(id, "fsecond", divergence.F.Derivative.Derivative);
        Check(id, "conjugate", divergence.Conjugate);
        Check(id, "T_article", divergence.TableActivation.Activation);
        Check(id, "gT_article", divergence.TableActivation.Composition);
        Check(id, "T_logratio", divergence.LogRatioActivation.Activation);
        Check(id, "gT_logratio", divergence.LogRatioActivation.Composition);
    }

    [Theory, MemberData(nameof(CataloguedIds))]
    public void The_domain_is_the_table_s(string id)
    {
        var entry = ReferenceTable.Entry(id).GetProperty("range_of_fprime");
        var domain = Catalogue.Find(id).Domain;
        Accuracy.AssertClose(End(entry[0].GetString()!), domain.Lower, $"{id} lower end");
        Accuracy.AssertClose(End(entry[1].GetString()!), domain.Upper, $"{id} upper end");
    }

    private static double End(string text) => text switch
    {
        "-inf" or "inf" => double.NaN, // any infinity; the sign shows in the order of the ends
        "log(2)/2" => Math.Log(2) / 2,
        "-1/2" => -0.5,
        "1/2" => 0.5,
        _ => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
    };

    private static void Check(string id, string key, RealFunction function)
    {
        var rows = ReferenceTable.Rows(id, key).ToArray();
        foreach (var (x, expected) in rows)
            Accuracy.AssertClose(expected, function.Evaluate(x), $"{id} {key}({x:R})");
        CheckSpans(id, key, function, rows);
    }

    private static void CheckSpans(string id, string key, RealFunction function, (double X, double Expected)[] rows)
    {
        var x = rows.Select(row => row.X).ToArray();
        var y = new double[x.Length];
        function.Evaluate(x, y);
        for (var i = 0; i < x.Length; i++) Accuracy.AssertClose(rows[i].Expected, y[i], $"{id} {key}({x[i]:R}) in a span");

        if (key is not ("T_article" or "gT_article" or "T_logratio" or "gT_logratio")) return;
        var single = Array.ConvertAll(x, value => (float)value);
        var values = new float[x.Length];
        function.Evaluate(single, values);
        for (var i = 0; i < x.Length; i++)
        {
            // The point itself is rounded to float; the value is taken at the rounded point.
            Accuracy.AssertCloseFloat(function.Evaluate(single[i]), values[i], $"{id} {key}({x[i]:R})");
        }
    }
}

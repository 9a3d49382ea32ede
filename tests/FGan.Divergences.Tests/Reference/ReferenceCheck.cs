using System.Text.Json;
using FGan.Symbolics;

namespace FGan.Divergences.Tests.Reference;

/// <summary>Holds a divergence against an entry of a reference table, point by point, in double, in spans and in float.</summary>
internal static class ReferenceCheck
{
    public static void Run(JsonElement entry, FDivergence divergence)
    {
        Check(entry, "f", divergence.F, divergence.Id);
        Check(entry, "fprime", divergence.F.Derivative, divergence.Id);
        Check(entry, "fsecond", divergence.F.Derivative.Derivative, divergence.Id);
        Check(entry, "conjugate", divergence.Conjugate, divergence.Id);
        Check(entry, "T_article", divergence.TableActivation.Activation, divergence.Id);
        Check(entry, "gT_article", divergence.TableActivation.Composition, divergence.Id);
        Check(entry, "T_logratio", divergence.LogRatioActivation.Activation, divergence.Id);
        Check(entry, "gT_logratio", divergence.LogRatioActivation.Composition, divergence.Id);
    }

    private static void Check(JsonElement entry, string key, RealFunction function, string id)
    {
        var rows = ReferenceTable.Rows(entry, key).ToArray();
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

        if (!key.Contains("T_", StringComparison.Ordinal)) return;
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

using System.Collections.Concurrent;

namespace FGan.Symbolics;

/// <summary>Evaluates expressions without variables.</summary>
public static class ExactValue
{
    private static readonly ConcurrentDictionary<Expr, double> Known = [];

    /// <summary>Rounds a constant expression to the nearest double.</summary>
    /// <param name="constant">An expression without symbols.</param>
    /// <returns>The nearest double; NaN where there is no value.</returns>
    public static double Constant(Expr constant)
    {
        if (constant is Number number) return number.Value.ToDouble();
        if (Known.TryGetValue(constant, out var known)) return known;
        var value = double.NaN;
        foreach (var bits in (ReadOnlySpan<int>)[128, 400, 1300, 4000])
        {
            if (new EnclosureArithmetic(bits).Constant(constant).TryToDouble(out value)) break;
        }

        // Formulas come from people, so there are few; the limit only guards a service that runs for months.
        if (Known.Count < 4096) Known[constant] = value;
        return value;
    }

    /// <summary>Finds the sign of a constant expression.</summary>
    /// <param name="constant">An expression without symbols.</param>
    /// <returns>−1, 0 or 1; null where there is no value.</returns>
    public static int? Sign(Expr constant) => Constant(constant) is var value && double.IsNaN(value) ? null : Math.Sign(value);
}

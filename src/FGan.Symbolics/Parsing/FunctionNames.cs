namespace FGan.Symbolics;

/// <summary>The functions that can be written, those of the table and those that are only another way of writing something.</summary>
internal static class FunctionNames
{
    private static readonly Dictionary<string, (int Arity, Func<IReadOnlyList<Expr>, Expr> Build)> Sugar = new(StringComparer.Ordinal)
    {
        ["sqrt"] = (1, a => Expr.Sqrt(a[0])),
        ["cbrt"] = (1, a => Expr.Power(a[0], Rational.Of(1, 3))),
        ["pow"] = (2, a => Expr.Power(a[0], a[1])),
        ["log2"] = (1, a => Expr.Log(a[0]) / Expr.Log(2)),
        ["log10"] = (1, a => Expr.Log(a[0]) / Expr.Log(10)),
        ["if"] = (4, a => new Choice(a[0], a[1], a[2], a[3])),
    };

    public static bool Known(string name) => Sugar.ContainsKey(name) || FunctionTable.Find(name) is not null;

    /// <summary>Builds the call, or null if the number of arguments is wrong.</summary>
    public static Expr? Build(string name, IReadOnlyList<Expr> arguments)
    {
        if (Sugar.TryGetValue(name, out var sugar)) return sugar.Arity == arguments.Count ? sugar.Build(arguments) : null;
        var function = FunctionTable.Find(name)!;
        if (function.Function is Function.Max or Function.Min && arguments.Count > 2)
            return arguments.Aggregate((a, b) => Expr.Call(function.Function, a, b));
        return function.Arity == arguments.Count ? Expr.Call(function.Function, [.. arguments]) : null;
    }

    public static string Arity(string name) => name switch
    {
        "if" => "is written if(a<b, x, y)",
        "max" or "min" => "takes two arguments or more",
        _ => (Sugar.TryGetValue(name, out var sugar) ? sugar.Arity : FunctionTable.Find(name)!.Arity) switch
        {
            1 => "takes one argument",
            var n => $"takes {n} arguments",
        },
    };

    /// <summary>Names the functions nearest to a wrong name, or all of them if none is near.</summary>
    public static string Suggest(string name)
    {
        var all = FunctionTable.Names.Where(n => n != "pi").Concat(Sugar.Keys).Order(StringComparer.Ordinal).ToList();
        if (name.Length is > 2 and <= 20)
        {
            var nearest = all.GroupBy(n => Distance(n, name)).MinBy(group => group.Key)!;
            if (nearest.Key <= 2) return $"did you mean {string.Join(" or ", nearest)}?";
        }

        return $"known are {string.Join(", ", all)}";
    }

    public static string Short(string name) => name.Length <= 20 ? name : name[..20] + "…";

    // Levenshtein distance, one row at a time; both names are short.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + cost);
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}

namespace FGan.Symbolics;

/// <summary>A total order of expressions by structure, the same in every run.</summary>
internal sealed class ExprOrder : IComparer<Expr>
{
    public static ExprOrder Instance { get; } = new();

    public int Compare(Expr? x, Expr? y)
    {
        if (ReferenceEquals(x, y)) return 0;
        var order = Rank(x!).CompareTo(Rank(y!));
        if (order != 0) return order;
        switch (x, y)
        {
            case (Number a, Number b): return a.Value.CompareTo(b.Value);
            case (Symbol a, Symbol b): return string.CompareOrdinal(a.Name, b.Name);
            case (Call a, Call b) when a.Function != b.Function: return a.Function.CompareTo(b.Function);
        }

        var (left, right) = (x!.Children, y!.Children);
        order = left.Count.CompareTo(right.Count);
        for (var i = 0; order == 0 && i < left.Count; i++) order = Compare(left[i], right[i]);
        return order;
    }

    // Products are written in this order: 2·√3·π·u·(u+1)·log(u).
    private static int Rank(Expr x) => x switch
    {
        Number => 0,
        Call { Arguments.Length: 0 } => 1,
        Symbol => 2,
        Power => 3,
        Sum => 4,
        Product => 5,
        Call => 6,
        _ => 7,
    };
}

using FGan.Neural;

namespace FGan;

/// <summary>What the critic sees at once: rows with what it is told of them, k side by side.</summary>
internal static class CriticInput
{
    /// <summary>Puts conditions beside rows, and rows into packs.</summary>
    /// <param name="rows">[n, width], n a multiple of <paramref name="pack"/>.</param>
    /// <param name="conditions">[n, condition width], or null.</param>
    /// <param name="pack">k.</param>
    /// <returns>[n/k, k·(width + condition width)]; row i holds rows i, i + n/k, i + 2n/k, …</returns>
    public static Value Of(Value rows, Value? conditions, int pack) => SideBySide(With(rows, conditions), pack);

    /// <summary>The same of two halves that are told the same: no pack has rows of both.</summary>
    public static Value OfHalves(Value rows, Value? conditions, int pack)
    {
        if (conditions is null && pack == 1) return rows;
        int half = rows.Shape.Rows / 2;
        return Value.StackRows(Of(rows.Rows(0, half), conditions, pack), Of(rows.Rows(half, half), conditions, pack));
    }

    /// <summary>The sums over packs of a number a row, [n, 1] → [n/k, 1].</summary>
    public static Value SumPacks(Value perRow, int pack) => SideBySide(perRow, pack).RowSums();

    /// <summary>Puts conditions beside rows, or beside the latent z of a generator.</summary>
    public static Value With(Value rows, Value? conditions) => conditions is null ? rows : Value.JoinColumns(rows, conditions);

    private static Value SideBySide(Value rows, int pack)
    {
        int packs = rows.Shape.Rows / pack;
        return Value.JoinColumns([.. Enumerable.Range(0, pack).Select(part => rows.Rows(part * packs, packs))]);
    }
}

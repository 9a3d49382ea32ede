using FGan.Numerics;

namespace FGan;

/// <summary>Deals the rows of a sample into folds, each the reporting part once.</summary>
internal sealed class Folds
{
    private readonly int[] _order;
    private readonly int _count;

    /// <summary>Deals the rows at random.</summary>
    /// <param name="rows">Rows of the sample.</param>
    /// <param name="count">Number of folds.</param>
    /// <param name="seed">Seed of the order.</param>
    /// <param name="stream">Stream of the order, so that P and Q are dealt independently.</param>
    public Folds(int rows, int count, ulong seed, ulong stream)
    {
        _count = count;
        _order = new int[rows];
        new Philox(seed, stream).Permutation(_order);
    }

    /// <summary>The rows reported on in one fold.</summary>
    public int[] Reporting(int fold) => Rows(k => k % _count == fold);

    /// <summary>The rows outside the reporting part, dealt into those to fit on and those to select by.</summary>
    public (int[] Fit, int[] Select) Others(int fold, double selectionShare)
    {
        var others = Rows(k => k % _count != fold);
        var select = Math.Max(1, (int)Math.Round(others.Length * selectionShare));
        return (others[select..], others[..select]);
    }

    private int[] Rows(Func<int, bool> chosen) => [.. _order.Where((_, k) => chosen(k))];
}

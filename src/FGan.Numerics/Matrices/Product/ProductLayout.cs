namespace FGan.Numerics;

/// <summary>Says which operands are read as they lie, because packing them would cost more than it gains.</summary>
/// <param name="ReadsLeft">Whether tiles read a as it lies, but for rows that do not fill one.</param>
/// <param name="ReadsRight">Whether tiles read b as it lies, but for columns that do not fill a vector.</param>
internal readonly record struct ProductLayout(bool ReadsLeft, bool ReadsRight)
{
    /// <summary>Floats in a page: rows a multiple of this apart fall on the same lines of the nearest cache.</summary>
    private const int Page = 1024;

    /// <summary>Panels from which on a copy of a that lies as tiles read it pays: rows of a transposed a are lines far apart.</summary>
    private const int ManyPanels = 20;

    /// <summary>Chooses by the problem alone.</summary>
    public static ProductLayout Choose<TLanes>(Operand a, Operand b, int rows, int columns, int depth)
        where TLanes : struct, ILanes<TLanes>
    {
        int tiles = (rows + Tiling<TLanes>.Rows - 1) / Tiling<TLanes>.Rows;
        ProductLayout left = OfLeft(a, depth);
        bool packsTurned = a.Column != 1 && columns >= ManyPanels * Tiling<TLanes>.Columns;
        return new(left.ReadsLeft && !packsTurned, b.Column == 1 && tiles <= 2);
    }

    /// <summary>Whether a few rows so far apart crowd each other out of the nearest cache.</summary>
    public static bool Crowds(nint row) => row % (Page / 2) == 0;

    /// <summary>Chooses for a alone: read as it lies, unless its rows crowd the same lines of the nearest cache.</summary>
    public static ProductLayout OfLeft(Operand a, int depth)
    {
        bool isApart = a.Row % (Page / 4) != 0 || depth <= Blocking.MaximumDepth;
        return new((a.Column == 1 && isApart) || a.Row == 1, false);
    }
}

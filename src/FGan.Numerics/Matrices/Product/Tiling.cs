namespace FGan.Numerics;

/// <summary>Cuts rows and columns into tiles that the kernel is compiled for.</summary>
internal static unsafe class Tiling<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Rows of the tallest tile: twice as many where there are 32 registers.</summary>
    public static int Rows => TLanes.RegisterCount >= 32 ? 12 : 6;

    /// <summary>Columns of a panel: two vectors.</summary>
    public static int Columns => 2 * TLanes.Count;

    /// <summary>The height of the tile that the next rows are given: 12, 8 or 4 (6, 4 or 2).</summary>
    /// <param name="left">Rows still to do; a tile may be taller.</param>
    public static int TileRows(int left)
    {
        int third = Rows / 3;
        return left > 2 * third ? Rows : left > third ? 2 * third : third;
    }

    /// <summary>The width of the panel that the next columns are given: two vectors or one.</summary>
    /// <param name="left">Columns still to do; a panel may be wider.</param>
    public static int PanelColumns(int left) => left > TLanes.Count ? 2 * TLanes.Count : TLanes.Count;

    /// <summary>The room that packed rows or columns take, in floats a p.</summary>
    public static int PaddedRows(int rows) => (rows / Rows * Rows) + (rows % Rows == 0 ? 0 : TileRows(rows % Rows));

    /// <summary>The room that packed columns take, in floats a p.</summary>
    public static int PaddedColumns(int columns) => (columns + TLanes.Count - 1) / TLanes.Count * TLanes.Count;

    /// <summary>Multiplies one tile of a height and width given above.</summary>
    public static void Multiply(
        int tileRows, int panelColumns, nint depth, Operand a, float* b, nint bRow, float* c, nint cRow, bool accumulate)
    {
        bool wide = panelColumns > TLanes.Count;
        if (Rows == 12)
        {
            if (tileRows == 12) Multiply<Twelve>(wide, depth, a, b, bRow, c, cRow, accumulate);
            else if (tileRows == 8) Multiply<Eight>(wide, depth, a, b, bRow, c, cRow, accumulate);
            else Multiply<Four>(wide, depth, a, b, bRow, c, cRow, accumulate);
        }
        else
        {
            if (tileRows == 6) Multiply<Six>(wide, depth, a, b, bRow, c, cRow, accumulate);
            else if (tileRows == 4) Multiply<Four>(wide, depth, a, b, bRow, c, cRow, accumulate);
            else Multiply<Two>(wide, depth, a, b, bRow, c, cRow, accumulate);
        }
    }

    private static void Multiply<TRows>(
        bool wide, nint depth, Operand a, float* b, nint bRow, float* c, nint cRow, bool accumulate)
        where TRows : ITileExtent
    {
        if (wide) TileKernel.Multiply<TLanes, TRows, Two>(depth, a, b, bRow, c, cRow, accumulate);
        else TileKernel.Multiply<TLanes, TRows, One>(depth, a, b, bRow, c, cRow, accumulate);
    }
}

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

    /// <summary>The height of the tiles that the next rows are given where tiles of a height are multiplied in stacks, and how many of them there are.</summary>
    /// <remarks>As <see cref="TileRows"/> has it, but for 16 rows at the end: two tiles of 8, since one of 4 waits for its sums more than it multiplies.</remarks>
    /// <param name="left">Rows still to do; the last tile may be taller.</param>
    public static (int Height, int Count) NextTiles(int left)
    {
        int third = Rows / 3, last = left % Rows == third ? Rows + third : 0;
        if (left == last) return (2 * third, 2);
        int height = TileRows(left);
        return (height, height == Rows ? Math.Max(1, (left - last) / Rows) : 1);
    }

    /// <summary>The width of the panel that the next columns are given: two vectors or one.</summary>
    /// <param name="left">Columns still to do; a panel may be wider.</param>
    public static int PanelColumns(int left) => left > TLanes.Count ? 2 * TLanes.Count : TLanes.Count;

    /// <summary>The room that packed rows or columns take, in floats a p.</summary>
    public static int PaddedRows(int rows) => (rows / Rows * Rows) + (rows % Rows == 0 ? 0 : TileRows(rows % Rows));

    /// <summary>The room that packed columns take, in floats a p.</summary>
    public static int PaddedColumns(int columns) => (columns + TLanes.Count - 1) / TLanes.Count * TLanes.Count;

    /// <summary>Multiplies tiles of a height and width given above.</summary>
    public static void Multiply(
        int tileRows, int panelColumns, nint depth, in TileStack a, in Panel b, float* c, nint cRow, bool accumulate) =>
        Multiply(tileRows, panelColumns, depth, in a, in b, c, cRow, accumulate, default(NoFinish), 0, 0);

    /// <summary>Multiplies tiles and finishes them, being the part of the product that begins at a row and a column.</summary>
    public static void Multiply<TFinish>(
        int tileRows, int panelColumns, nint depth, in TileStack a, in Panel b, float* c, nint cRow, bool accumulate,
        in TFinish finish, int row, int column)
        where TFinish : struct, ITileFinish
    {
        if (panelColumns > TLanes.Count) Multiply<Two, TFinish>(tileRows, depth, in a, in b, c, cRow, accumulate, in finish, row, column);
        else Multiply<One, TFinish>(tileRows, depth, in a, in b, c, cRow, accumulate, in finish, row, column);
    }

    private static void Multiply<TVectors, TFinish>(
        int tileRows, nint depth, in TileStack a, in Panel b, float* c, nint cRow, bool accumulate, in TFinish finish, int row, int column)
        where TVectors : ITileExtent
        where TFinish : struct, ITileFinish
    {
        if (b.IsPacked)
        {
            if (tileRows == 12) TileKernel.Multiply<TLanes, Twelve, TVectors, Keeping, TFinish>(depth, in a, in b, c, cRow, accumulate, in finish, row, column);
            else TileKernel.Multiply<TLanes, Six, TVectors, Keeping, TFinish>(depth, in a, in b, c, cRow, accumulate, in finish, row, column);
            return;
        }

        switch (tileRows)
        {
            case 12: TileKernel.Multiply<TLanes, Twelve, TVectors, Fetching, TFinish>(depth, in a, in b, c, cRow, accumulate, in finish, row, column); break;
            case 8: TileKernel.Multiply<TLanes, Eight, TVectors, Fetching, TFinish>(depth, in a, in b, c, cRow, accumulate, in finish, row, column); break;
            case 6: TileKernel.Multiply<TLanes, Six, TVectors, Fetching, TFinish>(depth, in a, in b, c, cRow, accumulate, in finish, row, column); break;
            case 4: TileKernel.Multiply<TLanes, Four, TVectors, Fetching, TFinish>(depth, in a, in b, c, cRow, accumulate, in finish, row, column); break;
            default: TileKernel.Multiply<TLanes, Two, TVectors, Fetching, TFinish>(depth, in a, in b, c, cRow, accumulate, in finish, row, column); break;
        }
    }
}

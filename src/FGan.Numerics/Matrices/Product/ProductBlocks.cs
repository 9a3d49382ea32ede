namespace FGan.Numerics;

/// <summary>Multiplies rows and columns of a product on one thread, in blocks that stay in its caches.</summary>
/// <param name="a">The left operand.</param>
/// <param name="b">The right operand; not read where it was packed beforehand.</param>
/// <param name="packed">All of b, packed beforehand, or null: then each block packs what it needs, right before its use.</param>
/// <param name="c">The result, rows contiguous.</param>
/// <param name="cRow">Distance between rows of c.</param>
/// <param name="columns">Columns of b and c.</param>
/// <param name="depth">Number of products a sum.</param>
/// <param name="accumulate">Whether to add to c.</param>
/// <param name="finish">What is done to sums before they are stored.</param>
/// <param name="layout">Which operands are read as they lie.</param>
internal readonly unsafe struct ProductBlocks<TLanes, TFinish>(
    Operand a, Operand b, float* packed, float* c, nint cRow, int columns, int depth, bool accumulate, TFinish finish, ProductLayout layout)
    where TLanes : struct, ILanes<TLanes>
    where TFinish : struct, ITileFinish
{
    private readonly Operand _a = a;
    private readonly Operand _b = b;
    private readonly int _blockDepth = Blocking.Depth(depth);

    /// <summary>Packs panels of b, one block of depth after another, to where <see cref="Multiply"/> looks for them.</summary>
    public void Pack(int column, int endColumn)
    {
        int padded = Tiling<TLanes>.PaddedColumns(columns);
        for (int p = 0; p < depth; p += _blockDepth)
        {
            int block = Math.Min(_blockDepth, depth - p);
            PackPanels(column, endColumn, p, block, packed + ((nint)padded * p) + ((nint)column * block));
        }
    }

    /// <summary>Computes a rectangle of c; its columns begin with a panel.</summary>
    public void Multiply(int row, int endRow, int column, int endColumn)
    {
        int chunk = packed is null ? Blocking.Piece(endColumn - column, Blocking.MaximumColumns, Tiling<TLanes>.Columns) : endColumn - column;
        for (; column < endColumn; column += chunk) MultiplyChunk(row, endRow, column, Math.Min(column + chunk, endColumn));
    }

    private void MultiplyChunk(int row, int endRow, int column, int endColumn)
    {
        int blockRows = Blocking.Piece(endRow - row, Blocking.MaximumRows, Tiling<TLanes>.Rows);
        for (int p = 0; p < depth; p += _blockDepth)
        {
            int block = Math.Min(_blockDepth, depth - p);
            float* panels = Panels(column, endColumn, p, block);
            for (int i = row; i < endRow; i += blockRows)
                MultiplyBlock(i, Math.Min(blockRows, endRow - i), column, endColumn, p, block, panels);
        }
    }

    // The panels of some columns, packed now or beforehand.
    private float* Panels(int column, int endColumn, int p, int block)
    {
        if (packed is not null) return packed + ((nint)Tiling<TLanes>.PaddedColumns(columns) * p) + ((nint)column * block);
        float* panels = Scratch.Get(ScratchUse.Right, Tiling<TLanes>.PaddedColumns(endColumn - column) * block);
        PackPanels(column, endColumn, p, block, panels);
        return panels;
    }

    private void PackPanels(int column, int endColumn, int p, int block, float* panels)
    {
        for (; column < endColumn; column += Tiling<TLanes>.Columns, panels += (nint)Tiling<TLanes>.Columns * block)
        {
            int width = Tiling<TLanes>.PanelColumns(endColumn - column);
            if (layout.ReadsRight && column + width <= endColumn) continue;
            Packing.Pack(_b.At(p, column), block, Math.Min(width, endColumn - column), panels, width);
        }
    }

    private void MultiplyBlock(int row, int blockRows, int column, int endColumn, int p, int block, float* panels)
    {
        float* left = Scratch.Get(ScratchUse.Left, Tiling<TLanes>.PaddedRows(blockRows) * block);
        if (!layout.ReadsLeft || blockRows % Tiling<TLanes>.Rows != 0) PackRows(_a.At(row, p), blockRows, block, left);
        for (int j = column; j < endColumn; j += Tiling<TLanes>.Columns)
        {
            // While one panel is multiplied the next comes near, or after the last the first, for the next rows.
            int next = j + Tiling<TLanes>.Columns < endColumn ? j + Tiling<TLanes>.Columns - column : 0;
            MultiplyPanel(
                left, row, blockRows, j, Math.Min(Tiling<TLanes>.Columns, endColumn - j), p, block, panels + ((nint)(j - column) * block),
                panels + ((nint)next * block), accumulate || p > 0, p + block >= depth);
        }
    }

    private void PackRows(Operand a, int rows, int depth, float* left)
    {
        for (int i = 0; i < rows;)
        {
            int height = Tiling<TLanes>.TileRows(rows - i);
            if (!layout.ReadsLeft || rows - i < height) Packing.Pack(a.At(i, 0).Transposed, depth, Math.Min(height, rows - i), left + ((nint)i * depth), height);
            i += height;
        }
    }

    private void MultiplyPanel(
        float* left, int row, int blockRows, int column, int panelColumns, int p, int block, float* panel, float* nextPanel, bool add, bool last)
    {
        int width = Tiling<TLanes>.PanelColumns(panelColumns);
        nint panelRow = width;
        if (layout.ReadsRight && panelColumns == width)
        {
            panel = _b.At(p, column).Pointer;
            panelRow = _b.Row;
        }

        int tiles = (blockRows + Tiling<TLanes>.Rows - 1) / Tiling<TLanes>.Rows, step = (width + tiles - 1) / tiles;
        for (int i = 0; i < blockRows;)
        {
            var right = new Panel(panel, panelRow, layout.ReadsRight ? null : nextPanel, step);
            nextPanel += (nint)step * block;
            int height = Tiling<TLanes>.TileRows(blockRows - i), tileRows = Math.Min(height, blockRows - i);
            Operand tile = layout.ReadsLeft && tileRows == height ? _a.At(row + i, p) : new Operand(left + ((nint)i * block), 1, height);
            float* target = c + ((row + i) * cRow) + column;
            bool isWhole = tileRows == height && panelColumns == width, finishes = last && !TFinish.IsNone;
            if (isWhole && finishes && finish.IsLight)
                Tiling<TLanes>.Multiply(height, width, block, tile, right, target, cRow, add, finish, row + i, column);
            else if (isWhole)
                Tiling<TLanes>.Multiply(height, width, block, tile, right, target, cRow, add);
            else
                MultiplyPartial(height, tileRows, width, panelColumns, block, tile, right, target, add);
            if (finishes && !(isWhole && finish.IsLight)) finish.Apply<TLanes>(target, cRow, row + i, column, tileRows, panelColumns);
            i += height;
        }
    }

    // A tile that sticks out of c is made beside it and its inside copied.
    private void MultiplyPartial(
        int height, int tileRows, int width, int tileColumns, int block, Operand tile, Panel panel, float* target, bool add)
    {
        float* whole = stackalloc float[12 * 2 * Elements.MaximumCount];
        Tiling<TLanes>.Multiply(height, width, block, tile, panel, whole, width, false);
        for (int i = 0; i < tileRows; i++)
        {
            float* from = whole + (i * width), to = target + (i * cRow);
            if (add) Elements.Map<AddOperator, TLanes>(to, from, default, to, tileColumns);
            else new ReadOnlySpan<float>(from, tileColumns).CopyTo(new Span<float>(to, tileColumns));
        }
    }
}

namespace FGan.Numerics;

/// <summary>Multiplies all of a chunk's rows with as much of b as is packed at a time: first pack b, then do blocks of c.</summary>
internal readonly unsafe struct ProductGroup<TLanes, TFinish>(
    Operand a, Operand b, float* packed, float* c, nint cRow, int rows, int columns, int depth, int blockDepth,
    bool accumulate, bool isLast, TFinish finish, int firstColumn, ProductLayout layout)
    where TLanes : struct, ILanes<TLanes>
    where TFinish : struct, ITileFinish
{
    private readonly Operand _a = a;
    private readonly Operand _b = b;

    private int Panels => (columns + Tiling<TLanes>.Columns - 1) / Tiling<TLanes>.Columns;

    public void Run(ThreadTeam team)
    {
        if (!layout.ReadsRight || columns % TLanes.Count != 0) Pack(team);
        int panels = Panels;
        int blockRows = Blocking.Piece(rows, Blocking.MaximumRows, Tiling<TLanes>.Rows);
        int rowBlocks = (rows + blockRows - 1) / blockRows;
        int blockPanels = Math.Max(1, (panels * rowBlocks) / (4 * team.Size));
        blockPanels = Math.Min(panels, Math.Max(blockPanels, 4));
        int columnBlocks = (panels + blockPanels - 1) / blockPanels;
        team.Run(new MultiplyPart(this, blockRows, columnBlocks, blockPanels * Tiling<TLanes>.Columns), rowBlocks * columnBlocks);
    }

    /// <summary>Packs b.</summary>
    public void Pack(ThreadTeam team) => team.Run(new PackPart(this), Panels);

    /// <summary>Multiplies all rows by the packed b on this thread, block by block.</summary>
    public void MultiplyRows()
    {
        int blockRows = Blocking.Piece(rows, Blocking.MaximumRows, Tiling<TLanes>.Rows);
        for (int row = 0; row < rows; row += blockRows) MultiplyBlock(row, Math.Min(blockRows, rows - row), 0, columns);
    }

    private void PackPanel(int panel)
    {
        int column = panel * Tiling<TLanes>.Columns;
        int width = Tiling<TLanes>.PanelColumns(columns - column);
        if (layout.ReadsRight && column + width <= columns) return;
        int padded = Tiling<TLanes>.PaddedColumns(columns);
        for (int p = 0; p < depth; p += blockDepth)
        {
            int block = Math.Min(blockDepth, depth - p);
            float* destination = packed + ((nint)padded * p) + ((nint)column * block);
            Packing.Pack(_b.At(p, column), block, Math.Min(width, columns - column), destination, width);
        }
    }

    private void MultiplyBlock(int row, int blockRows, int column, int endColumn)
    {
        float* left = Scratch.Get(ScratchUse.Left, Tiling<TLanes>.PaddedRows(blockRows) * blockDepth);
        int padded = Tiling<TLanes>.PaddedColumns(columns);
        for (int p = 0; p < depth; p += blockDepth)
        {
            int block = Math.Min(blockDepth, depth - p);
            if (!layout.ReadsLeft || blockRows % Tiling<TLanes>.Rows != 0) PackRows(_a.At(row, p), blockRows, block, left);
            float* panels = packed + ((nint)padded * p);
            bool add = accumulate || p > 0, last = isLast && p + block >= depth;
            for (int j = column; j < endColumn; j += Tiling<TLanes>.Columns)
                MultiplyPanel(left, row, blockRows, j, Math.Min(Tiling<TLanes>.Columns, endColumn - j), p, block, panels + ((nint)j * block), add, last);
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
        float* left, int row, int blockRows, int column, int panelColumns, int p, int block, float* panel, bool add, bool last)
    {
        int width = Tiling<TLanes>.PanelColumns(panelColumns);
        nint panelRow = width;
        if (layout.ReadsRight && panelColumns == width)
        {
            panel = _b.At(p, column).Pointer;
            panelRow = _b.Row;
        }

        for (int i = 0; i < blockRows;)
        {
            int height = Tiling<TLanes>.TileRows(blockRows - i), tileRows = Math.Min(height, blockRows - i);
            Operand tile = layout.ReadsLeft && tileRows == height ? _a.At(row + i, p) : new Operand(left + ((nint)i * block), 1, height);
            float* target = c + ((row + i) * cRow) + column;
            bool isWhole = tileRows == height && panelColumns == width, finishes = last && !TFinish.IsNone;
            if (isWhole && finishes && finish.IsLight)
                Tiling<TLanes>.Multiply(height, width, block, tile, panel, panelRow, target, cRow, add, finish, row + i, firstColumn + column);
            else if (isWhole)
                Tiling<TLanes>.Multiply(height, width, block, tile, panel, panelRow, target, cRow, add);
            else
                MultiplyPartial(height, tileRows, width, panelColumns, block, tile, panel, panelRow, target, add);
            if (finishes && !(isWhole && finish.IsLight)) finish.Apply<TLanes>(target, cRow, row + i, firstColumn + column, tileRows, panelColumns);
            i += height;
        }
    }

    // A tile that sticks out of c is made beside it and its inside copied.
    private void MultiplyPartial(
        int height, int tileRows, int width, int tileColumns, int block, Operand tile, float* panel, nint panelRow, float* target, bool add)
    {
        float* whole = stackalloc float[12 * 2 * Elements.MaximumCount];
        Tiling<TLanes>.Multiply(height, width, block, tile, panel, panelRow, whole, width, false);
        for (int i = 0; i < tileRows; i++)
        {
            float* from = whole + (i * width), to = target + (i * cRow);
            if (add) Elements.Map<AddOperator, TLanes>(to, from, default, to, tileColumns);
            else new ReadOnlySpan<float>(from, tileColumns).CopyTo(new Span<float>(to, tileColumns));
        }
    }

    private readonly struct PackPart(ProductGroup<TLanes, TFinish> group) : IParallelWork
    {
        public void Run(int part) => group.PackPanel(part);
    }

    private readonly struct MultiplyPart(ProductGroup<TLanes, TFinish> group, int blockRows, int columnBlocks, int blockColumns) : IParallelWork
    {
        public void Run(int part)
        {
            int row = part / columnBlocks * blockRows, column = part % columnBlocks * blockColumns;
            group.MultiplyBlock(
                row, Math.Min(blockRows, group.Rows - row), column, Math.Min(column + blockColumns, group.Columns));
        }
    }

    private int Rows => rows;

    private int Columns => columns;
}

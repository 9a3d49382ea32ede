namespace FGan.Numerics;

/// <summary>Multiplies all of a chunk's rows with as much of b as is packed at a time: first pack b, then do blocks of c.</summary>
internal readonly unsafe struct ProductGroup<TLanes, TFinish>(
    Operand a, Operand b, float* packed, float* c, nint cRow, int rows, int columns, int depth, int blockDepth,
    bool accumulate, bool isLast, TFinish finish, int firstColumn)
    where TLanes : struct, ILanes<TLanes>
    where TFinish : struct, ITileFinish
{
    private readonly Operand _a = a;
    private readonly Operand _b = b;

    private int Panels => (columns + Tiling<TLanes>.Columns - 1) / Tiling<TLanes>.Columns;

    public void Run(ThreadTeam team)
    {
        Pack(team);
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
    /// <param name="inPlace">Whether rows of a, contiguous, are read where they lie rather than packed.</param>
    public void MultiplyRows(bool inPlace)
    {
        int blockRows = Blocking.Piece(rows, Blocking.MaximumRows, Tiling<TLanes>.Rows);
        for (int row = 0; row < rows; row += blockRows) MultiplyBlock(row, Math.Min(blockRows, rows - row), 0, columns, inPlace);
    }

    private void PackPanel(int panel)
    {
        int column = panel * Tiling<TLanes>.Columns;
        int width = Tiling<TLanes>.PanelColumns(columns - column);
        int padded = Tiling<TLanes>.PaddedColumns(columns);
        for (int p = 0; p < depth; p += blockDepth)
        {
            int block = Math.Min(blockDepth, depth - p);
            float* destination = packed + ((nint)padded * p) + ((nint)column * block);
            Packing.Pack(_b.At(p, column), block, Math.Min(width, columns - column), destination, width);
        }
    }

    private void MultiplyBlock(int row, int blockRows, int column, int endColumn, bool inPlace = false)
    {
        float* left = Scratch.Get(ScratchUse.Left, Tiling<TLanes>.PaddedRows(blockRows) * blockDepth);
        int padded = Tiling<TLanes>.PaddedColumns(columns);
        for (int p = 0; p < depth; p += blockDepth)
        {
            int block = Math.Min(blockDepth, depth - p);
            int packedFrom = inPlace ? blockRows / Tiling<TLanes>.Rows * Tiling<TLanes>.Rows : 0;
            PackRows(_a.At(row + packedFrom, p), blockRows - packedFrom, block, left + ((nint)packedFrom * block));
            float* panels = packed + ((nint)padded * p);
            bool add = accumulate || p > 0, last = isLast && p + block >= depth;
            for (int j = column; j < endColumn; j += Tiling<TLanes>.Columns)
                MultiplyPanel(left, _a.At(0, p), packedFrom, row, blockRows, j, Math.Min(Tiling<TLanes>.Columns, endColumn - j), block, panels + ((nint)j * block), add, last);
        }
    }

    private static void PackRows(Operand a, int rows, int depth, float* left)
    {
        for (int i = 0; i < rows;)
        {
            int height = Tiling<TLanes>.TileRows(rows - i);
            Packing.Pack(a.At(i, 0).Transposed, depth, Math.Min(height, rows - i), left + ((nint)i * depth), height);
            i += height;
        }
    }

    // The first rows of the block, up to packedFrom, are read where they lie; the rest is packed.
    private void MultiplyPanel(float* left, Operand lying, int packedFrom, int row, int blockRows, int column, int panelColumns, int block, float* panel, bool add, bool last)
    {
        int width = Tiling<TLanes>.PanelColumns(panelColumns);
        for (int i = 0; i < blockRows;)
        {
            int height = Tiling<TLanes>.TileRows(blockRows - i), tileRows = Math.Min(height, blockRows - i);
            Operand tile = i < packedFrom ? lying.At(row + i, 0) : new Operand(left + ((nint)i * block), 1, height);
            float* target = c + ((row + i) * cRow) + column;
            if (tileRows == height && panelColumns == width)
                Tiling<TLanes>.Multiply(height, width, block, tile, panel, width, target, cRow, add);
            else
                MultiplyPartial(height, tileRows, width, panelColumns, block, tile, panel, target, add);
            if (last && !TFinish.IsNone) finish.Apply<TLanes>(target, cRow, row + i, firstColumn + column, tileRows, panelColumns);
            i += height;
        }
    }

    // A tile that sticks out of c is made beside it and its inside copied.
    private void MultiplyPartial(int height, int tileRows, int width, int tileColumns, int block, Operand tile, float* panel, float* target, bool add)
    {
        float* whole = stackalloc float[12 * 2 * Elements.MaximumCount];
        Tiling<TLanes>.Multiply(height, width, block, tile, panel, width, whole, width, false);
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

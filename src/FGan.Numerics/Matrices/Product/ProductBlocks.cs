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

    /// <summary>Packs some rows of panels of b, one block of depth after another, to where <see cref="Multiply"/> looks for them.</summary>
    public void Pack(int row, int endRow, int column, int endColumn)
    {
        int padded = Tiling<TLanes>.PaddedColumns(columns);
        for (int p = 0; p < depth; p += _blockDepth)
        {
            int block = Math.Min(_blockDepth, depth - p), first = Math.Max(row - p, 0), rows = Math.Min(endRow - p, block) - first;
            if (rows > 0) PackPanels(column, endColumn, p + first, rows, packed + ((nint)padded * p) + ((nint)column * block), first, block);
        }
    }

    /// <summary>Computes a rectangle of c; its columns begin with a panel.</summary>
    public void Multiply(int row, int endRow, int column, int endColumn)
    {
        int chunk = packed is null ? Blocking.Piece(endColumn - column, Blocking.MaximumColumns(endRow - row), Tiling<TLanes>.Columns) : endColumn - column;
        for (; column < endColumn; column += chunk) MultiplyChunk(row, endRow, column, Math.Min(column + chunk, endColumn));
    }

    private void MultiplyChunk(int row, int endRow, int column, int endColumn)
    {
        int blockRows = Blocking.Piece(endRow - row, Blocking.MaximumRows, Tiling<TLanes>.Rows);
        for (int p = 0; p < depth; p += _blockDepth)
        {
            int block = Math.Min(_blockDepth, depth - p);
            bool packs = PacksOnTheWay(Math.Min(blockRows, endRow - row));
            float* panels = Panels(column, endColumn, p, block, packs);
            for (int i = row; i < endRow; i += blockRows)
                MultiplyBlock(i, Math.Min(blockRows, endRow - i), column, endColumn, p, block, panels, packs && i == row);
        }
    }

    // Whether the first tiles pack the panels: a pass less over what may lie far away.
    private bool PacksOnTheWay(int blockRows) =>
        packed is null && TLanes.Count > 1 && _b.Column == 1 && !ProductLayout.Crowds(_b.Row) && !layout.ReadsRight && depth > ShallowKernel.MostDepth
        && Tiling<TLanes>.NextTiles(blockRows).Height == Tiling<TLanes>.Rows && blockRows >= Tiling<TLanes>.Rows;

    // The panels of some columns, packed now, beforehand or, where they are whole, soon.
    private float* Panels(int column, int endColumn, int p, int block, bool onTheWay)
    {
        if (packed is not null) return packed + ((nint)Tiling<TLanes>.PaddedColumns(columns) * p) + ((nint)column * block);
        float* panels = Scratch.Get(ScratchUse.Right, Tiling<TLanes>.PaddedColumns(endColumn - column) * block);
        int rest = onTheWay ? (endColumn - column) / Tiling<TLanes>.Columns * Tiling<TLanes>.Columns : 0;
        PackPanels(column + rest, endColumn, p, block, panels + ((nint)rest * block), 0, block);
        return panels;
    }

    // Packs rows from p on, the given number of them being above these in each panel.
    private void PackPanels(int column, int endColumn, int p, int rows, float* panels, int above, int block)
    {
        int whole = TLanes.Count == 1 || _b.Column != 1 || layout.ReadsRight ? 0 : (endColumn - column) / Tiling<TLanes>.Columns;
        if (whole > 1)
        {
            nint apart = (nint)Tiling<TLanes>.Columns * block;
            Packing.PackAcross(_b.At(p, column).Pointer, _b.Row, rows, whole, panels + ((nint)above * Tiling<TLanes>.Columns), Tiling<TLanes>.Columns, apart);
            column += whole * Tiling<TLanes>.Columns;
            panels += whole * apart;
        }

        for (; column < endColumn; column += Tiling<TLanes>.Columns, panels += (nint)Tiling<TLanes>.Columns * block)
        {
            int width = Tiling<TLanes>.PanelColumns(endColumn - column);
            int start = Start(column);
            if (layout.ReadsRight && start + width <= endColumn) continue;
            Packing.Pack(_b.At(p, start), rows, Math.Min(width, endColumn - start), panels + ((nint)above * width), width);
        }
    }

    // Where a panel begins. The last one of a factor packed beforehand begins so early that it is full: what it shares with the one before comes out twice, with the
    // same bits, and no tile sticks out. Not where a sum is made in several blocks of depth: it would be added to twice.
    private int Start(int column)
    {
        int width = Tiling<TLanes>.Columns, left = columns - column;
        bool overlaps = packed is not null && !accumulate && depth <= _blockDepth && left < width && left > TLanes.Count && columns >= width;
        return overlaps ? columns - width : column;
    }

    private void MultiplyBlock(int row, int blockRows, int column, int endColumn, int p, int block, float* panels, bool packs)
    {
        float* left = Scratch.Get(ScratchUse.Left, Tiling<TLanes>.PaddedRows(blockRows) * block);
        if (!layout.ReadsLeft || blockRows % Tiling<TLanes>.Rows != 0) PackRows(_a.At(row, p), blockRows, block, left);
        int count = (endColumn - column + Tiling<TLanes>.Columns - 1) / Tiling<TLanes>.Columns;
        for (int i = 0, j = column; i < count; i++, j += Tiling<TLanes>.Columns)
        {
            float* panel = panels + ((nint)(j - column) * block);
            Fetch ahead = Ahead(i, count, blockRows, p, block, panels);
            int start = Start(j);
            MultiplyPanel(left, row, blockRows, start, Math.Min(Tiling<TLanes>.Columns, endColumn - start), p, block, panel, ahead, packs, accumulate || p > 0, p + block >= depth);
        }
    }

    // What comes near while a panel is multiplied: the operands' next rows, where both lie in order of p and a is read as it lies, a line here and a line there; else
    // the next panel, after the last the first.
    private Fetch Ahead(int panel, int panels, int blockRows, int p, int block, float* first)
    {
        nint steps = (nint)block * ((blockRows + Tiling<TLanes>.Rows - 1) / Tiling<TLanes>.Rows);
        if (packed is not null || !layout.ReadsLeft || p + block >= depth || _a.Row != 1 || _b.Column != 1)
        {
            int next = panel + 1 < panels ? panel + 1 : 0;
            nint length = (nint)Tiling<TLanes>.Columns * block;
            return new(first + (next * length), (length + steps - 1) / steps);
        }

        int half = (panels + 1) / 2;
        bool isLeft = panel < half;
        Operand source = isLeft ? _a.At(0, p + block) : _b.At(p + block, 0);
        nint share = (isLeft ? _a.Column : _b.Row) * block / (isLeft ? half : panels - half);
        return new(source.Pointer + ((isLeft ? panel : panel - half) * share), (share / steps) + 1);
    }

    private void PackRows(Operand a, int rows, int depth, float* left)
    {
        for (int i = 0; i < rows;)
        {
            int height = Tiling<TLanes>.NextTiles(rows - i).Height;
            if (!layout.ReadsLeft || rows - i < height) Packing.Pack(a.At(i, 0).Transposed, depth, Math.Min(height, rows - i), left + ((nint)i * depth), height);
            i += height;
        }
    }

    private void MultiplyPanel(
        float* packedRows, int row, int blockRows, int column, int panelColumns, int p, int block, float* panel, Fetch ahead, bool packs, bool add, bool last)
    {
        int width = Tiling<TLanes>.PanelColumns(panelColumns);
        bool readsRight = layout.ReadsRight && panelColumns == width;
        Operand lying = readsRight ? _b.At(p, column) : default;
        Panel right = readsRight ? new(lying.Pointer, lying.Row) : new(panel, width, ahead.From, ahead.Step);
        if (depth <= ShallowKernel.MostDepth && panelColumns == width)
        {
            MultiplyShallow(width, in right, row, blockRows, column);
            return;
        }

        packs &= panelColumns == width && width == Tiling<TLanes>.Columns;
        for (int i = 0; i < blockRows;)
        {
            // All tiles of full height at once, but for the first where it packs, then a lower one for what is left.
            int left = blockRows - i;
            (int height, int count) = Tiling<TLanes>.NextTiles(left);
            bool isFirst = packs && i == 0;
            if (isFirst) count = 1;
            int rows = Math.Min(count * height, left);
            bool isPacked = !layout.ReadsLeft || rows < height;
            Operand top = isPacked ? new(packedRows + ((nint)i * block), 1, height) : _a.At(row + i, p);
            var stack = new TileStack(top, isPacked ? (nint)height * block : height * _a.Row, count);
            if (isFirst)
            {
                Operand apart = _b.At(p, column);
                var packing = Panel.Packing(apart.Pointer, apart.Row, panel, width);
                MultiplyStack(height, width, block, in stack, in packing, row + i, rows, column, panelColumns, add, last);
            }
            else
            {
                MultiplyStack(height, width, block, in stack, in right, row + i, rows, column, panelColumns, add, last);
                if (!readsRight) right = right.After(count * block);
            }

            i += rows;
        }
    }

    private void MultiplyStack(
        int height, int width, int block, in TileStack tiles, in Panel right, int row, int rows, int column, int tileColumns, bool add, bool last)
    {
        float* target = c + (row * cRow) + column;
        bool isWhole = rows % height == 0 && tileColumns == width, finishes = last && !TFinish.IsNone;
        if (isWhole && finishes && finish.IsLight)
        {
            Tiling<TLanes>.Multiply(height, width, block, in tiles, in right, target, cRow, add, in finish, row, column);
            return;
        }

        if (isWhole) Tiling<TLanes>.Multiply(height, width, block, in tiles, in right, target, cRow, add);
        else MultiplyPartial(height, width, block, in tiles, in right, target, rows, tileColumns, add);
        if (finishes) finish.Apply<TLanes>(target, cRow, row, column, rows, tileColumns);
    }

    private void MultiplyShallow(int width, in Panel right, int row, int rows, int column)
    {
        if (!TFinish.IsNone && finish.IsLight)
        {
            MultiplyShallow(width, in right, row, rows, column, in finish);
            return;
        }

        MultiplyShallow(width, in right, row, rows, column, default(NoFinish));
        if (!TFinish.IsNone) finish.Apply<TLanes>(c + (row * cRow) + column, cRow, row, column, rows, width);
    }

    private void MultiplyShallow<TEnd>(int width, in Panel right, int row, int rows, int column, in TEnd end)
        where TEnd : struct, ITileFinish
    {
        float* target = c + (row * cRow) + column;
        if (width > TLanes.Count) ShallowKernel.Multiply<TLanes, Two, TEnd>(depth, _a.At(row, 0), in right, target, cRow, rows, accumulate, in end, row, column);
        else ShallowKernel.Multiply<TLanes, One, TEnd>(depth, _a.At(row, 0), in right, target, cRow, rows, accumulate, in end, row, column);
    }

    // Tiles that stick out of c are made beside it, one after another, and their insides copied.
    private void MultiplyPartial(
        int height, int width, int block, in TileStack tiles, in Panel panel, float* target, int rows, int tileColumns, bool add)
    {
        float* whole = stackalloc float[12 * 2 * Elements.MaximumCount];
        Operand tile = tiles.Top;
        for (int i = 0; i < rows; i += height)
        {
            Tiling<TLanes>.Multiply(height, width, block, tile, in panel, whole, width, false);
            for (int j = i; j < Math.Min(i + height, rows); j++)
            {
                float* from = whole + ((j - i) * width), to = target + (j * cRow);
                if (add) Elements.Map<AddOperator, TLanes>(to, from, default, to, tileColumns);
                else new ReadOnlySpan<float>(from, tileColumns).CopyTo(new Span<float>(to, tileColumns));
            }

            tile = new Operand(tile.Pointer + tiles.Below, tile.Row, tile.Column);
        }
    }
}

/// <summary>Says what is brought nearer while something else is multiplied.</summary>
/// <param name="from">The first float.</param>
/// <param name="step">How far to go on with each p.</param>
internal readonly unsafe struct Fetch(float* from, nint step)
{
    public readonly float* From = from;
    public readonly nint Step = step;
}

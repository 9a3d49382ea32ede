namespace FGan.Numerics;

/// <summary>Multiplies many blocks of rows by one right factor that was packed beforehand.</summary>
/// <remarks>
/// A network's weights are the right factor of every row of a batch. Packed once, they serve each block of rows on whatever
/// thread it falls to, and a whole chain of layers can be run on a block while its rows are in the nearest caches.
/// </remarks>
public static unsafe class PackedProduct
{
    /// <summary>The widest panel of any vector width.</summary>
    private const int WidestPanel = 32;

    /// <summary>Floats that one slice of packing reads, or up to a panel more.</summary>
    private const int SliceLength = 8192;

    /// <summary>Returns how many floats a packed factor takes.</summary>
    /// <param name="depth">Rows of the factor, k.</param>
    /// <param name="columns">Columns of the factor, n.</param>
    public static int Length(int depth, int columns) =>
        checked(depth * ((columns + WidestPanel - 1) / WidestPanel * WidestPanel));

    /// <summary>Packs a right factor.</summary>
    /// <param name="b">k × n, of any strides.</param>
    /// <param name="packed">Receives it; <see cref="Length"/> floats, disjoint from b.</param>
    /// <param name="team">The threads to work with.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public static void Pack(MatrixView b, Span<float> packed, ThreadTeam? team = null)
    {
        Check(b, packed);
        (team ?? ThreadTeam.Shared).Run(new SliceWork(b, packed), Slices(b));
    }

    /// <summary>Returns how many slices packing can be shared out in: as many lines of the factor each, rows or columns, whichever are contiguous.</summary>
    /// <param name="b">k × n, of any strides.</param>
    public static int Slices(MatrixView b)
    {
        if (b.Rows == 0 || b.Columns == 0) return 0;
        if (b.Columns <= NarrowProduct<NoFinish>.MaximumColumns) return 1;
        int each = SliceLines(b), lines = LiesInRows(b) ? b.Rows : b.Columns;
        return (lines + each - 1) / each;
    }

    /// <summary>Packs one slice of a right factor, on the calling thread alone.</summary>
    /// <param name="b">k × n, of any strides.</param>
    /// <param name="packed">Receives it; <see cref="Length"/> floats, disjoint from b.</param>
    /// <param name="slice">The slice, from 0, below <see cref="Slices"/>.</param>
    /// <exception cref="ArgumentException">The destination has another length, or there is no such slice.</exception>
    public static void PackSlice(MatrixView b, Span<float> packed, int slice)
    {
        Check(b, packed);
        if ((uint)slice >= (uint)Slices(b)) throw new ArgumentOutOfRangeException(nameof(slice), slice, $"A factor of {b.Rows} × {b.Columns} is packed in {Slices(b)} slices. Give 0 to {Slices(b) - 1}.");
        if (b.Columns <= NarrowProduct<NoFinish>.MaximumColumns)
        {
            MatrixCopy.Copy(b.Transposed, new MatrixSpan(packed, b.Columns, b.Rows), ThreadTeam.Single);
            return;
        }

        fixed (float* pb = b.Data, pp = packed)
            Simd.Run(new PackWork(new Operand(pb, b.RowStride, b.ColumnStride), b.Rows, b.Columns, pp, slice * SliceLines(b), SliceLines(b), LiesInRows(b)));
    }

    /// <summary>Computes c = e(a·b) with a packed b and the epilogue e, on the calling thread alone.</summary>
    /// <param name="a">m × k, rows contiguous.</param>
    /// <param name="packed">b, k × n, as <see cref="Pack"/> left it.</param>
    /// <param name="c">m × n, rows contiguous, disjoint from a and b.</param>
    /// <param name="epilogue">What is done with each element before it is stored; the default does nothing.</param>
    /// <exception cref="ArgumentException">Extents do not agree, rows are not contiguous, or c overlaps an operand.</exception>
    public static void Multiply(MatrixView a, ReadOnlySpan<float> packed, MatrixSpan c, Epilogue epilogue = default)
    {
        Require.Length(packed.Length, Length(a.Columns, c.Columns));
        if (a.Rows != c.Rows || (c.ColumnStride != 1 && c.Columns > 1) || (a.ColumnStride != 1 && a.Columns > 1))
            Require.ThrowShapes($"Product of {a.Rows} × {a.Columns} (column stride {a.ColumnStride}) and a packed factor into {c.Rows} × {c.Columns} (column stride {c.ColumnStride}); expected as many rows and column strides 1. Give matrices with contiguous rows.");
        Require.Disjoint(a.Data, c.Data);
        Require.Disjoint(packed, c.Data);
        if (a.Rows == 0) return;
        ActivationFunctions.Run(epilogue.Activation, new MultiplyWork(a, packed, c, epilogue));
    }

    private static void Check(MatrixView b, Span<float> packed)
    {
        Require.Length(packed.Length, Length(b.Rows, b.Columns));
        Require.Disjoint(b.Data, packed);
    }

    /// <summary>Whether the lines that slices are made of are rows.</summary>
    private static bool LiesInRows(MatrixView b) => b.ColumnStride == 1 || b.RowStride != 1;

    /// <summary>Lines of a slice: whole panels, whatever the vectors' width.</summary>
    private static int SliceLines(MatrixView b) => Blocking.Share(SliceLength, LiesInRows(b) ? b.Columns : b.Rows, WidestPanel);

    private readonly ref struct SliceWork(MatrixView b, Span<float> packed) : IParallelWork
    {
        private readonly MatrixView _b = b;
        private readonly Span<float> _packed = packed;

        public void Run(int part) => PackSlice(_b, _packed, part);
    }

    private readonly struct PackWork(Operand b, int depth, int columns, float* packed, int line, int lines, bool rows) : ILanesWork
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            var blocks = new ProductBlocks<TLanes, NoFinish>(default, b, packed, null, 0, columns, depth, false, default, default);
            if (rows) blocks.Pack(line, Math.Min(line + lines, depth), 0, columns);
            else blocks.Pack(0, depth, line, Math.Min(line + lines, columns));
        }
    }

    private readonly ref struct MultiplyWork(MatrixView a, ReadOnlySpan<float> packed, MatrixSpan c, Epilogue epilogue) : IActivationWork
    {
        private readonly MatrixView _a = a;
        private readonly ReadOnlySpan<float> _packed = packed;
        private readonly MatrixSpan _c = c;
        private readonly Epilogue _epilogue = epilogue;

        public void Run<TFunction>(TFunction function)
            where TFunction : struct, IActivationFunction
        {
            MatrixView output = _epilogue.Output;
            fixed (float* bias = _epilogue.Bias, py = output.Data)
            {
                if (_epilogue.IsSlope) Finish(new SlopeFinish<TFunction>(new Operand(py, output.RowStride, output.ColumnStride), function));
                else if (bias is not null) Finish(new ColumnBiasFinish<TFunction>(bias, function));
                else if (typeof(TFunction) != typeof(IdentityFunction)) Finish(new RowBiasFinish<TFunction>(null, function));
                else Finish(default(NoFinish));
            }
        }

        private void Finish<TFinish>(TFinish finish)
            where TFinish : struct, ITileFinish
        {
            fixed (float* pa = _a.Data, pp = _packed, pc = _c.Data)
                Simd.Run(new BlockWork<TFinish>(new Operand(pa, _a.RowStride, _a.ColumnStride), pp, pc, _c.RowStride, _c.Rows, _c.Columns, _a.Columns, finish));
        }
    }

    private readonly struct BlockWork<TFinish>(
        Operand a, float* packed, float* c, nint cRow, int rows, int columns, int depth, TFinish finish) : ILanesWork
        where TFinish : struct, ITileFinish
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            if (columns <= NarrowProduct<TFinish>.MaximumColumns)
                new NarrowProduct<TFinish>(a.Pointer, a.Row, packed, c, cRow, columns, depth, false, finish).MultiplyRows<TLanes>(0, rows);
            else
            {
                new ProductBlocks<TLanes, TFinish>(a, default, packed, c, cRow, columns, depth, false, finish, ProductLayout.OfLeft(a, depth))
                    .Multiply(0, rows, 0, columns);
            }
        }
    }
}

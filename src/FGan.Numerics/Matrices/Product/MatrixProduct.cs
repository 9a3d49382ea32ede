namespace FGan.Numerics;

/// <summary>Multiplies matrices of any strides.</summary>
public static unsafe class MatrixProduct
{
    /// <summary>Halves of sums are a multiple of this, which is that of a tile's rows.</summary>
    private const int SumUnit = 12;

    /// <summary>Computes c = e(a·b), or c = e(c + a·b) when accumulating, with the epilogue e.</summary>
    /// <param name="a">m × k.</param>
    /// <param name="b">k × n.</param>
    /// <param name="c">m × n, disjoint from a and b.</param>
    /// <param name="accumulate">Whether the product is added to what c holds.</param>
    /// <param name="epilogue">What is done with each element before it is stored; the default does nothing.</param>
    /// <param name="team">The threads to work with; <see cref="ThreadTeam.Shared"/> by default. Never changes the result.</param>
    /// <param name="seam">
    /// Where in the sums a second batch begins, if a has the columns and b the rows of two batches, one behind the other; else 0. Long sums are made in two halves, and these
    /// are then half of either batch each.
    /// </param>
    /// <exception cref="ArgumentException">Extents do not agree, or c overlaps an operand.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The seam is not within the sums.</exception>
    public static void Multiply(
        MatrixView a, MatrixView b, MatrixSpan c, bool accumulate = false, Epilogue epilogue = default, ThreadTeam? team = null, int seam = 0)
    {
        Check(a, b, c, epilogue);
        if (seam < 0 || seam > a.Columns)
            throw new ArgumentOutOfRangeException(nameof(seam), seam, $"A second batch from {seam} on in sums of {a.Columns} products; expected 0 to {a.Columns}. Pass 0 for one batch.");
        if (c.Rows == 0 || c.Columns == 0) return;
        team ??= ThreadTeam.Shared;
        // Few columns from an a that is contiguous along its columns: the transposed product has few rows, and reads a as it lies.
        bool flat = c.Columns <= 4 && c.Columns < c.Rows && a.RowStride == 1 && a.ColumnStride != 1;
        if (flat && c.Columns == 1 && c.RowStride == 1) Multiply(b.Transposed, a.Transposed, c.Transposed, accumulate, epilogue, true, team, seam);
        else if (flat) MultiplyAside(a, b, c, accumulate, epilogue, true, team, seam);
        else if (c.ColumnStride == 1 || c.Columns == 1) Multiply(a, b, c, accumulate, epilogue, false, team, seam);
        else if (c.RowStride == 1 || c.Rows == 1) Multiply(b.Transposed, a.Transposed, c.Transposed, accumulate, epilogue, true, team, seam);
        else MultiplyAside(a, b, c, accumulate, epilogue, false, team, seam);
    }

    /// <summary>Where a long sum is halved: threads that make rows find what they made if they share them out there.</summary>
    /// <param name="depth">Number of products a sum, or rows of one batch of two.</param>
    public static int Middle(int depth) => ((depth + SumUnit - 1) / SumUnit / 2) * SumUnit;

    // A result that is wanted in another layout than it is best made in is made in scratch memory.
    private static void MultiplyAside(MatrixView a, MatrixView b, MatrixSpan c, bool accumulate, Epilogue epilogue, bool turned, ThreadTeam team, int seam)
    {
        int size = checked(c.Rows * c.Columns);
        var memory = new Span<float>(Scratch.Get(ScratchUse.Result, size), size);
        MatrixSpan aside = turned ? new MatrixSpan(memory, c.Columns, c.Rows) : new MatrixSpan(memory, c.Rows, c.Columns);
        MatrixSpan likeC = turned ? aside.Transposed : aside;
        if (accumulate) MatrixCopy.Copy(c, likeC, team);
        if (turned) Multiply(b.Transposed, a.Transposed, aside, accumulate, epilogue, true, team, seam);
        else Multiply(a, b, aside, accumulate, epilogue, false, team, seam);
        MatrixCopy.Copy(likeC, c, team);
    }

    private static void Multiply(
        MatrixView a, MatrixView b, MatrixSpan c, bool accumulate, Epilogue epilogue, bool turned, ThreadTeam team, int seam) =>
        ActivationFunctions.Run(epilogue.Activation, new ProductWork(a, b, c, accumulate, epilogue, turned, team, seam));

    private static void Check(MatrixView a, MatrixView b, MatrixSpan c, Epilogue epilogue)
    {
        if (a.Columns != b.Rows || a.Rows != c.Rows || b.Columns != c.Columns)
            Require.ThrowShapes($"Product of {a.Rows} × {a.Columns} and {b.Rows} × {b.Columns} into {c.Rows} × {c.Columns}; expected m × k, k × n, m × n. Transpose or slice an operand.");
        if (!epilogue.Bias.IsEmpty) Require.Length(epilogue.Bias.Length, c.Columns);
        if (epilogue.IsSlope && (epilogue.Output.Rows != c.Rows || epilogue.Output.Columns != c.Columns))
            Require.ThrowShapes($"Epilogue's output is {epilogue.Output.Rows} × {epilogue.Output.Columns}; expected {c.Rows} × {c.Columns}, as the product. Pass the activation's outputs.");
        Require.Disjoint(a.Data, c.Data);
        Require.Disjoint(b.Data, c.Data);
    }

    private readonly ref struct ProductWork(
        MatrixView a, MatrixView b, MatrixSpan c, bool accumulate, Epilogue epilogue, bool turned, ThreadTeam team, int seam) : IActivationWork
    {
        private readonly MatrixView _a = a;
        private readonly MatrixView _b = b;
        private readonly MatrixSpan _c = c;
        private readonly Epilogue _epilogue = epilogue;

        public void Run<TFunction>(TFunction function)
            where TFunction : struct, IActivationFunction
        {
            MatrixView output = turned ? _epilogue.Output.Transposed : _epilogue.Output;
            fixed (float* pa = _a.Data, pb = _b.Data, pc = _c.Data, bias = _epilogue.Bias, py = output.Data)
            {
                if (_epilogue.IsSlope) Run(pa, pb, pc, new SlopeFinish<TFunction>(new Operand(py, output.RowStride, output.ColumnStride), function));
                else if (bias is not null && !turned) Run(pa, pb, pc, new ColumnBiasFinish<TFunction>(bias, function));
                else if (bias is not null || typeof(TFunction) != typeof(IdentityFunction)) Run(pa, pb, pc, new RowBiasFinish<TFunction>(bias, function));
                else Run(pa, pb, pc, default(NoFinish));
            }
        }

        private void Run<TFinish>(float* pa, float* pb, float* pc, TFinish finish)
            where TFinish : struct, ITileFinish =>
            Simd.Run(new Product<TFinish>(
                new Operand(pa, _a.RowStride, _a.ColumnStride), new Operand(pb, _b.RowStride, _b.ColumnStride), pc, _c.RowStride,
                _c.Rows, _c.Columns, _a.Columns, accumulate, finish, team, seam));
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FGan.Numerics;

/// <summary>Copies a matrix, blocks of rows and columns at a time: a transposition walks along rows of one side and columns of the other.</summary>
internal readonly unsafe struct CopyWork(Operand source, Operand destination, int rows, int columns) : IParallelWork
{
    private const int Grain = 16384;

    /// <summary>Columns of a block: as many cache lines stay open while its rows go by.</summary>
    private const int BlockColumns = 256;

    private int BlockRows => Math.Max(4, Grain / Math.Min(columns, BlockColumns) / 4 * 4);

    private int ColumnBlocks => (columns + BlockColumns - 1) / BlockColumns;

    public int Parts => (rows + BlockRows - 1) / BlockRows * ColumnBlocks;

    public void Run(int part)
    {
        int row = part / ColumnBlocks * BlockRows, column = part % ColumnBlocks * BlockColumns;
        int blockRows = Math.Min(BlockRows, rows - row), blockColumns = Math.Min(BlockColumns, columns - column);
        Operand from = source.At(row, column), to = destination.At(row, column);
        if (to.Column == 1)
        {
            Packing.Copy(from, blockRows, blockColumns, to.Pointer, to.Row);
            return;
        }

        for (int i = 0; i < blockRows; i++)
        {
            for (int j = 0; j < blockColumns; j++) *to.At(i, j).Pointer = *from.At(i, j).Pointer;
        }
    }
}

/// <summary>Says how rows that lie anywhere are gathered.</summary>
internal static unsafe class Gathering
{
    /// <summary>What a part costs, in numbers.</summary>
    private const int Grain = 16384;

    /// <summary>What a row costs beside its numbers, in numbers: it comes from where no one expected it.</summary>
    private const int RowWork = 64;

    /// <summary>How many rows are on their way at a time.</summary>
    private const int Ahead = 16;

    /// <summary>Rows of a part, all of them being about alike.</summary>
    /// <param name="columns">Numbers of a row.</param>
    /// <param name="rows">Rows to gather.</param>
    public static int Rows(int columns, int rows)
    {
        long work = ((long)columns + RowWork) * rows;
        return Blocking.Share(rows, Math.Max(1, (int)((work + Grain - 1) / Grain)), 1);
    }

    /// <summary>Has a row brought near that is copied soon.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="row">Bytes of a row.</param>
    /// <param name="indices">Numbers of the rows to copy.</param>
    /// <param name="i">The row that is copied now.</param>
    /// <param name="end">Where the rows to copy end.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(void* source, nint row, int* indices, int i, int end)
    {
        if (i + Ahead < end) Prefetch.Line((byte*)source + (indices[i + Ahead] * row));
    }
}

/// <summary>Copies rows by their numbers.</summary>
internal readonly unsafe struct GatherWork(float* source, int columns, int* indices, int count, float* destination) : IParallelWork
{
    private int Rows => Gathering.Rows(columns, count);

    public int Parts => (count + Rows - 1) / Rows;

    public void Run(int part)
    {
        int end = (int)Math.Min(count, (part + 1L) * Rows);
        for (int i = part * Rows; i < end; i++)
        {
            Gathering.Fetch(source, (nint)columns * sizeof(float), indices, i, end);
            new ReadOnlySpan<float>(source + ((nint)indices[i] * columns), columns)
                .CopyTo(new Span<float>(destination + ((nint)i * columns), columns));
        }
    }
}

/// <summary>Copies rows of bytes by their numbers, as byte · scale + offset.</summary>
internal readonly unsafe struct GatherBytesWork(byte* source, int columns, int* indices, int count, float scale, float offset, float* destination)
    : IParallelWork
{
    private int Rows => Gathering.Rows(columns, count);

    public int Parts => (count + Rows - 1) / Rows;

    public void Run(int part)
    {
        int end = (int)Math.Min(count, (part + 1L) * Rows);
        for (int i = part * Rows; i < end; i++)
        {
            Gathering.Fetch(source, columns, indices, i, end);
            Widen(source + ((nint)indices[i] * columns), destination + ((nint)i * columns));
        }
    }

    // Products and sums are rounded apart in both loops: a pixel's float does not depend on where in its row it stands.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Widen(byte* from, float* to)
    {
        Vector128<float> factor = Vector128.Create(scale), shift = Vector128.Create(offset);
        int j = 0;
        for (; j <= columns - Vector128<byte>.Count; j += Vector128<byte>.Count)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Load(from + j));
            Four(Vector128.WidenLower(low), factor, shift).Store(to + j);
            Four(Vector128.WidenUpper(low), factor, shift).Store(to + j + 4);
            Four(Vector128.WidenLower(high), factor, shift).Store(to + j + 8);
            Four(Vector128.WidenUpper(high), factor, shift).Store(to + j + 12);
        }

        for (; j < columns; j++) to[j] = (from[j] * scale) + offset;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Four(Vector128<uint> values, Vector128<float> factor, Vector128<float> shift) =>
        (Vector128.ConvertToSingle(values.AsInt32()) * factor) + shift;
}

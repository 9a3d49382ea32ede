using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FGan.Numerics;

/// <summary>Copies operands into panels: for each p the panel's elements side by side, short panels filled up with zeros.</summary>
internal static unsafe class Packing
{
    /// <summary>Floats in a cache line.</summary>
    private const int Line = 16;

    /// <summary>How far ahead a transposition asks for its columns.</summary>
    private const int Ahead = 8 * Line;

    /// <summary>How many rows ahead a copy of rows asks for memory.</summary>
    private const int AheadRows = 6;

    /// <summary>Packs columns of b (or rows of a, transposed) into panels, one after another.</summary>
    /// <param name="b">Element (p, j), p below depth, j below columns.</param>
    /// <param name="depth">Number of p.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="panel">Receives depth × width floats.</param>
    /// <param name="width">Width of the panel, at least columns.</param>
    public static void Pack(Operand b, int depth, int columns, float* panel, int width)
    {
        if (columns < width) new Span<float>(panel, depth * width).Clear();
        Copy(b, depth, columns, panel, width);
    }

    /// <summary>Packs rows of b that lie in one piece each into several whole panels, row after row: memory is gone over once, from front to end.</summary>
    /// <param name="b">The first row.</param>
    /// <param name="bRow">Distance between rows.</param>
    /// <param name="depth">Number of rows.</param>
    /// <param name="panels">Number of panels.</param>
    /// <param name="panel">The first panel.</param>
    /// <param name="width">Width of a panel, whole vectors of four, or of 16 from 16 on.</param>
    /// <param name="apart">Distance between panels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackAcross(float* b, nint bRow, int depth, int panels, float* panel, int width, nint apart)
    {
        for (int p = 0; p < depth; p++, b += bRow, panel += width)
        {
            float* source = b, target = panel;
            for (int i = 0; i < panels; i++, source += width, target += apart)
            {
                for (int j = 0; j < width; j += Line) Prefetch.Line(source + (AheadRows * bRow) + j);
                if (width >= Vector512<float>.Count)
                {
                    for (int j = 0; j < width; j += Vector512<float>.Count) Vector512.Load(source + j).Store(target + j);
                }
                else
                {
                    for (int j = 0; j < width; j += Vector128<float>.Count) Vector128.Load(source + j).Store(target + j);
                }
            }
        }
    }

    /// <summary>Copies rows × columns elements to rows that lie <paramref name="targetRow"/> apart.</summary>
    public static void Copy(Operand source, int rows, int columns, float* target, nint targetRow)
    {
        if (source.Column == 1) CopyRows(source.Pointer, source.Row, rows, columns, target, targetRow);
        else if (source.Row == 1) Turn(source.Pointer, source.Column, rows, columns, target, targetRow);
        else CopyEach(source, 0, 0, rows, columns, target, targetRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows(float* source, nint sourceRow, int depth, int columns, float* panel, nint width)
    {
        for (int p = 0; p < depth; p++, source += sourceRow, panel += width)
        {
            int j = 0;
            for (; j <= columns - Vector512<float>.Count; j += Vector512<float>.Count) Vector512.Load(source + j).Store(panel + j);
            for (; j <= columns - Vector128<float>.Count; j += Vector128<float>.Count) Vector128.Load(source + j).Store(panel + j);
            for (; j < columns; j++) panel[j] = source[j];
        }
    }

    // Element (p, j) lies at source[p + j · sourceColumn]. A cache line of each of 16 columns, or of 4, is read at once and turned in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn(float* source, nint sourceColumn, int depth, int columns, float* panel, nint width)
    {
        int wholeDepth = depth & ~3, wholeColumns = columns & ~3;
        for (int p = 0; p < wholeDepth; p += Line)
        {
            int end = Math.Min(p + Line, wholeDepth), j = 0;
            for (; j <= columns - 16; j += 16)
            {
                // Every column is a stream of its own, more than the processor follows by itself.
                for (int i = j; i < j + 16; i++) Prefetch.Line(source + p + Ahead + (i * sourceColumn));
                for (int q = p; q < end; q += 4)
                    Interleave.Turn16(source + q + (j * sourceColumn), sourceColumn, panel + (q * width) + j, width);
            }

            for (; j < wholeColumns; j += 4)
            {
                for (int q = p; q < end; q += 4)
                    Interleave.Turn4(source + q + (j * sourceColumn), sourceColumn, panel + (q * width) + j, width);
            }
        }

        var operand = new Operand(source, 1, sourceColumn);
        CopyEach(operand, 0, wholeColumns, wholeDepth, columns, panel, width);
        CopyEach(operand, wholeDepth, 0, depth, columns, panel, width);
    }

    private static void CopyEach(Operand b, int firstP, int firstColumn, int depth, int columns, float* panel, nint width)
    {
        for (int p = firstP; p < depth; p++)
        {
            for (int j = firstColumn; j < columns; j++) panel[(p * width) + j] = *b.At(p, j).Pointer;
        }
    }
}

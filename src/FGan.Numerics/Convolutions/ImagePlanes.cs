using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>
/// Lays out padded images so that what one tap of the kernel sees, at a stride, is contiguous: a plane for every channel and every remainder of row
/// and column by the stride, plane[i, j] = x[i · stride + a − padding, j · stride + b − padding], zero outside.
/// </summary>
/// <param name="Height">Height of the images.</param>
/// <param name="Width">Width of the images.</param>
/// <param name="Stride">The step, and the number of remainders a side.</param>
/// <param name="PaddingTop">Zero rows put before the image.</param>
/// <param name="PaddingLeft">Zero columns put before the image.</param>
/// <param name="Rows">Rows of a plane.</param>
/// <param name="Columns">Columns of a plane.</param>
internal readonly record struct ImagePlanes(int Height, int Width, int Stride, int PaddingTop, int PaddingLeft, int Rows, int Columns)
{
    /// <summary>Floats read past the end of a run at most, and left free behind the last plane.</summary>
    public const int Slack = Elements.MaximumCount;

    /// <summary>Pixels of a channel of an image.</summary>
    public int Pixels => Height * Width;

    /// <summary>Floats that the planes of one channel take.</summary>
    public int ChannelSize => Stride * Stride * Rows * Columns;

    /// <summary>Where a tap's plane and shift begin within a channel's planes.</summary>
    public int TapOffset(int tapRow, int tapColumn) =>
        (((((tapRow % Stride) * Stride) + (tapColumn % Stride)) * Rows) + (tapRow / Stride)) * Columns + (tapColumn / Stride);

    /// <summary>Fills the planes of some channels of an image.</summary>
    public unsafe void Fill(float* image, int channels, float* planes)
    {
        new Span<float>(planes, channels * ChannelSize).Clear();
        for (int a = 0; a < Stride; a++)
        {
            for (int b = 0; b < Stride; b++, planes += Rows * Columns) FillPlanes(image, channels, a, b, planes);
        }
    }

    // What lies inside the image is copied between the zeros around it, for one remainder of row and column.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void FillPlanes(float* image, int channels, int a, int b, float* planes)
    {
        int firstColumn = Math.Min(Columns, CeilingDivide(PaddingLeft - b)), lastColumn = Math.Clamp(CeilingDivide(Width + PaddingLeft - b), firstColumn, Columns);
        int firstRow = Math.Min(Rows, CeilingDivide(PaddingTop - a)), lastRow = Math.Clamp(CeilingDivide(Height + PaddingTop - a), firstRow, Rows);
        float* end = image + ((nint)channels * Height * Width);
        image += (((firstRow * Stride) + a - PaddingTop) * Width) + (firstColumn * Stride) + b - PaddingLeft;
        planes += (firstRow * Columns) + firstColumn;
        for (int channel = 0; channel < channels; channel++, image += Height * Width, planes += ChannelSize)
        {
            float* from = image, to = planes;
            for (int i = firstRow; i < lastRow; i++, from += Stride * Width, to += Columns) Interleave.Take(from, end, Stride, to, lastColumn - firstColumn);
        }
    }

    private int CeilingDivide(int value) => value <= 0 ? 0 : (value + Stride - 1) / Stride;
}

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

    /// <summary>Floats that the planes of one channel take.</summary>
    public int ChannelSize => Stride * Stride * Rows * Columns;

    /// <summary>Where a tap's plane and shift begin within a channel's planes.</summary>
    public int TapOffset(int tapRow, int tapColumn) =>
        (((((tapRow % Stride) * Stride) + (tapColumn % Stride)) * Rows) + (tapRow / Stride)) * Columns + (tapColumn / Stride);

    /// <summary>Fills the planes of some channels of an image.</summary>
    public unsafe void Fill(float* image, int channels, float* planes)
    {
        for (int channel = 0; channel < channels; channel++, image += Height * Width)
        {
            for (int a = 0; a < Stride; a++)
            {
                for (int b = 0; b < Stride; b++, planes += Rows * Columns) FillPlane(image, a, b, planes);
            }
        }
    }

    private unsafe void FillPlane(float* image, int a, int b, float* plane)
    {
        // Columns from first to last − 1 of the plane lie inside the image.
        int first = Math.Min(Columns, CeilingDivide(PaddingLeft - b));
        int last = Math.Clamp(CeilingDivide(Width + PaddingLeft - b), first, Columns);
        for (int i = 0; i < Rows; i++, plane += Columns)
        {
            int row = (i * Stride) + a - PaddingTop;
            if (row < 0 || row >= Height)
            {
                new Span<float>(plane, Columns).Clear();
                continue;
            }

            float* from = image + (row * Width) + b - PaddingLeft;
            for (int j = 0; j < first; j++) plane[j] = 0f;
            for (int j = first; j < last; j++) plane[j] = from[j * Stride];
            for (int j = last; j < Columns; j++) plane[j] = 0f;
        }
    }

    private int CeilingDivide(int value) => value <= 0 ? 0 : (value + Stride - 1) / Stride;
}

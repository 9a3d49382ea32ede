namespace FGan.Numerics;

/// <summary>
/// Lays images in stacks: for every pixel and channel the values of as many images as two vectors hold, side by side. Every vector is then full
/// whatever the width of an image, and pixels that are neighbours in a row lie one after another with all their channels.
/// </summary>
/// <param name="Channels">Channels of an image.</param>
/// <param name="Pixels">Pixels of a channel.</param>
/// <param name="Images">Number of images.</param>
/// <param name="Gap">Floats between one pixel and the next, so that pixels do not crowd the same lines of a cache.</param>
internal readonly record struct ImageStacks<TLanes>(int Channels, int Pixels, int Images, int Gap = 0)
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Number of stacks.</summary>
    public int Count => (Images + Tiling<TLanes>.Columns - 1) / Tiling<TLanes>.Columns;

    /// <summary>Floats of all stacks.</summary>
    public int Length => checked(Count * StackSize);

    private int StackSize => ((Channels * Tiling<TLanes>.Columns) + Gap) * Pixels;

    /// <summary>Where a stack begins.</summary>
    public nint Start(int stack) => (nint)stack * StackSize;

    /// <summary>Images that a stack holds.</summary>
    public int Held(int stack) => Math.Min(Tiling<TLanes>.Columns, Images - (stack * Tiling<TLanes>.Columns));

    /// <summary>Images that there is room for: one vector or two.</summary>
    public int Width(int stack) => Tiling<TLanes>.PanelColumns(Held(stack));

    /// <summary>Floats from a pixel to the next.</summary>
    public int PixelSize(int stack) => (Channels * Width(stack)) + Gap;

    /// <summary>Lays one channel of a stack's images.</summary>
    public unsafe void Fill(float* images, float* stacks, int stack, int channel)
    {
        int size = Channels * Pixels, held = Held(stack), width = Width(stack);
        float* from = images + ((nint)stack * Tiling<TLanes>.Columns * size) + (channel * Pixels), to = stacks + Start(stack) + (channel * width);
        Packing.Copy(new Operand(from, 1, size), Pixels, held, to, PixelSize(stack));
        for (int pixel = 0; pixel < Pixels && held < width; pixel++) new Span<float>(to + ((nint)pixel * PixelSize(stack)) + held, width - held).Clear();
    }

    /// <summary>Brings one channel of a stack to the images it is of, which have so many channels.</summary>
    public unsafe void Take(float* stacks, float* images, int channels, int stack, int channel)
    {
        int size = channels * Pixels;
        float* from = stacks + Start(stack) + (channel * Width(stack)), to = images + ((nint)stack * Tiling<TLanes>.Columns * size) + (channel * Pixels);
        Packing.Copy(new Operand(from, 1, PixelSize(stack)), Held(stack), Pixels, to, size);
    }
}

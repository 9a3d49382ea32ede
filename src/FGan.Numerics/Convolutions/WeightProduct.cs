using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FGan.Numerics;

/// <summary>Computes a convolution's weight slopes: ∂w[f, k] = Σ over images and positions of ∂y[f, position] · what tap k sees there.</summary>
/// <remarks>
/// ∂y is packed once. Every part takes a panel of taps, lays out the planes of just their channels, and turns what the taps see so that the taps of a
/// position stand side by side. With few taps the images are split too, into groups that depend on the problem alone.
/// </remarks>
internal readonly unsafe struct WeightProduct(
    ConvolutionGeometry geometry, ImagePlanes planes, float* images, float* slopes, float* weightSlopes, int imageCount, bool accumulate, ThreadTeam team)
    : ILanesWork
{
    /// <summary>Parts that there should be at least, so that many threads have work.</summary>
    private const int WantedParts = 16;

    /// <summary>Floats of ∂y that are packed at a time, at most (16 MiB), beyond the first image.</summary>
    private const int MaximumPacked = 4 << 20;

    private int Positions => geometry.OutputHeight * geometry.OutputWidth;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        int chunk = Math.Max(1, MaximumPacked / (Positions * Tiling<TLanes>.PaddedRows(geometry.Filters)));
        if (imageCount == 0 && !accumulate) new Span<float>(weightSlopes, geometry.WeightCount).Clear();
        for (int image = 0; image < imageCount; image += chunk)
        {
            int count = Math.Min(chunk, imageCount - image);
            new WeightProduct(
                geometry, planes, images + ((nint)image * geometry.InputSize), slopes + ((nint)image * geometry.OutputSize), weightSlopes, count,
                accumulate || image > 0, team).RunChunk<TLanes>();
        }
    }

    private void RunChunk<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        ThreadTeam threads = (long)imageCount * Positions * geometry.WeightCount < Blocking.ParallelWork ? ThreadTeam.Single : team;
        float* packed = Scratch.Get(ScratchUse.Weights, checked(Tiling<TLanes>.PaddedRows(geometry.Filters) * imageCount * Positions));
        threads.Run(new PackPart<TLanes>(this, packed), imageCount);

        int panels = (geometry.FilterSize + Tiling<TLanes>.Columns - 1) / Tiling<TLanes>.Columns;
        int groups = Math.Clamp((WantedParts + panels - 1) / panels, 1, imageCount);
        int groupImages = (imageCount + groups - 1) / groups;
        groups = (imageCount + groupImages - 1) / groupImages;
        float* partial = Scratch.Get(ScratchUse.Partial, checked(groups * Tiling<TLanes>.PaddedRows(geometry.Filters) * panels * Tiling<TLanes>.Columns));
        threads.Run(new MultiplyPart<TLanes>(this, packed, partial, panels, groupImages), panels * groups);
        threads.Run(new MergePart<TLanes>(this, partial, panels, groups), geometry.Filters);
    }

    /// <summary>Packs one image's ∂y into the tiles of filters, between those of its neighbours.</summary>
    private readonly struct PackPart<TLanes>(WeightProduct product, float* packed) : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        public void Run(int part)
        {
            int depth = product.Positions, filters = product.Filters;
            var slopes = new Operand(product.Slopes + ((nint)part * filters * depth), depth, 1);
            for (int row = 0; row < filters;)
            {
                int height = Tiling<TLanes>.TileRows(filters - row);
                float* tile = packed + ((nint)row * product.Images * depth) + ((nint)part * depth * height);
                Packing.Pack(slopes.At(row, 0).Transposed, depth, Math.Min(height, filters - row), tile, height);
                row += height;
            }
        }
    }

    private readonly struct MultiplyPart<TLanes>(WeightProduct product, float* packed, float* partial, int panels, int groupImages) : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        public void Run(int part)
        {
            int column = part % panels * Tiling<TLanes>.Columns, group = part / panels;
            float* sums = partial + ((nint)part * Tiling<TLanes>.PaddedRows(product.Filters) * Tiling<TLanes>.Columns);
            int first = group * groupImages, last = Math.Min(product.Images, first + groupImages);
            // As many images at a time as make a panel that stays in the nearest cache.
            int step = Math.Max(1, Blocking.MaximumDepth / product.Positions);
            for (int image = first; image < last; image += step)
                product.Multiply<TLanes>(packed, column, image, Math.Min(step, last - image), sums, image > first);
        }
    }

    private readonly struct MergePart<TLanes>(WeightProduct product, float* partial, int panels, int groups) : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        public void Run(int part) => product.Merge<TLanes>(partial, panels, groups, part);
    }

    private int Filters => geometry.Filters;

    private int Images => imageCount;

    private float* Slopes => slopes;

    private void Multiply<TLanes>(float* packed, int column, int image, int count, float* sums, bool add)
        where TLanes : struct, ILanes<TLanes>
    {
        int taps = Math.Min(Tiling<TLanes>.Columns, geometry.FilterSize - column), width = Tiling<TLanes>.PanelColumns(taps);
        int depth = count * Positions;
        float* panel = Scratch.Get(ScratchUse.Right, (width * (depth + 3)) + ImagePlanes.Slack);
        int* offsets = stackalloc int[2 * Elements.MaximumCount];
        int firstChannel = column / Kernel, channels = ((column + taps - 1) / Kernel) - firstChannel + 1;
        for (int t = 0; t < width; t++)
        {
            // Taps that fill the panel up see what the last one sees; their sums are dropped.
            int tap = column + Math.Min(t, taps - 1), place = tap % Kernel;
            offsets[t] = (((tap / Kernel) - firstChannel) * planes.ChannelSize) + planes.TapOffset(place / geometry.KernelWidth, place % geometry.KernelWidth);
        }

        float* laid = Scratch.Get(ScratchUse.Image, (channels * planes.ChannelSize) + ImagePlanes.Slack);
        for (int n = 0; n < count; n++)
        {
            planes.Fill(images + ((nint)(image + n) * geometry.InputSize) + (firstChannel * geometry.Height * geometry.Width), channels, laid);
            for (int i = 0; i < geometry.OutputHeight; i++)
            {
                float* target = panel + (((nint)n * Positions) + (i * geometry.OutputWidth)) * width;
                TurnRow(laid + (i * planes.Columns), offsets, geometry.OutputWidth, target, width);
            }
        }

        for (int row = 0; row < geometry.Filters;)
        {
            int height = Tiling<TLanes>.TileRows(geometry.Filters - row);
            float* tile = packed + ((nint)row * imageCount * Positions) + ((nint)image * Positions * height);
            Tiling<TLanes>.Multiply(
                height, width, depth, new Operand(tile, 1, height), new Panel(panel, width), sums + (row * Tiling<TLanes>.Columns), Tiling<TLanes>.Columns, add);
            row += height;
        }
    }

    private int Kernel => geometry.KernelHeight * geometry.KernelWidth;

    /// <summary>Lays what so many taps see from a row of positions, the taps of a position side by side.</summary>
    /// <remarks>Four taps by four positions are turned in registers; positions past the row's end are overwritten by the next row, or fall into the slack.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TurnRow(float* laid, int* offsets, int positions, float* panel, nint width)
    {
        if (width < 4)
        {
            for (int t = 0; t < width; t++)
            {
                for (int q = 0; q < positions; q++) panel[(q * width) + t] = laid[offsets[t] + q];
            }

            return;
        }

        for (int t = 0; t < width; t += 4)
        {
            float* s0 = laid + offsets[t], s1 = laid + offsets[t + 1], s2 = laid + offsets[t + 2], s3 = laid + offsets[t + 3];
            float* to = panel + t;
            for (int q = 0; q < positions; q += 4, to += 4 * width)
                Interleave.Turn4(Vector128.Load(s0 + q), Vector128.Load(s1 + q), Vector128.Load(s2 + q), Vector128.Load(s3 + q), to, width);
        }
    }

    private void Merge<TLanes>(float* partial, int panels, int groups, int filter)
        where TLanes : struct, ILanes<TLanes>
    {
        int width = Tiling<TLanes>.Columns, padded = Tiling<TLanes>.PaddedRows(geometry.Filters);
        float* target = weightSlopes + ((nint)filter * geometry.FilterSize);
        for (int panel = 0; panel < panels; panel++)
        {
            int column = panel * width, columns = Math.Min(width, geometry.FilterSize - column);
            for (int group = 0; group < groups; group++)
            {
                float* sums = partial + ((((nint)group * panels) + panel) * padded * width) + (filter * width);
                bool first = group == 0 && !accumulate;
                for (int j = 0; j < columns; j++) target[column + j] = first ? sums[j] : target[column + j] + sums[j];
            }
        }
    }
}

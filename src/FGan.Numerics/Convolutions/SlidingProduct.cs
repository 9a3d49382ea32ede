using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Computes a convolution, forward or back to the images, from packed weights and images as they come.</summary>
/// <remarks>
/// Weights are packed once. Then every part takes some images, lays their planes out, and goes over the grid a panel of columns at a time: what the
/// taps see is copied from the planes, run by run, into a panel that stays in the nearest cache while all tiles of weights pass over it.
/// No buffer ever holds a whole matrix of windows.
/// </remarks>
internal readonly unsafe ref struct SlidingProduct<TFinish>(
    SlidingPlan plan, float* images, float* weights, float* results, int imageCount, TFinish finish, ThreadTeam team) : ILanesWork
    where TFinish : struct, IChannelFinish
{
    /// <summary>Floats of planes that one part lays out at most, beyond its first image.</summary>
    private const int PlanesAPart = 65536;

    private readonly SlidingPlan _plan = plan;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        int padded = Tiling<TLanes>.PaddedRows(_plan.Results);
        SlidingPhase* phases = stackalloc SlidingPhase[_plan.PhaseCount];
        int* offsets = (int*)Scratch.Get(ScratchUse.Offsets, _plan.TapCount);
        _plan.Lay(phases, offsets, padded);
        float* packed = Scratch.Get(ScratchUse.Weights, checked(padded * _plan.TapCount));

        long work = (long)imageCount * _plan.Results * _plan.ResultSize * _plan.TapCount / _plan.PhaseCount;
        ThreadTeam threads = work < Blocking.ParallelWork ? ThreadTeam.Single : team;
        var pack = new PackPart<TLanes>(_plan, phases, weights, packed);
        threads.Run(pack, _plan.PhaseCount * pack.Tiles);

        int size = _plan.Channels * _plan.Planes.ChannelSize;
        int images1 = Math.Clamp(PlanesAPart / size, 1, Math.Max(1, imageCount / 8));
        var slide = new SlidePart<TLanes>(_plan, phases, offsets, packed, images, results, imageCount, images1, finish);
        threads.Run(slide, (imageCount + images1 - 1) / images1);
    }

    private readonly ref struct PackPart<TLanes>(SlidingPlan plan, SlidingPhase* phases, float* weights, float* packed) : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        private readonly SlidingPlan _plan = plan;

        public int Tiles => (_plan.Results + Tiling<TLanes>.Rows - 1) / Tiling<TLanes>.Rows;

        public void Run(int part)
        {
            int phase = part / Tiles, row = part % Tiles * Tiling<TLanes>.Rows;
            int height = Tiling<TLanes>.TileRows(_plan.Results - row), padded = Tiling<TLanes>.PaddedRows(_plan.Results);
            int blockDepth = Blocking.Piece(phases[phase].Depth, Blocking.MaximumDepth, 4);
            for (int p = 0; p < phases[phase].Depth; p += blockDepth)
            {
                int block = Math.Min(blockDepth, phases[phase].Depth - p);
                float* tile = packed + phases[phase].FirstWeight + ((nint)padded * p) + ((nint)row * block);
                _plan.PackWeights(weights, phase, p, block, row, Math.Min(height, _plan.Results - row), tile, height);
            }
        }
    }

    private readonly ref struct SlidePart<TLanes>(
        SlidingPlan plan, SlidingPhase* phases, int* offsets, float* packed, float* images, float* results, int imageCount, int imagesAPart, TFinish finish)
        : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        private readonly SlidingPlan _plan = plan;

        public void Run(int part)
        {
            int first = part * imagesAPart, count = Math.Min(imagesAPart, imageCount - first);
            int size = _plan.Channels * _plan.Planes.ChannelSize, imageSize = _plan.Channels * _plan.Planes.Height * _plan.Planes.Width;
            float* planes = Scratch.Get(ScratchUse.Image, (size * count) + ImagePlanes.Slack);
            for (int i = 0; i < count; i++) _plan.Planes.Fill(images + ((nint)(first + i) * imageSize), _plan.Channels, planes + ((nint)i * size));
            for (int phase = 0; phase < _plan.PhaseCount; phase++)
            {
                int columns = count * phases[phase].Rows * phases[phase].Columns;
                for (int column = 0; column < columns; column += Tiling<TLanes>.Columns)
                    SlidePanel(phases[phase], planes, size, first, column, Math.Min(Tiling<TLanes>.Columns, columns - column));
            }
        }

        private void SlidePanel(SlidingPhase phase, float* planes, int size, int firstImage, int column, int columns)
        {
            int width = Tiling<TLanes>.PanelColumns(columns), padded = Tiling<TLanes>.PaddedRows(_plan.Results);
            PanelRun* runs = stackalloc PanelRun[2 * Elements.MaximumCount];
            int runCount = Cut(phase, size, firstImage, column, columns, runs);
            int blockDepth = Blocking.Piece(phase.Depth, Blocking.MaximumDepth, 4);
            float* panel = Scratch.Get(ScratchUse.Right, (width * blockDepth) + ImagePlanes.Slack);
            float* sums = Scratch.Get(ScratchUse.Result, padded * width);
            if (phase.Depth == 0) new Span<float>(sums, padded * width).Clear();
            for (int p = 0; p < phase.Depth; p += blockDepth)
            {
                int block = Math.Min(blockDepth, phase.Depth - p);
                PackPanel(planes, offsets + phase.FirstTap + p, block, runs, runCount, panel, width);
                float* tiles = packed + phase.FirstWeight + ((nint)padded * p);
                for (int row = 0; row < _plan.Results;)
                {
                    int height = Tiling<TLanes>.TileRows(_plan.Results - row);
                    var tile = new Operand(tiles + ((nint)row * block), 1, height);
                    Tiling<TLanes>.Multiply(height, width, block, tile, new Panel(panel, width), sums + (row * width), width, p > 0);
                    row += height;
                }
            }

            Store(sums, width, runs, runCount, columns);
        }

        // A panel's columns are positions of the grid in order, image after image; runs are what stands side by side in planes and results.
        private int Cut(SlidingPhase phase, int size, int firstImage, int column, int columns, PanelRun* runs)
        {
            int count = 0, grid = phase.Rows * phase.Columns;
            nint resultImage = (nint)_plan.Results * _plan.ResultSize;
            for (int end = column + columns; column < end; count++)
            {
                int image = column / grid, i = column % grid / phase.Columns, j = column % phase.Columns;
                int length = Math.Min(phase.Columns - j, end - column);
                nint target = ((firstImage + image) * resultImage)
                    + ((phase.ResultRow + (i * _plan.ResultStride)) * _plan.ResultWidth) + phase.ResultColumn + (j * _plan.ResultStride);
                runs[count] = new PanelRun(((nint)image * size) + (i * _plan.Planes.Columns) + j, target, length);
                column += length;
            }

            return count;
        }

        // Whole vectors are copied: what goes too far is overwritten by the next run or tap, or falls into the slack.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void PackPanel(float* planes, int* offsets, int taps, PanelRun* runs, int runCount, float* panel, int width)
        {
            for (int p = 0; p < taps; p++)
            {
                float* plane = planes + offsets[p], target = panel + ((nint)p * width);
                for (int r = 0; r < runCount; r++)
                {
                    float* from = plane + runs[r].Source;
                    int length = runs[r].Length;
                    TLanes.Load(from).Store(target);
                    for (int j = TLanes.Count; j < length; j += TLanes.Count) TLanes.Load(from + j).Store(target + j);
                    target += length;
                }
            }
        }

        private void Store(float* sums, int width, PanelRun* runs, int runCount, int columns)
        {
            float* outputs = stackalloc float[2 * Elements.MaximumCount];
            int stride = _plan.ResultStride;
            for (int channel = 0; channel < _plan.Results; channel++, sums += width)
            {
                nint shift = (nint)channel * _plan.ResultSize;
                if (finish.Outputs is not null) Gather(finish.Outputs + shift, runs, runCount, stride, outputs);
                if (!TFinish.IsNone) finish.Apply<TLanes>(sums, outputs, channel, columns);
                Scatter(sums, results + shift, runs, runCount, stride);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Scatter(float* from, float* results, PanelRun* runs, int runCount, int stride)
        {
            for (int r = 0; r < runCount; r++)
            {
                float* to = results + runs[r].Target;
                int length = runs[r].Length, j = 0;
                if (stride == 1)
                {
                    for (; j <= length - TLanes.Count; j += TLanes.Count) TLanes.Load(from + j).Store(to + j);
                }

                for (; j < length; j++) to[j * stride] = from[j];
                from += length;
            }
        }

        private static void Gather(float* outputs, PanelRun* runs, int runCount, int stride, float* to)
        {
            for (int r = 0; r < runCount; r++)
            {
                float* from = outputs + runs[r].Target;
                for (int j = 0; j < runs[r].Length; j++) *to++ = from[j * stride];
            }
        }
    }
}

/// <summary>Is a stretch of a panel's columns that lies side by side in a plane, and a stride apart in the result.</summary>
/// <param name="Source">Where it begins in the planes, for a tap of offset 0.</param>
/// <param name="Target">Where it begins in the results, for channel 0.</param>
/// <param name="Length">Number of columns.</param>
internal readonly record struct PanelRun(nint Source, nint Target, int Length);

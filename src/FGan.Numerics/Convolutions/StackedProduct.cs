namespace FGan.Numerics;

/// <summary>Computes a convolution of many images, forward or back to the images, with as many of them abreast as two vectors hold.</summary>
/// <remarks>
/// Images are laid in stacks. A pixel of the results is then the product of the weights, packed once, with the pixels that its window sees, which are
/// read where they lie: nothing is copied for it, no vector is partly used, and pixels outside the image are left out of the sum rather than
/// multiplied as zeros. Sums are made in the order of <see cref="SlidingProduct{TFinish}"/>, so an image gives the same bits alone.
/// </remarks>
internal readonly unsafe ref struct StackedProduct<TFinish>(
    SlidingPlan plan, float* images, float* weights, float* results, int imageCount, TFinish finish, ThreadTeam team) : ILanesWork
    where TFinish : struct, IChannelFinish
{
    /// <summary>Floats of stacks that are laid at a time, at most (16 MiB), beyond the first.</summary>
    private const int MaximumLaid = 4 << 20;

    /// <summary>Floats between pixels of the results: a cache line.</summary>
    private const int Gap = 16;

    /// <summary>Channels that a thread lays or takes at a time.</summary>
    private const int ChannelsAPart = 8;

    private readonly SlidingPlan _plan = plan;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        SlidingPhase* phases = stackalloc SlidingPhase[_plan.PhaseCount];
        int padded = Tiling<TLanes>.PaddedRows(_plan.Results);
        _plan.Lay(phases, padded);
        ThreadTeam threads = _plan.Work(imageCount) < Blocking.ParallelWork ? ThreadTeam.Single : team;
        float* packed = SlidingWeights.Pack<TLanes>(_plan, phases, weights, threads);

        int pixels = _plan.Planes.Height * _plan.Planes.Width, width = Tiling<TLanes>.Columns;
        int chunk = Math.Max(1, MaximumLaid / ((_plan.Channels * pixels) + (padded * _plan.ResultSize)) / width) * width;
        for (int image = 0; image < imageCount; image += chunk)
        {
            int count = Math.Min(chunk, imageCount - image);
            var incoming = new ImageStacks<TLanes>(_plan.Channels, pixels, count);
            var outgoing = new ImageStacks<TLanes>(padded, _plan.ResultSize, count, Gap);
            float* laid = Scratch.Get(ScratchUse.Image, incoming.Length), sums = Scratch.Get(ScratchUse.Phases, outgoing.Length);
            float* to = results + ((nint)image * _plan.Results * _plan.ResultSize);
            threads.Run(
                new LayPart<TLanes>(incoming, images + ((nint)image * _plan.Channels * pixels), laid), incoming.Count * Parts(_plan.Channels));
            threads.Run(new PixelsPart<TLanes>(_plan, phases, packed, incoming, laid, outgoing, sums), incoming.Count * _plan.ResultHeight);
            threads.Run(
                new TakePart<TLanes>(outgoing, _plan.Results, sums, to, finish.Outputs is null ? null : finish.Outputs + (to - results), finish),
                outgoing.Count * Parts(_plan.Results));
        }
    }

    private static int Parts(int channels) => (channels + ChannelsAPart - 1) / ChannelsAPart;

    private readonly struct LayPart<TLanes>(ImageStacks<TLanes> stacks, float* images, float* laid) : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        public void Run(int part)
        {
            (int stack, int group) = Math.DivRem(part, Parts(stacks.Channels));
            for (int channel = group * ChannelsAPart; channel < Math.Min(stacks.Channels, (group + 1) * ChannelsAPart); channel++)
                stacks.Fill(images, laid, stack, channel);
        }
    }

    private readonly struct TakePart<TLanes>(ImageStacks<TLanes> stacks, int channels, float* sums, float* results, float* outputs, TFinish finish) : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        public void Run(int part)
        {
            (int stack, int group) = Math.DivRem(part, Parts(channels));
            for (int channel = group * ChannelsAPart; channel < Math.Min(channels, (group + 1) * ChannelsAPart); channel++)
            {
                stacks.Take(sums, results, channels, stack, channel);
                for (int i = 0; i < stacks.Held(stack) && !TFinish.IsNone; i++)
                {
                    nint at = (((((nint)stack * Tiling<TLanes>.Columns) + i) * channels) + channel) * stacks.Pixels;
                    finish.Apply<TLanes>(results + at, outputs + at, channel, stacks.Pixels);
                }
            }
        }
    }

    /// <summary>Computes a row of pixels of a stack.</summary>
    private readonly ref struct PixelsPart<TLanes>(
        SlidingPlan plan, SlidingPhase* phases, float* packed, ImageStacks<TLanes> incoming, float* laid, ImageStacks<TLanes> outgoing, float* sums)
        : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        private readonly SlidingPlan _plan = plan;

        public void Run(int part)
        {
            (int stack, int row) = Math.DivRem(part, _plan.ResultHeight);
            Segment* segments = stackalloc Segment[_plan.MaximumDown];
            for (int phase = 0; phase < _plan.PhaseCount; phase++)
            {
                (int i, int left) = Math.DivRem(row - phases[phase].ResultRow, _plan.ResultStride);
                if (left != 0 || i < 0) continue;
                for (int j = 0; j < phases[phase].Columns; j++)
                {
                    int pixel = (row * _plan.ResultWidth) + phases[phase].ResultColumn + (j * _plan.ResultStride);
                    Multiply(phases[phase], stack, i, j, segments, sums + outgoing.Start(stack) + ((nint)pixel * outgoing.PixelSize(stack)));
                }
            }
        }

        private void Multiply(SlidingPhase phase, int stack, int i, int j, Segment* segments, float* target)
        {
            int width = incoming.Width(stack), padded = outgoing.Channels, blockDepth = Blocking.Depth(phase.Depth);
            float* stacked = laid + incoming.Start(stack);
            bool add = false;
            for (int p = 0; p < phase.Depth; p += blockDepth)
            {
                int block = Math.Min(blockDepth, phase.Depth - p), count = Cut(phase, i, j, p, p + block, width, segments);
                if (count == 0) continue;
                float* tiles = packed + phase.FirstWeight + ((nint)padded * p);
                for (int row = 0; row < _plan.Results;)
                {
                    int height = Tiling<TLanes>.TileRows(_plan.Results - row);
                    SegmentKernel.Multiply<TLanes>(
                        height, width, segments, count, tiles + ((nint)row * block), height, stacked, width, target + (row * width), width, add);
                    row += height;
                }

                add = true;
            }

            if (!add) new Span<float>(target, padded * width).Clear();
        }

        // A block's products, but for pixels outside the image: a segment for each row of the window.
        private int Cut(SlidingPhase phase, int i, int j, int p, int end, int width, Segment* segments)
        {
            int top = (i * _plan.Step) + phase.FirstRow, left = (j * _plan.Step) + phase.FirstColumn, channels = _plan.Channels;
            int firstColumn = Math.Max(0, -left), endColumn = Math.Min(phase.Across, _plan.Planes.Width - left), count = 0;
            for (int d = Math.Max(0, -top); d < Math.Min(phase.Down, _plan.Planes.Height - top); d++)
            {
                int row = d * phase.Across, first = Math.Max(p, (row + firstColumn) * channels), last = Math.Min(end, (row + endColumn) * channels);
                if (first >= last) continue;
                nint pixel = ((nint)(top + d) * _plan.Planes.Width) + left;
                segments[count++] = new Segment(first - p, last - first, ((pixel * channels) + first - (row * channels)) * width);
            }

            return count;
        }
    }
}

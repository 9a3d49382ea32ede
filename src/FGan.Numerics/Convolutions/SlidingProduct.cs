using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Computes a convolution, forward or back to the images, from packed weights and images as they come.</summary>
/// <remarks>
/// Weights are packed once. Then every part takes some images, lays their planes out, and goes over the grid a panel of columns at a time: what the
/// taps see is copied from the planes, run by run, into a panel that stays in the nearest cache while all tiles of weights pass over it.
/// No buffer ever holds a whole matrix of windows. Where few channels go out, there is too little to do with a panel: taps are followed through the planes.
/// Phases that lie between each other in the results are computed side by side and woven together an image at a time.
/// </remarks>
internal readonly unsafe ref struct SlidingProduct<TFinish>(
    SlidingPlan plan, float* images, float* weights, float* results, int imageCount, TFinish finish, ThreadTeam team) : ILanesWork
    where TFinish : struct, IChannelFinish
{
    /// <summary>Floats of planes that one part lays out at most, beyond its first image.</summary>
    private const int PlanesAPart = 65536;

    /// <summary>The most channels going out for which no panel is packed.</summary>
    private const int MaximumNarrow = 4;

    /// <summary>Sums that are made abreast without a panel.</summary>
    private const int Abreast = 8;

    private readonly SlidingPlan _plan = plan;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        SlidingPhase* phases = stackalloc SlidingPhase[_plan.PhaseCount];
        ThreadTeam threads = _plan.Work(imageCount) < Blocking.ParallelWork ? ThreadTeam.Single : team;
        float* packed = SlidingWeights.PackTiles<TLanes>(_plan, phases, weights, threads);
        int* offsets = (int*)Scratch.Get(ScratchUse.Offsets, _plan.TapCount);
        _plan.LayOffsets(phases, offsets);

        int size = _plan.Channels * _plan.Planes.ChannelSize;
        int images1 = Math.Clamp(PlanesAPart / size, 1, Math.Max(1, imageCount / 8));
        var slide = new SlidePart<TLanes>(_plan, phases, offsets, packed, images, results, imageCount, images1, finish);
        threads.Run(slide, (imageCount + images1 - 1) / images1);
    }

    private readonly ref struct SlidePart<TLanes>(
        SlidingPlan plan, SlidingPhase* phases, int* offsets, float* packed, float* images, float* results, int imageCount, int imagesAPart, TFinish finish)
        : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        private readonly SlidingPlan _plan = plan;

        private bool Weaves => _plan.ResultStride > 1;

        private bool IsNarrow => _plan.Results <= MaximumNarrow;

        public void Run(int part)
        {
            int first = part * imagesAPart, count = Math.Min(imagesAPart, imageCount - first);
            int size = _plan.Channels * _plan.Planes.ChannelSize, imageSize = _plan.Channels * _plan.Planes.Height * _plan.Planes.Width;
            int resultSize = _plan.Results * _plan.ResultSize;
            float* planes = Scratch.Get(ScratchUse.Image, (size * count) + ImagePlanes.Slack), target = results + ((nint)first * resultSize);
            for (int i = 0; i < count; i++) _plan.Planes.Fill(images + ((nint)(first + i) * imageSize), _plan.Channels, planes + ((nint)i * size));
            float* sums = Weaves ? Scratch.Get(ScratchUse.Phases, resultSize * count) : target;
            for (int phase = 0; phase < _plan.PhaseCount; phase++)
            {
                int columns = count * phases[phase].Rows * phases[phase].Columns;
                int most = IsNarrow ? NarrowColumns(phases[phase].Columns) : Tiling<TLanes>.Columns;
                for (int column = 0; column < columns; column += most)
                {
                    int width = Math.Min(most, columns - column);
                    if (IsNarrow) SlideRuns(phases[phase], planes, size, column, width, sums);
                    else SlidePanel(phases[phase], planes, size, column, width, sums);
                }
            }

            for (int channel = 0; channel < count * _plan.Results && Weaves; channel++)
            {
                nint at = (nint)channel * _plan.ResultSize;
                Weave(sums + at, target + at);
                Finish(target + at, channel % _plan.Results, _plan.ResultSize);
            }
        }

        private void Finish(float* values, int channel, int count)
        {
            if (!TFinish.IsNone) finish.Apply<TLanes>(values, finish.Outputs + (values - results), channel, count);
        }

        private void SlidePanel(SlidingPhase phase, float* planes, int size, int column, int columns, float* target)
        {
            int width = Tiling<TLanes>.PanelColumns(columns), padded = Tiling<TLanes>.PaddedRows(_plan.Results);
            PanelRun* runs = stackalloc PanelRun[2 * Elements.MaximumCount];
            int runCount = Cut(phase, size, column, columns, runs);
            int blockDepth = Blocking.Depth(phase.Depth);
            float* panel = Scratch.Get(ScratchUse.Right, (width * blockDepth) + ImagePlanes.Slack);
            float* sums = Scratch.Get(ScratchUse.Result, padded * width);
            if (phase.Depth == 0) new Span<float>(sums, padded * width).Clear();
            for (int p = 0; p < phase.Depth; p += blockDepth)
            {
                int block = Math.Min(blockDepth, phase.Depth - p);
                PackPanel(phase.Columns, planes, offsets + phase.FirstTap + p, block, runs, runCount, panel, width);
                float* tiles = packed + phase.FirstWeight + ((nint)padded * p);
                for (int row = 0; row < _plan.Results;)
                {
                    int height = Tiling<TLanes>.TileRows(_plan.Results - row);
                    var tile = new Operand(tiles + ((nint)row * block), 1, height);
                    Tiling<TLanes>.Multiply(height, width, block, tile, new Panel(panel, width), sums + (row * width), width, p > 0);
                    row += height;
                }
            }

            Store(phase, sums, width, 0, _plan.Results, column, columns, target);
        }

        // A panel's columns are positions of the grid in order, image after image; runs are what stands side by side in the planes.
        private int Cut(SlidingPhase phase, int size, int column, int columns, PanelRun* runs)
        {
            int count = 0, grid = phase.Rows * phase.Columns, first = column;
            for (int end = column + columns; column < end; count++)
            {
                int image = column / grid, i = column % grid / phase.Columns, j = column % phase.Columns;
                int length = Math.Min(phase.Columns - j, end - column);
                runs[count] = new PanelRun(((nint)image * size) + (i * _plan.Planes.Columns) + j, column - first, length);
                column += length;
            }

            return count;
        }

        private static void PackPanel(int longest, float* planes, int* offsets, int taps, PanelRun* runs, int runCount, float* panel, int width)
        {
            if (longest <= Lanes256.Count && Lanes256.Count < TLanes.Count) PackShort<Lanes256>(planes, offsets, taps, runs, runCount, panel, width);
            else if (longest <= TLanes.Count) PackShort<TLanes>(planes, offsets, taps, runs, runCount, panel, width);
            else PackLong(planes, offsets, taps, runs, runCount, panel, width);
        }

        // Whole vectors are copied: what goes too far is overwritten by the next run or tap, or falls into the slack.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void PackShort<TRun>(float* planes, int* offsets, int taps, PanelRun* runs, int runCount, float* panel, nint width)
            where TRun : struct, ILanes<TRun>
        {
            for (int p = 0; p < taps; p++, panel += width)
            {
                float* plane = planes + offsets[p];
                for (PanelRun* run = runs; run < runs + runCount; run++) TRun.Load(plane + run->Source).Store(panel + run->Target);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void PackLong(float* planes, int* offsets, int taps, PanelRun* runs, int runCount, float* panel, nint width)
        {
            for (int p = 0; p < taps; p++, panel += width)
            {
                float* plane = planes + offsets[p];
                for (PanelRun* run = runs; run < runs + runCount; run++)
                {
                    float* from = plane + run->Source, to = panel + run->Target;
                    for (int j = 0; j < run->Length; j += TLanes.Count) TLanes.Load(from + j).Store(to + j);
                }
            }
        }

        // Whole rows of the grid, as many as make sums abreast; part of a row where it is longer than that.
        private static int NarrowColumns(int columns)
        {
            int vectors = (columns + TLanes.Count - 1) / TLanes.Count;
            return vectors <= Abreast ? columns * (Abreast / vectors) : Abreast * TLanes.Count;
        }

        private void SlideRuns(SlidingPhase phase, float* planes, int size, int column, int columns, float* target)
        {
            // A row that is cut may begin and end with parts of vectors.
            PanelRun* runs = stackalloc PanelRun[2 * Abreast];
            float** starts = stackalloc float*[2 * Abreast];
            float* vectors = stackalloc float[2 * Abreast * TLanes.Count], sums = stackalloc float[(Abreast + 1) * TLanes.Count];
            int runCount = Cut(phase, size, column, columns, runs), count = 0;
            for (int r = 0; r < runCount; r++)
            {
                for (int j = 0; j < runs[r].Length; j += TLanes.Count) starts[count++] = planes + runs[r].Source + j;
            }

            for (int i = count; i % Abreast != 0; i++) starts[i] = starts[count - 1];
            for (int channel = 0; channel < _plan.Results; channel++)
            {
                float* weights = packed + phase.FirstWeight + channel;
                for (int i = 0; i < count; i += Abreast)
                    SumAbreast(starts + i, offsets + phase.FirstTap, phase.Depth, weights, Tiling<TLanes>.PaddedRows(_plan.Results), vectors + (i * TLanes.Count));
                int vector = 0, at = 0;
                for (int r = 0; r < runCount; r++)
                {
                    // What goes too far is overwritten by the next run.
                    for (int j = 0; j < runs[r].Length; j += TLanes.Count, vector++)
                        TLanes.Load(vectors + (vector * TLanes.Count)).Store(sums + at + j);
                    at += runs[r].Length;
                }

                Store(phase, sums, 0, channel, channel + 1, column, columns, target);
            }
        }

        // Eight sums that do not wait for each other, each of a vector of positions.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void SumAbreast(float** starts, int* offsets, int taps, float* weights, nint weightStep, float* vectors)
        {
            float* p0 = starts[0], p1 = starts[1], p2 = starts[2], p3 = starts[3], p4 = starts[4], p5 = starts[5], p6 = starts[6], p7 = starts[7];
            TLanes s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
            TLanes s4 = TLanes.Zero, s5 = TLanes.Zero, s6 = TLanes.Zero, s7 = TLanes.Zero;
            for (int p = 0; p < taps; p++, weights += weightStep)
            {
                nint offset = offsets[p];
                TLanes w = TLanes.Create(*weights);
                s0 = TLanes.MultiplyAdd(w, TLanes.Load(p0 + offset), s0);
                s1 = TLanes.MultiplyAdd(w, TLanes.Load(p1 + offset), s1);
                s2 = TLanes.MultiplyAdd(w, TLanes.Load(p2 + offset), s2);
                s3 = TLanes.MultiplyAdd(w, TLanes.Load(p3 + offset), s3);
                s4 = TLanes.MultiplyAdd(w, TLanes.Load(p4 + offset), s4);
                s5 = TLanes.MultiplyAdd(w, TLanes.Load(p5 + offset), s5);
                s6 = TLanes.MultiplyAdd(w, TLanes.Load(p6 + offset), s6);
                s7 = TLanes.MultiplyAdd(w, TLanes.Load(p7 + offset), s7);
            }

            s0.Store(vectors);
            s1.Store(vectors + TLanes.Count);
            s2.Store(vectors + (2 * TLanes.Count));
            s3.Store(vectors + (3 * TLanes.Count));
            s4.Store(vectors + (4 * TLanes.Count));
            s5.Store(vectors + (5 * TLanes.Count));
            s6.Store(vectors + (6 * TLanes.Count));
            s7.Store(vectors + (7 * TLanes.Count));
        }

        // A phase's positions lie side by side in a channel, image after image.
        private void Store(SlidingPhase phase, float* sums, nint width, int firstChannel, int endChannel, int column, int columns, float* target)
        {
            int grid = phase.Rows * phase.Columns;
            for (int done = 0; done < columns;)
            {
                (int image, int position) = Math.DivRem(column + done, grid);
                int length = Math.Min(grid - position, columns - done);
                float* from = sums + done, to = target + ((((nint)image * _plan.Results) + firstChannel) * _plan.ResultSize) + phase.FirstResult + position;
                for (int channel = firstChannel; channel < endChannel; channel++, from += width, to += _plan.ResultSize)
                {
                    Elements.Copy<TLanes>(from, to, length);
                    if (!Weaves) Finish(to, channel, length);
                }

                done += length;
            }
        }

        // Brings a channel's results from the order of phases to that of the image.
        private void Weave(float* from, float* to)
        {
            int stride = _plan.ResultStride;
            for (int a = 0; a < stride; a++)
            {
                SlidingPhase* across = phases + (a * stride);
                for (int i = 0; i < across->Rows; i++)
                {
                    float* row = to + ((nint)(across->ResultRow + (i * stride)) * _plan.ResultWidth);
                    if (stride == 2) WeaveTwo(across, i, from, row);
                    else WeaveEach(across, i, from, row);
                }
            }
        }

        private void WeaveEach(SlidingPhase* across, int row, float* from, float* to)
        {
            for (int b = 0; b < _plan.ResultStride; b++)
            {
                float* run = from + across[b].FirstResult + (row * across[b].Columns), target = to + across[b].ResultColumn;
                for (int j = 0; j < across[b].Columns; j++) target[j * _plan.ResultStride] = run[j];
            }
        }

        private static void WeaveTwo(SlidingPhase* across, int row, float* from, float* to)
        {
            bool isTurned = across[0].ResultColumn > 0;
            SlidingPhase even = across[isTurned ? 1 : 0], odd = across[isTurned ? 0 : 1];
            Interleave.Two(from + even.FirstResult + (row * even.Columns), even.Columns, from + odd.FirstResult + (row * odd.Columns), odd.Columns, to);
        }
    }
}

/// <summary>Is a stretch of a panel's columns that lies side by side in a plane.</summary>
/// <param name="Source">Where it begins in the planes, for a tap of offset 0.</param>
/// <param name="Target">The first of them in the panel.</param>
/// <param name="Length">Number of columns.</param>
internal readonly record struct PanelRun(nint Source, int Target, int Length);

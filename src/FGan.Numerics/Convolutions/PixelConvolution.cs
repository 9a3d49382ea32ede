namespace FGan.Numerics;

/// <summary>Computes a convolution of many images, forward or back to the images, in the order of pixels; images in the order of channels are brought to it and back.</summary>
internal readonly unsafe ref struct PixelConvolution<TChannelFinish, TFinish>(
    SlidingPlan plan, ImageOrders orders, float* images, float* weights, float* results, int imageCount, TChannelFinish channelFinish, TFinish finish,
    ThreadTeam team) : ILanesWork
    where TChannelFinish : struct, IChannelFinish
    where TFinish : struct, ITileFinish
{
    /// <summary>Floats that are brought from one order to the other at a time, at most (8 MiB), beyond the first images.</summary>
    private const int MaximumLaid = 2 << 20;

    /// <summary>Images that are always done together.</summary>
    private const int Together = 32;

    /// <summary>Floats added to a pixel, a cache line, so that a channel's pixels do not crowd the same lines of the nearest cache.</summary>
    private const int Gap = 16;

    private readonly SlidingPlan _plan = plan;

    private bool LaysIncoming => orders.Incoming == ImageOrder.Channels;

    private bool TakesOutgoing => orders.Outgoing == ImageOrder.Channels;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        SlidingPhase* phases = stackalloc SlidingPhase[_plan.PhaseCount];
        ThreadTeam threads = _plan.Work(imageCount) < Blocking.ParallelWork ? ThreadTeam.Single : team;
        float* packed = SlidingWeights.PackPanels<TLanes>(_plan, phases, weights, threads);
        int laid = (LaysIncoming ? _plan.Channels * _plan.Planes.Pixels : 0) + (TakesOutgoing ? _plan.Results * _plan.ResultSize : 0);
        int chunk = laid == 0 ? imageCount : Math.Max(1, MaximumLaid / laid / Together) * Together;
        for (int image = 0; image < imageCount; image += chunk)
            RunChunk<TLanes>(phases, packed, image, Math.Min(chunk, imageCount - image), threads);
    }

    private void RunChunk<TLanes>(SlidingPhase* phases, float* packed, int image, int count, ThreadTeam threads)
        where TLanes : struct, ILanes<TLanes>
    {
        PixelImages incoming = Place(LaysIncoming, images, ScratchUse.Image, _plan.Channels, _plan.Planes.Pixels, image, count);
        PixelImages outgoing = Place(TakesOutgoing, results, ScratchUse.Phases, _plan.Results, _plan.ResultSize, image, count);
        if (LaysIncoming)
        {
            float* from = images + ((nint)image * _plan.Channels * _plan.Planes.Pixels);
            var lay = new LayPixels(from, orders.Incoming, count, _plan.Channels, _plan.Planes.Pixels, incoming);
            threads.Run(lay, lay.Parts);
        }

        if (!TakesOutgoing)
        {
            var finished = new PixelProduct<TLanes, TFinish>(_plan, phases, packed, incoming, outgoing, count, imageCount, image, finish, channelFinish.Outputs);
            threads.Run(finished, finished.Parts);
            return;
        }

        var product = new PixelProduct<TLanes, NoFinish>(_plan, phases, packed, incoming, outgoing, count, imageCount, image, default, null);
        threads.Run(product, product.Parts);
        threads.Run(new TakePixels<TLanes, TChannelFinish>(outgoing, _plan.Results, _plan.ResultSize, results, image, channelFinish), count);
    }

    private PixelImages Place(bool isAside, float* data, ScratchUse use, int channels, int pixels, int image, int count)
    {
        if (!isAside) return new PixelImages(data + ((nint)image * channels), channels, (nint)imageCount * channels);
        int pixel = (count * channels) + Gap;
        return new PixelImages(Scratch.Get(use, checked(pixel * pixels)), channels, pixel);
    }
}

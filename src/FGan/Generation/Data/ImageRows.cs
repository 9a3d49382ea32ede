using FGan.Data;

namespace FGan;

/// <summary>Images, kept as bytes and scaled as they are drawn.</summary>
internal sealed class ImageRows : TrainingRows
{
    private readonly ImageSet _images;
    private readonly int[] _train;
    private readonly EpochOrder _order;

    public ImageRows(ImageSet images, GanTrainerOptions options)
        : base(new ImageSpace(images.Channels, images.Height, images.Width))
    {
        (_train, int[] heldOut) = Split(images.Count, options);
        _images = images;
        _order = new EpochOrder(_train.Length, options.Seed);
        HeldOut = new FloatMatrix(heldOut.Length, images.Size, new float[heldOut.Length * images.Size]);
        images.ToUnitRange(heldOut, HeldOut.Values);
    }

    public override FloatMatrix HeldOut { get; }

    public override ulong Fingerprint => Hash(_images.Pixels);

    public override void Fill(Span<float> batch, ulong firstDraw)
    {
        int width = _images.Size;
        Span<int> order = stackalloc int[64];
        for (int row = 0; row * width < batch.Length; row += order.Length)
        {
            int count = Math.Min(order.Length, batch.Length / width - row);
            _order.Draw(firstDraw + (ulong)row, order[..count]);
            for (int i = 0; i < count; i++) order[i] = _train[order[i]];
            _images.ToUnitRange(order[..count], batch.Slice(row * width, count * width));
        }
    }
}

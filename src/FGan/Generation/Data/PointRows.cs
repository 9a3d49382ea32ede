using FGan.Data;

namespace FGan;

/// <summary>Fresh points of a toy distribution, for ever.</summary>
internal sealed class PointRows : TrainingRows
{
    private const int HeldOutPoints = 2048;

    private readonly ToyData _toy;
    private readonly ulong _seed;

    public PointRows(ToyData toy, ulong seed)
        : base(new PointSpace(toy))
    {
        (_toy, _seed) = (toy, seed);
        HeldOut = new FloatMatrix(HeldOutPoints, toy.Dimension, new float[HeldOutPoints * toy.Dimension]);
        toy.Draw(HeldOut.Values, seed, RandomStreams.ToyHeldOutRows);
    }

    public override FloatMatrix HeldOut { get; }

    public override ulong Fingerprint => Hash<char>(_toy.Name);

    public override void Fill(Span<float> batch, ulong firstDraw) => _toy.Draw(batch, _seed, firstRow: firstDraw);
}

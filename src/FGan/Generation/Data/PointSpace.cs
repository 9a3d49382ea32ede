using FGan.Data;
using FGan.Neural;

namespace FGan;

/// <summary>Points as they are.</summary>
internal sealed class PointSpace(ToyData toy) : SampleSpace
{
    private const string ToyKey = "fgan.toy";

    public ToyData Toy => toy;

    public override SampleKind Kind => SampleKind.Points;

    public override int Width => toy.Dimension;

    public override Value Relax(Value raw, RandomSource noise, float temperature) => raw;

    public override Module Ending { get; } = new Sequential();

    public override IDataset Decode(FloatMatrix rows, ulong seed, long first) =>
        Table.FromMatrix(Array.ConvertAll(rows.Values.ToArray(), x => (double)x), Width);

    public static PointSpace LoadDetails(Metadata metadata)
    {
        string name = metadata.Text(ToyKey);
        try
        {
            return new PointSpace(ToyData.Find(name));
        }
        catch (ArgumentException e)
        {
            throw metadata.Damaged(ToyKey, e.Message);
        }
    }

    protected override void SaveDetails(SafetensorsWriter file) => file.AddMetadata(ToyKey, toy.Name);
}

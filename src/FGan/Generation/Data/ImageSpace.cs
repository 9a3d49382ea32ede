using System.Globalization;
using FGan.Data;
using FGan.Neural;
using FGan.Numerics;

namespace FGan;

/// <summary>Images of one size as numbers between −1 (dark) and 1 (bright), channel by channel.</summary>
internal sealed class ImageSpace(int channels, int height, int width) : SampleSpace
{
    private const string GeometryKey = "fgan.image";
    private const int LargestSide = 4096;

    public int Channels => channels;

    public int Height => height;

    public int PixelsAcross => width;

    public override SampleKind Kind => SampleKind.Images;

    public override int Width => channels * height * width;

    public override Value Relax(Value raw, RandomSource noise, float temperature) => raw.Tanh();

    public override Module Ending { get; } = new ActivationLayer(Activation.Tanh);

    public override IDataset Decode(FloatMatrix rows, ulong seed, long first) => ImageSet.FromUnitRange(rows.Values, channels, height, width);

    public static ImageSpace LoadDetails(Metadata metadata)
    {
        string text = metadata.Text(GeometryKey);
        int[] sides = [.. text.Split('x').Select(side => int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : 0)];
        if (sides is not [1 or 3, > 0 and <= LargestSide, > 0 and <= LargestSide])
            throw metadata.Damaged(GeometryKey, $"'{Metadata.Shorten(text)}'; expected channels x height x width, such as 1x28x28");
        return new ImageSpace(sides[0], sides[1], sides[2]);
    }

    protected override void SaveDetails(SafetensorsWriter file) =>
        file.AddMetadata(GeometryKey, string.Create(CultureInfo.InvariantCulture, $"{channels}x{height}x{width}"));
}

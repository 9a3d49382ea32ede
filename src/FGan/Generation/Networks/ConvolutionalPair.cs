using FGan.Data;
using FGan.Neural;

namespace FGan;

/// <summary>
/// The pair of DCGAN (Radford et al. 2016) for images of any size whose sides halve at least twice: the generator doubles a small image until it is
/// the wanted one, the critic halves it again. The critic is not normalised, so that its slope at an image depends on that image alone.
/// </summary>
internal sealed class ConvolutionalPair : NetworkPair
{
    private const int Kernel = 4, Stride = 2, Padding = 1;
    private const int FewestChannels = 64, MostChannels = 512, SmallestSide = 4, FewestLevels = 2;

    private readonly ImageSpace _space;
    private readonly int _latent;
    private readonly int _levels;
    private readonly bool _isSpectral;

    /// <summary>Plans the pair.</summary>
    /// <exception cref="DataException">The samples are no images, or a side does not halve twice.</exception>
    public ConvolutionalPair(GanTrainerOptions options, SampleSpace space)
    {
        _space = space as ImageSpace ?? throw new DataException("the convolutional networks are for images; choose the perceptron for this data");
        _latent = options.LatentDimension;
        _isSpectral = options.CriticNormalisation == CriticNormalisation.Spectral;
        _levels = Levels(_space.Height, _space.PixelsAcross);
        if (_levels < FewestLevels)
            throw new DataException($"the convolutional networks need sides that halve twice, such as 28 or 64; these images are {_space.Height} x {_space.PixelsAcross}, so choose the perceptron");
    }

    public override long WeightCount => (_latent + 1L) * Smallest
        + 2 * Enumerable.Range(0, _levels).Sum(level => (long)Channels(level) * Channels(level + 1) * Kernel * Kernel);

    /// <summary>Numbers of the smallest image.</summary>
    private int Smallest => Channels(0) * Side(_space.Height, 0) * Side(_space.PixelsAcross, 0);

    protected override IEnumerable<Module> GeneratorLayers()
    {
        yield return new Linear(_latent, Smallest);
        for (int level = 0; level < _levels; level++)
        {
            (int height, int width) = (Side(_space.Height, level), Side(_space.PixelsAcross, level));
            yield return new BatchNorm(Channels(level), height * width);
            yield return Ends(HiddenActivation.Relu);
            yield return new ConvTranspose2d(Channels(level), height, width, Channels(level + 1), Kernel, Stride, Padding);
        }
    }

    protected override IEnumerable<Module> CriticLayers()
    {
        for (int level = _levels; level > 0; level--)
        {
            (int height, int width) = (Side(_space.Height, level), Side(_space.PixelsAcross, level));
            yield return new Conv2d(Channels(level), height, width, Channels(level - 1), Kernel, Stride, Padding, isSpectral: _isSpectral);
            yield return Ends(HiddenActivation.LeakyRelu);
        }

        yield return new Linear(Smallest, 1, isSpectral: _isSpectral);
    }

    /// <summary>Channels of the image at a level: level 0 is the smallest, the last is the picture itself.</summary>
    private int Channels(int level) => level == _levels ? _space.Channels : Math.Min(FewestChannels << (_levels - 1 - level), MostChannels);

    private int Side(int whole, int level) => whole >> (_levels - level);

    private static int Levels(int height, int width)
    {
        int levels = 0;
        while (int.IsEvenInteger(height) && int.IsEvenInteger(width) && Math.Min(height, width) >= 2 * SmallestSide)
        {
            (height, width) = (height / 2, width / 2);
            levels++;
        }

        return levels;
    }
}

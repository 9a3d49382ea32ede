using FGan.Neural;

namespace FGan;

/// <summary>Two perceptrons, with the widths of the options or those of the f-GAN paper's MNIST pair.</summary>
internal sealed class PerceptronPair : NetworkPair
{
    private static readonly int[] PaperGenerator = [1200, 1200];
    private static readonly int[] PaperCritic = [240, 240];

    private readonly int[] _generator, _critic;
    private readonly bool _isNormalised, _isSpectral;
    private readonly HiddenActivation _criticActivation;

    /// <summary>Plans the pair.</summary>
    /// <param name="options">The widths.</param>
    /// <param name="width">Numbers of a row.</param>
    /// <param name="condition">Numbers that both are told beside it.</param>
    public PerceptronPair(GanTrainerOptions options, int width, int condition)
    {
        bool isPaper = options.Architecture == NetworkArchitecture.PaperMnist;
        _generator = [options.LatentDimension + condition, .. isPaper ? PaperGenerator : options.GeneratorWidths, width];
        _critic = [options.Pack * (width + condition), .. isPaper ? PaperCritic : options.CriticWidths, 1];
        _isNormalised = isPaper || options.BatchNormalisation;
        _isSpectral = options.CriticNormalisation == CriticNormalisation.Spectral;
        _criticActivation = isPaper ? HiddenActivation.Elu : options.CriticActivation;
    }

    public override long WeightCount => Weights(_generator) + Weights(_critic);

    protected override IEnumerable<Module> GeneratorLayers()
    {
        for (int i = 0; i + 1 < _generator.Length; i++)
        {
            yield return new Linear(_generator[i], _generator[i + 1]);
            if (i + 2 == _generator.Length) break;
            if (_isNormalised) yield return new BatchNorm(_generator[i + 1]);
            yield return Ends(HiddenActivation.Relu);
        }
    }

    protected override IEnumerable<Module> CriticLayers()
    {
        for (int i = 0; i + 1 < _critic.Length; i++)
        {
            yield return new Linear(_critic[i], _critic[i + 1], isSpectral: _isSpectral);
            if (i + 2 < _critic.Length) yield return Ends(_criticActivation);
        }
    }

    private static long Weights(int[] sizes) => sizes.Zip(sizes.Skip(1), (inputs, outputs) => (long)inputs * outputs).Sum();
}

using FGan.Data;

namespace FGan.Tests.Generation;

public sealed class ConvolutionalPairTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 16, 16)]
    [InlineData(3, 28, 28)]
    [InlineData(1, 16, 40)]
    public void It_trains_saves_and_loads_images_of_many_sizes(int channels, int height, int width)
    {
        ImageSet images = Images(40, channels, height, width);
        using GanModel model = new GanTrainer(Options()).Train(images).Model;
        model.Save(_folder["model"]);
        using GanModel again = GanModel.Load(_folder["model"]);
        var samples = (ImageSet)again.Sample(3);
        Assert.Equal((channels, height, width), (samples.Channels, samples.Height, samples.Width));
        Assert.Equal(((ImageSet)model.Sample(3)).Pixels, samples.Pixels);
    }

    [Fact]
    public void A_spectral_critic_goes_into_the_file_with_its_vectors()
    {
        using GanModel model = new GanTrainer(Options() with { CriticNormalisation = CriticNormalisation.Spectral }).Train(Images(40, 1, 16, 16)).Model;
        model.Save(_folder["model"]);
        using GanModel again = GanModel.Load(_folder["model"]);
        FloatMatrix rows = model.SampleRows(5);
        Assert.Equal(model.Scores(rows), again.Scores(rows));
    }

    [Fact]
    public void The_generator_begins_as_DCGAN_does_at_28()
    {
        using GanModel model = new GanTrainer(Options()).Train(Images(40, 1, 28, 28)).Model;
        Assert.Equal([6272, 8], model.GeneratorTensors.Single(t => t.Name == "0.weight").Dimensions);
        Assert.Equal([128, 64, 4, 4], model.GeneratorTensors.Single(t => t.Name == "3.weight").Dimensions);
        Assert.Equal([64, 1, 4, 4], model.GeneratorTensors.Single(t => t.Name == "6.weight").Dimensions);
    }

    [Fact]
    public void Images_that_do_not_halve_twice_and_other_data_are_refused()
    {
        Assert.Contains("15 x 16", Assert.Throws<DataException>(() => new GanTrainer(Options()).Train(Images(40, 1, 15, 16))).Message, StringComparison.Ordinal);
        Assert.Contains("for images", Assert.Throws<DataException>(() => new GanTrainer(Options()).Train(ToyData.Find("ring8"))).Message, StringComparison.Ordinal);
    }

    private static GanTrainerOptions Options() => GanTrainerOptions.For(SampleKind.Images) with
    {
        Architecture = NetworkArchitecture.Convolutional,
        LatentDimension = 8,
        BatchSize = 8,
        Steps = 2,
        TimeBudget = null,
    };

    private static ImageSet Images(int count, int channels, int height, int width)
    {
        var pixels = new byte[count * channels * height * width];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(i * 37 % 251);
        return new ImageSet(count, channels, height, width, pixels);
    }
}

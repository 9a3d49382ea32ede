namespace FGan;

/// <summary>The streams of random numbers that generation draws from; each purpose has its own, under the seed of the run.</summary>
/// <remarks>Saved seeds depend on these numbers: a new purpose takes a new number, an old number is never given away.</remarks>
internal static class RandomStreams
{
    public const ulong GeneratorWeights = 0x10;
    public const ulong CriticWeights = 0x11;
    public const ulong CriticLatent = 0x12;
    public const ulong CriticNoise = 0x13;
    public const ulong GeneratorLatent = 0x14;
    public const ulong GeneratorNoise = 0x15;
    public const ulong SampleLatent = 0x16;
    public const ulong SampleNoise = 0x17;
    public const ulong EpochOrder = 0x18;
    public const ulong HeldOutRows = 0x19;
    public const ulong ToyRows = 0x1A;
    public const ulong ToyHeldOutRows = 0x1B;
    public const ulong MonitorLatent = 0x1C;
    public const ulong MonitorNoise = 0x1D;
    public const ulong CriticMixing = 0x1E;
    public const ulong RefereeWeights = 0x1F;
    public const ulong RefereeLatent = 0x20;
    public const ulong RefereeNoise = 0x21;
    public const ulong FreshCriticParts = 0x22;
    public const ulong CriticConditions = 0x23;
    public const ulong GeneratorConditions = 0x24;
    public const ulong MonitorConditions = 0x25;
    public const ulong SampleConditions = 0x26;
    public const ulong SampleChoices = 0x27;

    /// <summary>Added to a stream's number where one draw needs two sequences.</summary>
    public const ulong SecondPart = 0x100;
}

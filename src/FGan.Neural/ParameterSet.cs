using FGan.Numerics;

namespace FGan.Neural;

/// <summary>Gathers all parameters of a module in one flat aligned block, and their gradients in a second of the same layout.</summary>
/// <remarks>
/// Every tensor starts on a cache line; the gap behind it stays 0 in both blocks, so optimisers and norms run over the
/// whole block at once. Statistics lie in a third block. Create the set before recording a tape, and dispose it after
/// the programs that use it.
/// </remarks>
public sealed class ParameterSet : IDisposable
{
    private const int Granularity = AlignedBuffer.Alignment / sizeof(float);

    private readonly StateBlock _values;
    private readonly AlignedBuffer _gradients;
    private readonly StateBlock _statistics;

    /// <summary>Gathers and initialises the parameters of a module.</summary>
    /// <param name="module">The module; none of its parameters may belong to a set yet.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <param name="stream">Stream of random numbers; give two networks of one seed different streams.</param>
    /// <exception cref="ArgumentException">The module has no parameters.</exception>
    public ParameterSet(Module module, ulong seed, ulong stream = 0)
    {
        (string Name, Parameter Parameter)[] all = [.. module.NamedParameters()];
        if (!Array.Exists(all, p => p.Parameter.IsTrained)) throw new ArgumentException("The module has no parameters to train. Add a layer with weights, such as Linear.");
        _values = new StateBlock(TotalLength(all, trained: true));
        _gradients = new AlignedBuffer(_values.Length);
        _statistics = new StateBlock(TotalLength(all, trained: false));
        int start = 0, statisticStart = 0;
        foreach ((string name, Parameter parameter) in all)
        {
            if (parameter.IsTrained)
            {
                parameter.Bind(name, _values, _gradients, start);
                start += Padded(parameter.Shape.Count);
            }
            else
            {
                parameter.Bind(name, _statistics, null, statisticStart);
                statisticStart += Padded(parameter.Shape.Count);
            }
        }
        Parameters = [.. all.Select(p => p.Parameter).Where(p => p.IsTrained)];
        Statistics = [.. all.Select(p => p.Parameter).Where(p => !p.IsTrained)];
        Tensors = [.. all.Select(p => new NamedTensor(p.Name, p.Parameter.Dimensions, p.Parameter.Block, p.Parameter.Start))];
        Initialise(seed, stream);
    }

    /// <summary>The trained parameters, in the module's order.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The statistics that forward passes keep, such as running means.</summary>
    public IReadOnlyList<Parameter> Statistics { get; }

    /// <summary>Everything that must be saved to use the module again, with PyTorch's names, in PyTorch's order.</summary>
    public IReadOnlyList<NamedTensor> Tensors { get; }

    /// <summary>Number of trained elements, gaps not counted.</summary>
    public int Count => Parameters.Sum(p => p.Shape.Count);

    /// <summary>The flat block of trained elements, gaps included; <see cref="Load(ReadOnlySpan{float})"/> changes them.</summary>
    public ReadOnlySpan<float> Values => _values.Read();

    /// <summary>The flat block of gradients, laid out as <see cref="Values"/>.</summary>
    public Span<float> Gradients => _gradients.Span;

    /// <summary>The flat block of trained elements.</summary>
    internal StateBlock Block => _values;

    /// <summary>The flat block of statistics.</summary>
    internal StateBlock StatisticBlock => _statistics;

    /// <summary>Draws all initial elements anew.</summary>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <param name="stream">Stream of random numbers.</param>
    public void Initialise(ulong seed, ulong stream = 0)
    {
        var source = new RandomSource(seed, stream);
        foreach (Parameter parameter in Parameters) parameter.Initialise(source);
        foreach (Parameter statistic in Statistics) statistic.Initialise(source);
    }

    /// <summary>Copies every element, statistics too, from a set of the same layout.</summary>
    /// <exception cref="ArgumentException">Names or extents differ.</exception>
    public void CopyFrom(ParameterSet other) => StateTransfer.Copy(other.Tensors, Tensors);

    /// <summary>Copies the elements of tensors with the same names; every tensor of this set must be there.</summary>
    /// <param name="tensors">Named tensors, in any order.</param>
    /// <exception cref="ArgumentException">A tensor is missing, unexpected or has other extents; the message names them all, and nothing was copied.</exception>
    public void Load(IEnumerable<NamedTensor> tensors) => StateTransfer.Copy([.. tensors], Tensors);

    /// <summary>Copies what <see cref="Values"/> once held.</summary>
    /// <exception cref="ArgumentException">The number of elements differs.</exception>
    public void Load(ReadOnlySpan<float> values) => StateTransfer.Copy(values, _values.Write(), "the set");

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        foreach (Parameter parameter in Parameters) parameter.Release();
        _values.Dispose();
        _gradients.Dispose();
        _statistics.Dispose();
    }

    private static int Padded(int count) => checked(count + Granularity - 1) / Granularity * Granularity;

    private static int TotalLength((string Name, Parameter Parameter)[] all, bool trained) =>
        all.Where(p => p.Parameter.IsTrained == trained).Sum(p => Padded(p.Parameter.Shape.Count));
}

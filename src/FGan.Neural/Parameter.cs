using FGan.Numerics;

namespace FGan.Neural;

/// <summary>A tensor that a module owns: trained by an optimiser, or a statistic that the forward pass keeps.</summary>
/// <remarks>Has elements only once a <see cref="ParameterSet"/> has gathered its module.</remarks>
public sealed class Parameter
{
    private readonly Initialisation _initialisation;
    private readonly Dictionary<bool, PackedParameter> _packed = [];
    private StateBlock? _values;
    private AlignedBuffer? _gradients;
    private int _start;

    internal Parameter(string name, int[] dimensions, Initialisation initialisation, bool isTrained = true)
    {
        Name = name;
        Dimensions = dimensions;
        IsTrained = isTrained;
        _initialisation = initialisation;
        Shape = dimensions.Length <= 1
            ? Shape.Checked(1, dimensions.Length == 0 ? 1 : dimensions[0])
            : Shape.Checked(dimensions[0], dimensions.Skip(1).Aggregate(1, (product, d) => checked(product * d)));
    }

    /// <summary>The path in PyTorch's manner, such as <c>0.weight</c>, once gathered; before that the last part of it.</summary>
    public string Name { get; private set; }

    /// <summary>Extents as PyTorch lays the tensor out: [out, in] for a linear weight, [out, in, height, width] for a convolution.</summary>
    public IReadOnlyList<int> Dimensions { get; }

    /// <summary>The same tensor as a matrix: the first extent by the rest, or one row.</summary>
    public Shape Shape { get; }

    /// <summary>True for weights, false for statistics such as a running mean.</summary>
    public bool IsTrained { get; }

    /// <summary>The elements, row by row, in the set's block; <see cref="Load"/> changes them.</summary>
    /// <exception cref="InvalidOperationException">No set has gathered the module yet.</exception>
    public ReadOnlySpan<float> Values => Block.Read(_start, Shape.Count);

    /// <summary>The gradient's elements, laid out as <see cref="Values"/>.</summary>
    /// <exception cref="InvalidOperationException">A statistic has no gradient, or no set has gathered the module yet.</exception>
    public Span<float> Gradient => GradientBlock.Slice(_start, Shape.Count);

    /// <summary>The elements, to be written right now.</summary>
    internal Span<float> Written => Block.Write(_start, Shape.Count);

    internal StateBlock Block => _values ?? throw new InvalidOperationException(
        $"Parameter '{Name}' {Shape} has no elements yet. Create a ParameterSet of its module before recording a tape.");

    internal AlignedBuffer GradientBlock => _gradients ?? throw new InvalidOperationException(
        $"'{Name}' has no gradient: it is a statistic, or its module has no ParameterSet yet.");

    internal int Start => _start;

    /// <summary>Copies new elements, row by row.</summary>
    /// <exception cref="ArgumentException">There are more or fewer than the parameter has.</exception>
    public void Load(ReadOnlySpan<float> values) => StateTransfer.Copy(values, Written, Name);

    /// <summary>The parameter packed as a right factor, shared by all who ask.</summary>
    internal PackedParameter Packed(bool transpose)
    {
        if (!_packed.TryGetValue(transpose, out PackedParameter? packed)) _packed[transpose] = packed = new PackedParameter(Block, _start, Shape, transpose);
        return packed;
    }

    /// <summary>Returns the memory of what was packed.</summary>
    internal void Release()
    {
        foreach (PackedParameter packed in _packed.Values) packed.Dispose();
        _packed.Clear();
    }

    /// <summary>Takes its place in a set.</summary>
    internal void Bind(string name, StateBlock values, AlignedBuffer? gradients, int start)
    {
        if (_values is not null) throw new InvalidOperationException($"Parameter '{Name}' already belongs to a ParameterSet. A module has one set; build a second module of the same sizes instead.");
        (Name, _values, _gradients, _start) = (name, values, gradients, start);
    }

    internal void Initialise(RandomSource source) => _initialisation.Fill(Written, source);
}

namespace FGan.Neural;

/// <summary>A piece of state by name, for saving and loading: a weight, a statistic, a moment of the optimiser.</summary>
public sealed class NamedTensor
{
    private readonly StateBlock _block;
    private readonly int _start;

    internal NamedTensor(string name, IReadOnlyList<int> dimensions, StateBlock block, int start)
    {
        Name = name;
        Dimensions = dimensions;
        _block = block;
        _start = start;
        Count = dimensions.Aggregate(1, (product, d) => checked(product * d));
    }

    /// <summary>The name, such as <c>0.weight</c>.</summary>
    public string Name { get; }

    /// <summary>The extents; empty for a single number.</summary>
    public IReadOnlyList<int> Dimensions { get; }

    /// <summary>Number of elements.</summary>
    public int Count { get; }

    /// <summary>The elements themselves, row by row.</summary>
    public ReadOnlySpan<float> Values => _block.Read(_start, Count);

    /// <summary>Copies new elements, row by row.</summary>
    /// <exception cref="ArgumentException">There are more or fewer than the tensor has.</exception>
    public void Load(ReadOnlySpan<float> values) => StateTransfer.Copy(values, _block.Write(_start, Count), Name);

    /// <summary>Writes name and extents.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Dimensions)}]";
}

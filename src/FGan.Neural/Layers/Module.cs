namespace FGan.Neural;

/// <summary>Says what a network is run for.</summary>
public enum Mode
{
    /// <summary>Training: batch statistics are used, and running ones kept up to date.</summary>
    Train,

    /// <summary>Sampling or measuring: rows do not influence each other; running statistics are used and left alone.</summary>
    Sample,
}

/// <summary>A layer or a network: parameters, and a way to record its computation.</summary>
public abstract class Module
{
    /// <summary>Records the module's output for the given input.</summary>
    /// <param name="x">Rows of examples.</param>
    /// <param name="mode">What the network is run for.</param>
    /// <returns>As many rows as <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentException">The input's width does not fit.</exception>
    public abstract Value Forward(Value x, Mode mode);

    /// <summary>The parts of this module, each with the name that begins its parameters' paths.</summary>
    protected internal virtual IEnumerable<(string Name, Module Module)> Children => [];

    /// <summary>The parameters of this module itself, not of its parts.</summary>
    protected internal virtual IEnumerable<Parameter> OwnParameters => [];

    internal IEnumerable<(string Name, Parameter Parameter)> NamedParameters(string prefix = "")
    {
        foreach (Parameter parameter in OwnParameters) yield return (prefix + parameter.Name, parameter);
        foreach ((string name, Module child) in Children)
        {
            foreach ((string, Parameter) named in child.NamedParameters($"{prefix}{name}.")) yield return named;
        }
    }

    private protected static void RequireColumns(Value x, int columns, string layer)
    {
        if (x.Shape.Columns != columns)
            throw new ArgumentException($"{layer} got shape {x.Shape}; expected [{x.Shape.Rows}, {columns}]. Give the layer before it {columns} outputs.");
    }
}

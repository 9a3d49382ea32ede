namespace FGan.Neural;

/// <summary>Runs modules one after another; names them 0, 1, 2, … as PyTorch does.</summary>
/// <param name="modules">The modules, first to last.</param>
public sealed class Sequential(params Module[] modules) : Module
{
    private readonly Module[] _modules = [.. modules];

    /// <summary>The modules, first to last.</summary>
    public IReadOnlyList<Module> Modules => _modules;

    /// <inheritdoc/>
    public override Value Forward(Value x, Mode mode)
    {
        foreach (Module module in _modules) x = module.Forward(x, mode);
        return x;
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, Module Module)> Children =>
        _modules.Select((module, index) => (index.ToString(System.Globalization.CultureInfo.InvariantCulture), module));
}

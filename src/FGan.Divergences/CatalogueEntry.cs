using System.Globalization;

namespace FGan.Divergences;

/// <summary>A line of the catalogue: what people type, and the text of f from which everything else is derived.</summary>
/// <param name="Id">The name on the command line.</param>
/// <param name="Name">The name in words.</param>
/// <param name="Formula">f(u), with the parameter by name where there is one.</param>
/// <param name="Aliases">Other names.</param>
internal sealed record CatalogueEntry(string Id, string Name, string Formula, params string[] Aliases)
{
    /// <summary>The parameter that may follow the name in parentheses, as in <c>alpha(0.5)</c>.</summary>
    public CatalogueParameter? Parameter { get; init; }

    /// <summary>Whether a name is this entry's.</summary>
    public bool Answers(string name) =>
        Id.Equals(name, StringComparison.OrdinalIgnoreCase) || Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The id with its parameter, as in <c>alpha(0.5)</c>.</summary>
    public string IdWith(double? value) =>
        value is { } number ? string.Create(CultureInfo.InvariantCulture, $"{Id}({number:R})") : Id;

    /// <summary>f for a value of the parameter.</summary>
    public string FormulaFor(double value) => Parameter?.SpecialCase(value) ?? Formula;
}

/// <summary>The parameter of a family of divergences.</summary>
/// <param name="Name">Its name in the formula.</param>
/// <param name="Default">The value when the name is given without parentheses.</param>
/// <param name="Allowed">What values are allowed, in words.</param>
/// <param name="IsAllowed">Whether a value is allowed.</param>
/// <param name="SpecialCase">The formula at values where the general one is a limit; null elsewhere.</param>
internal sealed record CatalogueParameter(
    string Name, double Default, string Allowed, Func<double, bool> IsAllowed, Func<double, string?> SpecialCase)
{
    /// <summary>Whether the entry with the default value goes by its bare name, as <c>jensen-shannon</c> does.</summary>
    public bool IsOptional { get; init; }
}

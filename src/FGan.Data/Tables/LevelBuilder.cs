using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>
/// Collects words row by row into a <see cref="CategoricalColumn"/> whose levels are in ordinal order.
/// </summary>
internal sealed class LevelBuilder
{
    private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
    private readonly Growing<int> _codes = new();

    /// <summary>The distinct words so far, in the order of their first row.</summary>
    public IReadOnlyCollection<string> Words => _codeOf.Keys;

    /// <summary>Appends a row.</summary>
    public void Add(string? word)
    {
        if (string.IsNullOrEmpty(word))
        {
            _codes.Add(CategoricalColumn.Missing);
            return;
        }

        if (!_codeOf.TryGetValue(word, out int code))
        {
            code = _codeOf.Count;
            _codeOf.Add(word, code);
        }

        _codes.Add(code);
    }

    /// <summary>Makes the column; the builder is used up.</summary>
    public CategoricalColumn Build(string name)
    {
        string[] levels = [.. _codeOf.Keys];
        Array.Sort(levels, StringComparer.Ordinal);
        var sorted = new int[levels.Length];
        for (int i = 0; i < levels.Length; i++) sorted[_codeOf[levels[i]]] = i;

        int[] codes = _codes.ToArray();
        for (int i = 0; i < codes.Length; i++)
        {
            if (codes[i] != CategoricalColumn.Missing) codes[i] = sorted[codes[i]];
        }

        return CategoricalColumn.Own(name, codes, ImmutableArray.Create(levels));
    }
}

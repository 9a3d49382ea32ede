namespace FGan.Neural.Compilation;

/// <summary>Lays values that are computed row by row side by side: which row of one goes with which row of another.</summary>
/// <remarks>A union-find whose links carry the distance between first rows.</remarks>
internal sealed class RowSpaces
{
    private readonly Dictionary<Value, (Value Parent, int Offset)> _links = [];

    public bool Contains(Value value) => _links.ContainsKey(value);

    public void Add(Value value) => _links[value] = (value, 0);

    /// <summary>Whether a value may stand <paramref name="offset"/> rows behind another; if so, it does from now on.</summary>
    public bool TryJoin(Value value, Value other, int offset)
    {
        (Value root, int own) = Find(value);
        (Value otherRoot, int others) = Find(other);
        int distance = others + offset - own;
        if (root == otherRoot) return distance == 0;
        _links[root] = (otherRoot, distance);
        return true;
    }

    /// <summary>The representative of a value's space, and how many rows the value stands behind it.</summary>
    public (Value Root, int Offset) Find(Value value)
    {
        int offset = 0;
        while (true)
        {
            (Value parent, int step) = _links[value];
            if (parent == value) return (value, offset);
            value = parent;
            offset += step;
        }
    }

    /// <summary>Remembers the present state, to return to when joining fails half-way.</summary>
    public Dictionary<Value, (Value Parent, int Offset)> Save() => new(_links);

    public void Restore(Dictionary<Value, (Value Parent, int Offset)> saved)
    {
        _links.Clear();
        foreach ((Value value, (Value, int) link) in saved) _links.Add(value, link);
    }
}

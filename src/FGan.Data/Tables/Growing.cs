namespace FGan.Data;

/// <summary>
/// An array that grows by doubling; unlike a list it gives its exact array away without a second copy when full.
/// </summary>
internal sealed class Growing<T>
    where T : unmanaged
{
    private T[] _items = new T[256];

    /// <summary>The number of items.</summary>
    public int Count { get; private set; }

    /// <summary>Appends an item.</summary>
    public void Add(T item)
    {
        if (Count == _items.Length) Array.Resize(ref _items, checked(2 * Count));
        _items[Count++] = item;
    }

    /// <summary>Hands the items over as an array of exactly their number; the collection is used up.</summary>
    public T[] ToArray()
    {
        if (_items.Length != Count) Array.Resize(ref _items, Count);
        return _items;
    }
}

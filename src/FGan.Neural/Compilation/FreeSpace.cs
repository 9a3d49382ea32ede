using FGan.Numerics;

namespace FGan.Neural.Compilation;

/// <summary>Hands out parts of a block that grows as needed, each on its own cache lines; takes them back for reuse.</summary>
internal sealed class FreeSpace
{
    private const int Granularity = AlignedBuffer.Alignment / sizeof(float);

    /// <summary>Free parts by start, never adjoining.</summary>
    private readonly SortedList<int, int> _free = [];

    /// <summary>Floats in the block so far.</summary>
    public int Length { get; private set; }

    /// <summary>Takes the smallest free part that is long enough, or grows the block.</summary>
    public int Take(int count)
    {
        int length = Padded(count), best = -1;
        for (int i = 0; i < _free.Count; i++)
        {
            int free = _free.Values[i];
            if (free >= length && (best < 0 || free < _free.Values[best])) best = i;
        }
        if (best < 0) return Grow(length);
        (int start, int found) = (_free.Keys[best], _free.Values[best]);
        _free.RemoveAt(best);
        if (found > length) _free.Add(start + length, found - length);
        return start;
    }

    /// <summary>Gives a part back.</summary>
    public void Return(int start, int count)
    {
        int length = Padded(count);
        _free.Add(start, length);
        int i = _free.IndexOfKey(start);
        if (i + 1 < _free.Count && start + length == _free.Keys[i + 1])
        {
            length += _free.Values[i + 1];
            _free.RemoveAt(i + 1);
            _free[start] = length;
        }
        if (i > 0 && _free.Keys[i - 1] + _free.Values[i - 1] == start)
        {
            _free[_free.Keys[i - 1]] = _free.Values[i - 1] + length;
            _free.RemoveAt(i);
        }
    }

    private static int Padded(int count) => checked(count + Granularity - 1) / Granularity * Granularity;

    private int Grow(int length)
    {
        // A free part at the very end is extended rather than left behind.
        int start = Length;
        if (_free.Count > 0 && _free.Keys[^1] + _free.Values[^1] == Length)
        {
            start = _free.Keys[^1];
            _free.RemoveAt(_free.Count - 1);
        }
        Length = checked(start + length);
        return start;
    }
}

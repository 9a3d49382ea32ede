using FGan.Numerics;

namespace FGan;

/// <summary>Deals the rows of a sample in batches: every row once before any comes again, each time in another order.</summary>
internal sealed class RowDealer
{
    private readonly PairedRows _rows;
    private readonly int _batch;
    private readonly Philox _random;
    private readonly int[] _order;
    private ulong _position;
    private int _next;

    public RowDealer(PairedRows rows, int batch, ulong seed, ulong stream)
    {
        _rows = rows;
        _batch = batch;
        _random = new Philox(seed, stream);
        _order = new int[rows.Count];
        _next = rows.Count;
    }

    /// <summary>The next batch.</summary>
    public PairedRows Next()
    {
        if (_next + _batch > _order.Length)
        {
            _random.Permutation(_order, _position);
            _position += (ulong)_order.Length;
            _next = 0;
        }
        _next += _batch;
        return _rows.Gather(_order.AsSpan(_next - _batch, _batch));
    }
}

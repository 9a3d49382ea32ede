using FGan.Numerics;

namespace FGan.Neural;

/// <summary>A parameter packed as the right factor of products: once for all programs that use it, and anew only after it was written.</summary>
internal sealed class PackedParameter : IDisposable
{
    private readonly StateBlock _block;
    private readonly int _start;
    private readonly Shape _shape;
    private long _packed = -1;

    /// <summary>Makes room.</summary>
    /// <param name="block">Where the parameter's elements lie.</param>
    /// <param name="start">The first of them.</param>
    /// <param name="shape">The parameter's shape.</param>
    /// <param name="transpose">Whether the factor is the transpose.</param>
    public PackedParameter(StateBlock block, int start, Shape shape, bool transpose)
    {
        (_block, _start, _shape, IsTransposed) = (block, start, shape, transpose);
        Shape factor = transpose ? shape.Transposed : shape;
        Elements = new AlignedBuffer(PackedProduct.Length(factor.Rows, factor.Columns));
        Slices = PackedProduct.Slices(Factor);
    }

    /// <summary>The factor as <see cref="PackedProduct"/> wants it; to be read only while <see cref="IsCurrent"/>.</summary>
    public AlignedBuffer Elements { get; }

    /// <summary>Whether the factor is the transpose of the parameter.</summary>
    public bool IsTransposed { get; }

    /// <summary>Pieces of work that packing is made of; as many rows of the parameter each, in their order.</summary>
    public int Slices { get; }

    /// <summary>Whether the parameter is as it was when it was packed.</summary>
    public bool IsCurrent => Volatile.Read(ref _packed) == _block.Version;

    /// <summary>Where in its set a slice lies: 0 at the first element, 1 behind the last.</summary>
    public double PlaceOf(int slice) => (_start + ((double)slice / Slices * _shape.Count)) / _block.Length;

    private MatrixView Factor
    {
        get
        {
            var matrix = new MatrixView(_block.Read(_start, _shape.Count), _shape.Rows, _shape.Columns);
            return IsTransposed ? matrix.Transposed : matrix;
        }
    }

    /// <summary>Packs one slice.</summary>
    public void Pack(int slice) => PackedProduct.PackSlice(Factor, Elements.Span, slice);

    /// <summary>Notes that all slices are packed from the parameter as it is.</summary>
    public void NoteCurrent() => Volatile.Write(ref _packed, _block.Version);

    /// <summary>Returns the memory.</summary>
    public void Dispose() => Elements.Dispose();
}

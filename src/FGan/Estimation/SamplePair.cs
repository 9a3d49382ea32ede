using FGan.Data;

namespace FGan;

/// <summary>Encodes two data sets alike, so that one critic can read both.</summary>
internal static class SamplePair
{
    public static (FloatMatrix P, FloatMatrix Q) Encode(IDataset p, IDataset q) => (p, q) switch
    {
        (Table first, Table second) => Encode(first, second),
        (ImageSet first, ImageSet second) => Encode(first, second),
        _ => throw new DataException($"P is {p.Describe()} and Q is {q.Describe()}; give two tables or two sets of pictures."),
    };

    private static (FloatMatrix P, FloatMatrix Q) Encode(Table first, Table second)
    {
        var (p, q) = Table.Reconcile(first, second, "P", "Q");
        var encoder = TableEncoder.Fit(Table.Concat(p, q), TableEncoderOptions.ForEstimation);
        return (encoder.Encode(p), encoder.Encode(q));
    }

    private static (FloatMatrix P, FloatMatrix Q) Encode(ImageSet p, ImageSet q)
    {
        if ((p.Channels, p.Height, p.Width) != (q.Channels, q.Height, q.Width))
            throw new DataException($"P holds {p.Describe()} and Q {q.Describe()}; give pictures of one size.");
        return (Rows(p), Rows(q));
    }

    private static FloatMatrix Rows(ImageSet images)
    {
        var values = new float[images.Count * images.Size];
        images.ToUnitRange([.. Enumerable.Range(0, images.Count)], values);
        return FloatRows.Of(values, images.Size);
    }
}

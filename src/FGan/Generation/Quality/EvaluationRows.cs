using FGan.Data;
using FGan.Numerics;

namespace FGan;

/// <summary>Samples as rows of numbers between which distances mean something, at most <see cref="NeighbourQuality.MostRows"/> of them, drawn at random.</summary>
internal static class EvaluationRows
{
    private const ulong Stream = 0x30;

    /// <summary>Tables, encoded as the estimator sees them; the encoder is fitted to both sides.</summary>
    public static (FloatMatrix Real, FloatMatrix Synthetic) Of(Table real, Table synthetic)
    {
        TableEncoder encoder;
        try
        {
            encoder = TableEncoder.Fit(Table.Concat(real, synthetic), TableEncoderOptions.ForEstimation);
        }
        catch (DataException)
        {
            // Nothing varies, so there is no distance between any rows.
            return (new FloatMatrix(0, 1, []), new FloatMatrix(0, 1, []));
        }

        return (encoder.Encode(real.Take(Chosen(real.RowCount))), encoder.Encode(synthetic.Take(Chosen(synthetic.RowCount))));
    }

    /// <summary>Images, each number of a pixel in [0, 1].</summary>
    public static FloatMatrix Of(ImageSet images) => Of(images, Chosen(images.Count));

    /// <summary>Chosen images, each number of a pixel in [0, 1].</summary>
    public static FloatMatrix Of(ImageSet images, int[] chosen)
    {
        var rows = new FloatMatrix(chosen.Length, images.Size, new float[chosen.Length * images.Size]);
        images.ToUnitRange(chosen, rows.Values);
        Elementwise.Affine(rows.Values, 0.5f, 0.5f, rows.Values);
        return rows;
    }

    /// <summary>The numbers of all rows, or of as many as are wanted, drawn at random.</summary>
    public static int[] Chosen(int count, int most = NeighbourQuality.MostRows)
    {
        if (count <= most) return [.. Enumerable.Range(0, count)];
        var order = new int[count];
        new Philox(1, Stream).Permutation(order);
        return order[..most];
    }
}

using FGan.Data;

namespace FGan;

/// <summary>The columns of an encoded row that belong to one column of the data.</summary>
/// <param name="Name">The data's column; for pictures a patch.</param>
/// <param name="Columns">Where it stands in an encoded row.</param>
internal sealed record ColumnGroup(string Name, int[] Columns);

/// <summary>Two samples encoded alike, so that one critic can read both.</summary>
/// <param name="P">Rows of P.</param>
/// <param name="Q">Rows of Q.</param>
/// <param name="Groups">What the columns of a row are.</param>
/// <param name="Remarks">What the user should know about how the data were read.</param>
internal sealed record SamplePair(FloatMatrix P, FloatMatrix Q, IReadOnlyList<ColumnGroup> Groups, IReadOnlyList<string> Remarks)
{
    // A picture's pixels are dealt anew in patches: at most so many along a side.
    private const int MostPatches = 7;

    // A reference meets data that the encoder was not fitted to: a new category counts as a missing value.
    private static readonly TableEncoderOptions Encoding = TableEncoderOptions.ForEstimation with { MaxLevels = 128 };
    private static readonly TableEncoderOptions LastingEncoding = Encoding with { Unknown = UnknownLevels.AsMissing };

    /// <summary>How rows are encoded; null for a bare matrix.</summary>
    public SampleSpace? Space { get; private init; }

    /// <summary>Encodes two data sets alike.</summary>
    /// <param name="p">A sample of P.</param>
    /// <param name="q">A sample of Q.</param>
    /// <param name="lasting">Whether the encoding is to be used on other data later.</param>
    public static SamplePair Of(IDataset p, IDataset q, bool lasting) => (p, q) switch
    {
        (Table first, Table second) => Of(first, second, lasting ? LastingEncoding : Encoding),
        (ImageSet first, ImageSet second) => Of(first, second),
        _ => throw new DataException($"P is {p.Describe()} and Q is {q.Describe()}; give two tables or two sets of pictures."),
    };

    /// <summary>Brings columns of any units to robust scores over both samples; the map is one-to-one, so no divergence changes.</summary>
    public static SamplePair Of(FloatMatrix p, FloatMatrix q)
    {
        if (p.Columns != q.Columns)
            throw new ArgumentException($"P has {p.Columns} numbers a row and Q {q.Columns}; encode both with one encoder.");
        p.RequireFinite("P");
        q.RequireFinite("Q");
        if (p.Rows == 0 || q.Rows == 0) return new SamplePair(p, q, [], []);
        var scaling = RobustScaling.Fit(p, q);
        var groups = p.Columns == 1 ? [] : Enumerable.Range(0, p.Columns).Select(i => new ColumnGroup($"x{i}", [i])).ToList();
        return new SamplePair(scaling.Apply(p), scaling.Apply(q), groups, []);
    }

    private static SamplePair Of(Table first, Table second, TableEncoderOptions encoding)
    {
        var (p, q) = Table.Reconcile(first, second, "P", "Q");
        if (p.RowCount == 0 || q.RowCount == 0)
            throw new DataException($"P has {p.RowCount} rows and Q {q.RowCount}; an estimate needs at least {DivergenceEstimator.FewestRows} of each sample.");
        var encoder = TableEncoder.Fit(Table.Concat(EncodingRows.Of(p), EncodingRows.Of(q)), encoding);
        var groups = encoder.Blocks.GroupBy(b => b.Column)
            .Select(g => new ColumnGroup(g.Key, [.. g.SelectMany(b => Enumerable.Range(b.Offset, b.Width))])).ToList();
        return new SamplePair(encoder.Encode(p), encoder.Encode(q), groups, [.. encoder.Remarks.Select(r => char.ToUpperInvariant(r[0]) + r[1..] + ".")])
        {
            Space = new TableSpace(encoder),
        };
    }

    private static SamplePair Of(ImageSet p, ImageSet q)
    {
        if ((p.Channels, p.Height, p.Width) != (q.Channels, q.Height, q.Width))
            throw new DataException($"P holds {p.Describe()} and Q {q.Describe()}; give pictures of one size.");
        return new SamplePair(Rows(p), Rows(q), [.. Patches(p)], []) { Space = new ImageSpace(p.Channels, p.Height, p.Width) };
    }

    private static IEnumerable<ColumnGroup> Patches(ImageSet images)
    {
        var (height, width) = (Side(images.Height), Side(images.Width));
        for (var top = 0; top < images.Height; top += height)
        {
            for (var left = 0; left < images.Width; left += width)
            {
                var (bottom, right) = (Math.Min(top + height, images.Height), Math.Min(left + width, images.Width));
                int[] pixels =
                [
                    .. from channel in Enumerable.Range(0, images.Channels)
                       from y in Enumerable.Range(top, bottom - top)
                       from x in Enumerable.Range(left, right - left)
                       select (channel * images.Height + y) * images.Width + x,
                ];
                yield return new ColumnGroup($"rows {top}-{bottom - 1}, columns {left}-{right - 1}", pixels);
            }
        }

        static int Side(int pixels) => (pixels + MostPatches - 1) / MostPatches;
    }

    /// <summary>Pictures as rows of pixels in [−1, 1].</summary>
    public static FloatMatrix Rows(ImageSet images)
    {
        var values = new float[checked(images.Count * images.Size)];
        images.ToUnitRange([.. Enumerable.Range(0, images.Count)], values);
        return FloatRows.Of(values, images.Size);
    }
}

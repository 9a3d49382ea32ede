using FGan.Numerics;

namespace FGan;

/// <summary>Makes each row of a conditional model under the condition that names its rarest value.</summary>
/// <remarks>
/// <para>
/// A model knows best what it is asked for: rows with a rare value that come out when another column was asked about were hardly trained. So for a row x let o(x) be the
/// column whose value in x is rarest in the data. Conditions (j, v) are drawn with the natural weights p_j(v) of every column j, and a row is
/// kept where o(x) = j and x_j = v. What is kept has the density Σ_j p_j(x_j)·Q(x|j, x_j)·[o(x) = j], which is P(x) where every Q(·|c) = P(·|c), as the
/// mixture over all columns is; one draw in as many as there are columns is kept.
/// </para>
/// <para>Rows of a chunk are the first of the chunk's own endless sequence that are kept, so a row's bits do not depend on how many are asked for.</para>
/// </remarks>
internal sealed class RarestValueSampler
{
    /// <summary>More columns would make sampling slow; those with the rarest values are asked about.</summary>
    private const int MostColumns = 8;

    /// <summary>Where so many draws a column do not fill a chunk, the rest is taken as it comes: the generator does not do what it is asked.</summary>
    private const int MostDraws = 16;

    private readonly Sampler _sampler;
    private readonly ConditionVector _vector;
    private readonly int[] _columns;
    private readonly ConditionLaw _law;

    public RarestValueSampler(Sampler sampler, ConditionVector vector)
    {
        (_sampler, _vector) = (sampler, vector);
        _columns =
        [
            .. Enumerable.Range(0, vector.Blocks.Length)
                .OrderBy(column => vector.SharesOf(column).Where(share => share > 0).Min()).Take(MostColumns).Order(),
        ];
        _law = new ConditionLaw([.. vector.Blocks.SelectMany((_, column) => vector.SharesOf(column).Select(share => _columns.Contains(column) ? share : 0))]);
    }

    /// <summary>Makes rows whose discrete columns are chosen.</summary>
    /// <inheritdoc cref="Sampler.Fill"/>
    public void Fill(Span<float> rows, ulong seed, long firstRow, CancellationToken cancellation)
    {
        int width = _sampler.Width;
        var chunk = new float[Sampler.ChunkRows * width];
        while (rows.Length > 0)
        {
            (long number, long skip) = Math.DivRem(firstRow, Sampler.ChunkRows);
            FillChunk(chunk, seed, (ulong)number, cancellation);
            ReadOnlySpan<float> made = chunk.AsSpan((int)skip * width);
            if (made.Length > rows.Length) made = made[..rows.Length];
            made.CopyTo(rows);
            rows = rows[made.Length..];
            firstRow += made.Length / width;
        }
    }

    private void FillChunk(Span<float> chunk, ulong seed, ulong number, CancellationToken cancellation)
    {
        int width = _sampler.Width, most = MostDraws * _columns.Length;
        for (int part = 0, found = 0; found < Sampler.ChunkRows; part++)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<float> rows = _sampler.Make(seed, number, (uint)part, _law, out ReadOnlySpan<float> conditions);
            var choices = new Philox(seed, Sampler.Stream(RandomStreams.SampleChoices, (uint)part));
            for (int i = 0; i < Sampler.ChunkRows && found < Sampler.ChunkRows; i++)
            {
                Span<float> row = rows.Slice(i * width, width);
                _vector.Choose(row, choices, (number * Sampler.ChunkRows + (ulong)i) * (ulong)_vector.Blocks.Length);
                ReadOnlySpan<float> condition = conditions.Slice(i * _vector.Width, _vector.Width);
                if (part < most && !(_vector.IsMet(row, condition) && condition[RarestPlace(row)] == 1f)) continue;
                row.CopyTo(chunk[(found++ * width)..]);
            }
        }
    }

    /// <summary>The place in the vector of a row's rarest value.</summary>
    private int RarestPlace(ReadOnlySpan<float> row)
    {
        int rarest = 0;
        double least = double.PositiveInfinity;
        foreach (int column in _columns)
        {
            int value = ConditionVector.Place(row, _vector.Blocks[column]);
            if (_vector.SharesOf(column)[value] >= least) continue;
            (least, rarest) = (_vector.SharesOf(column)[value], _vector.Starts[column] + value);
        }

        return rarest;
    }
}

using FGan.Numerics;

namespace FGan;

/// <summary>Makes rows with rare values by asking for them, and all others freely.</summary>
/// <remarks>
/// <para>
/// A model knows rare values best when it is asked for them: a row that has one by chance was hardly trained. So the rows are parted by their rarest value
/// r(x) among those of a share below <see cref="RareShare"/>, the rarest such that at most one draw in two is rejected, or none. A draw is free with weight 1, and kept where r(x) is none; or asks for a rare value v with the weight of its share
/// p(v), and is kept where r(x) = v. What is kept has the density Q(x|free)·[r(x) none] + Σ_v p(v)·Q(x|v)·[r(x) = v], which is P(x) where Q(·|free) = P and every Q(·|v) = P(·|v).
/// </para>
/// <para>Rows of a chunk are the first of the chunk's own endless sequence that are kept, so a row's bits do not depend on how many are asked for.</para>
/// </remarks>
internal sealed class RareValueSampler
{
    /// <summary>Shares below are rare.</summary>
    public const double RareShare = 0.05;

    /// <summary>Where so many parts do not fill a chunk, the rest is drawn freely: the generator does not do what it is asked.</summary>
    private const int MostParts = 16;

    private readonly Sampler _sampler;
    private readonly ConditionVector _vector;
    private readonly double[] _rareShares;
    private readonly ConditionLaw _law;

    public RareValueSampler(Sampler sampler, ConditionVector vector)
    {
        (_sampler, _vector) = (sampler, vector);
        _rareShares = new double[vector.Width];
        double sum = 0;
        foreach (int place in Enumerable.Range(0, vector.Width).Where(vector.IsAsked).OrderBy(place => vector.Shares[place]))
        {
            double share = vector.Shares[place];
            if (share >= RareShare || (sum += share) > 1) break;
            _rareShares[place] = share;
        }

        _law = new ConditionLaw([.. _rareShares, 1]);
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
        int width = _sampler.Width;
        for (int part = 0, found = 0; found < Sampler.ChunkRows; part++)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<float> rows = _sampler.Make(seed, number, (uint)part, part < MostParts ? _law : null, out ReadOnlySpan<float> conditions);
            var choices = new Philox(seed, Sampler.Stream(RandomStreams.SampleChoices, (uint)part));
            for (int i = 0; i < Sampler.ChunkRows && found < Sampler.ChunkRows; i++)
            {
                Span<float> row = rows.Slice(i * width, width);
                _vector.Choose(row, choices, (number * Sampler.ChunkRows + (ulong)i) * (ulong)_vector.Blocks.Length);
                int asked = conditions.Slice(i * _vector.Width, _vector.Width).IndexOf(1f);
                if (part < MostParts && RarestPlace(row) != asked) continue;
                row.CopyTo(chunk[(found++ * width)..]);
            }
        }
    }

    /// <summary>The place in the vector of a row's rarest rare value; −1 where none is rare.</summary>
    private int RarestPlace(ReadOnlySpan<float> row)
    {
        int rarest = -1;
        for (int column = 0; column < _vector.Blocks.Length; column++)
        {
            int place = _vector.Starts[column] + ConditionVector.Place(row, _vector.Blocks[column]);
            if (_rareShares[place] > 0 && (rarest < 0 || _rareShares[place] < _rareShares[rarest])) rarest = place;
        }

        return rarest;
    }
}

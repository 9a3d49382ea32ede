using FGan.Numerics;

namespace FGan;

/// <summary>Makes rows with rare values by asking for them, and all others freely.</summary>
/// <remarks>
/// <para>
/// A model knows rare values best when it is asked for them: a row that has one by chance was hardly trained. So rows are parted by their rarest value r(x), or none that is rare
/// (<see cref="ConditionVector.RarestPlace"/>), and made part by part: a part is drawn with its share of the data, then rows asked for its value (freely for the part of none) until one belongs to
/// it. What is made is Σ_v P(r = v)·Q(x | v, r(x) = v), which is P where every Q(·|v) = P(·|v); and each part comes in its true share, however well it is learned.
/// </para>
/// <para>Each row has sequences of its own, so its bits do not depend on how many are asked for.</para>
/// </remarks>
internal sealed class RareValueSampler
{
    /// <summary>After so many rows that do not belong to their part the last is taken: the generator does not do what it is asked.</summary>
    private const int MostTries = 24;

    private readonly Sampler _sampler;
    private readonly ConditionVector _vector;
    private readonly ConditionLaw _law;

    public RareValueSampler(Sampler sampler, ConditionVector vector)
    {
        (_sampler, _vector) = (sampler, vector);
        _law = new ConditionLaw([.. vector.RarestShares, Math.Max(1 - vector.RarestShares.Sum(), 0)]);
    }

    /// <summary>Makes rows whose discrete columns are chosen.</summary>
    /// <inheritdoc cref="Sampler.Fill"/>
    public void Fill(Span<float> rows, ulong seed, long firstRow, CancellationToken cancellation)
    {
        var chunk = new float[Sampler.ChunkRows * _sampler.Width];
        Sampler.FillByChunks(rows, _sampler.Width, firstRow, Make, cancellation);

        ReadOnlySpan<float> Make(ulong number)
        {
            FillChunk(chunk, seed, number, cancellation);
            return chunk;
        }
    }

    private void FillChunk(Span<float> chunk, ulong seed, ulong number, CancellationToken cancellation)
    {
        int width = _sampler.Width, left = Sampler.ChunkRows;
        Span<bool> isMade = stackalloc bool[Sampler.ChunkRows];
        isMade.Clear();
        for (uint tries = 0; left > 0; tries++)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<float> rows = _sampler.Make(seed, number, tries, _law, out ReadOnlySpan<float> conditions);
            var choices = new Philox(seed, Sampler.Stream(RandomStreams.SampleChoices, tries));
            for (int i = 0; i < isMade.Length; i++)
            {
                if (isMade[i]) continue;
                Span<float> row = rows.Slice(i * width, width);
                _vector.Choose(row, choices, (number * Sampler.ChunkRows + (ulong)i) * (ulong)_vector.Blocks.Length);
                int part = conditions.Slice(i * _vector.Width, _vector.Width).IndexOf(1f);
                if (tries < MostTries && _vector.RarestPlace(row) != part) continue;
                row.CopyTo(chunk[(i * width)..]);
                isMade[i] = true;
                left--;
            }
        }
    }
}

using FGan.Neural;
using FGan.Numerics;

namespace FGan;

/// <summary>Runs a generator to make rows, numbered from 0 under each seed.</summary>
/// <remarks>
/// The program has a fixed number of rows, and row i always stands in the same place of the same chunk; so a row's bits do not depend on
/// how many are asked for, or in which portions.
/// </remarks>
internal sealed class Sampler : IDisposable
{
    /// <summary>Rows that are made at once.</summary>
    public const int ChunkRows = 256;

    private readonly LatentDistribution _distribution;
    private readonly ConditionVector? _vector;
    private readonly Value _latent, _rows;
    private readonly Value? _conditions;
    private readonly Program _program;

    public Sampler(Module generator, SampleSpace space, GanTrainerOptions options)
    {
        (_distribution, _vector) = (options.Latent, space.Condition);
        var tape = new Tape();
        _latent = tape.Input(ChunkRows, options.LatentDimension, "latent");
        if (_vector is not null) _conditions = tape.Input(ChunkRows, _vector.Width, "conditions");
        _rows = space.Finish(generator.Forward(CriticInput.With(_latent, _conditions), Mode.Sample));
        _program = tape.Compile(_rows);
    }

    /// <summary>Floats of a row.</summary>
    public int Width => _rows.Shape.Columns;

    /// <summary>Makes rows.</summary>
    /// <param name="rows">Receives whole rows, ready for <see cref="SampleSpace.Decode"/>.</param>
    /// <param name="seed">Which sequence of rows.</param>
    /// <param name="firstRow">Number of the first in its sequence, from 0.</param>
    /// <param name="law">What is asked of the rows, where the generator is told; nothing when left out.</param>
    /// <param name="cancellation">Ends the work between chunks.</param>
    public void Fill(Span<float> rows, ulong seed, long firstRow, ConditionLaw? law, CancellationToken cancellation) =>
        FillByChunks(rows, Width, firstRow, chunk => Make(seed, chunk, 0, law, out _), cancellation);

    /// <summary>Fills rows from the chunks that they are in.</summary>
    /// <param name="rows">Receives whole rows.</param>
    /// <param name="width">Floats of a row.</param>
    /// <param name="firstRow">Number of the first, from 0.</param>
    /// <param name="make">Makes the chunk of a number; what it returns holds until it is called again.</param>
    /// <param name="cancellation">Ends the work between chunks.</param>
    public static void FillByChunks(Span<float> rows, int width, long firstRow, Func<ulong, ReadOnlySpan<float>> make, CancellationToken cancellation)
    {
        while (rows.Length > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            (long chunk, long skip) = Math.DivRem(firstRow, ChunkRows);
            ReadOnlySpan<float> made = make((ulong)chunk)[((int)skip * width)..];
            if (made.Length > rows.Length) made = made[..rows.Length];
            made.CopyTo(rows);
            rows = rows[made.Length..];
            firstRow += made.Length / width;
        }
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose() => _program.Dispose();

    /// <summary>Makes a chunk of rows.</summary>
    /// <param name="seed">Which sequence of rows.</param>
    /// <param name="chunk">The number of the chunk.</param>
    /// <param name="part">Which of 2³² independent sequences of that seed; all ask for the same.</param>
    /// <param name="law">What is asked of the rows, where the generator is told; nothing when left out.</param>
    /// <param name="conditions">What was asked; empty where the generator is not told.</param>
    /// <returns>The rows, which may be written to; they hold until the next call.</returns>
    public Span<float> Make(ulong seed, ulong chunk, uint part, ConditionLaw? law, out ReadOnlySpan<float> conditions)
    {
        Span<float> latent = _program[_latent];
        var numbers = new Philox(seed, Stream(RandomStreams.SampleLatent, part));
        ulong start = chunk * (ulong)latent.Length;
        if (_distribution == LatentDistribution.Normal)
        {
            numbers.Normals(latent, start);
        }
        else
        {
            numbers.Uniforms(latent, start);
            Elementwise.Affine(latent, 2f, -1f, latent);
        }

        conditions = default;
        if (_conditions is not null && _vector is not null)
        {
            Span<float> asked = _program[_conditions];
            if (law is null) asked.Clear();
            else _vector.Fill(asked, law, new Philox(seed, RandomStreams.SampleConditions), chunk * ChunkRows);
            conditions = asked;
        }

        _program.Run();
        return _program[_rows];
    }

    /// <summary>A stream of its own for each independent sequence.</summary>
    public static ulong Stream(ulong purpose, uint part) => purpose + ((ulong)part << 32);
}

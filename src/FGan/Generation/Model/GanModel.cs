using FGan.Data;
using FGan.Neural;

namespace FGan;

/// <summary>A trained generator with all that turns its numbers into samples: nothing else is needed to sample.</summary>
/// <remarks>
/// Saved as one safetensors file: the generator's tensors under PyTorch's names (<c>0.weight</c> [out, in], …), the critic's under
/// <c>critic.</c>, and in the metadata the options, and the encoder of a table, the size of images, or the toy's name. It holds no row of
/// the data. Not safe for use from several threads at once.
/// </remarks>
public sealed class GanModel : IDisposable
{
    private readonly GameNetworks _networks;
    private readonly Sampler _sampler;
    private readonly RareValueSampler? _byRareValue;
    private readonly ConstrainedRows _constrained = new();

    internal GanModel(SampleSpace space, GanTrainerOptions options, long steps)
    {
        (Space, Options, Steps) = (space, options, steps);
        _networks = new GameNetworks(space, options);
        _sampler = new Sampler(_networks.Generator, space, options);
        if (space.Condition is { } vector) _byRareValue = new RareValueSampler(_sampler, vector);
    }

    /// <summary>What its samples are.</summary>
    public SampleKind Kind => Space.Kind;

    /// <summary>The options it was trained with.</summary>
    public GanTrainerOptions Options { get; }

    /// <summary>Generator steps that it was trained for.</summary>
    public long Steps { get; internal set; }

    /// <summary>The columns of its samples, in order; empty for images.</summary>
    public IReadOnlyList<string> Columns => Space switch
    {
        TableSpace table => [.. table.Columns.Names],
        PointSpace point => [.. Enumerable.Range(0, point.Width).Select(i => $"x{i}")],
        _ => [],
    };

    /// <summary>The toy it was trained on; null for real data.</summary>
    public ToyData? Toy => (Space as PointSpace)?.Toy;

    /// <summary>The generator's weights and statistics under PyTorch's names, [out, in]; writing them changes what is sampled.</summary>
    public IReadOnlyList<NamedTensor> GeneratorTensors => [.. _networks.GeneratorWeights.Tensors];

    internal SampleSpace Space { get; }

    internal GameNetworks Networks => _networks;

    /// <summary>Reads a model.</summary>
    /// <param name="path">A file that <see cref="Save"/> wrote.</param>
    /// <exception cref="DataException">The file is missing, truncated, damaged, hostile, or from a newer version; one line says which.</exception>
    public static GanModel Load(string path) => ModelFile.Load(path);

    /// <summary>Writes the model, all of it or nothing.</summary>
    /// <param name="path">The target, replaced when it exists.</param>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public void Save(string path) => ModelFile.Save(this, path);

    /// <summary>
    /// Writes the generator as an ONNX model: input <c>z</c> [rows, latent], output <c>samples</c> as <see cref="SampleRows(int, ulong, long, CancellationToken)"/> makes them, images as
    /// [rows, channels, height, width].
    /// </summary>
    /// <param name="path">The target, replaced when it exists.</param>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public void ExportOnnx(string path) => OnnxExport.Write(this, path, "FGan");

    /// <summary>Makes samples.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="seed">The same seed gives the same samples.</param>
    /// <param name="first">Number of the first sample of the seed's endless sequence: portions put together equal one large draw.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>A <see cref="Table"/> with the data's own columns, types, categories and ranges, or an <see cref="ImageSet"/>.</returns>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public IDataset Sample(int count, ulong seed = 1, long first = 0, CancellationToken cancellation = default) =>
        Sample(count, seed, first, null, cancellation);

    /// <summary>Makes samples of which values are asked by a law; by that of the data where there is none.</summary>
    internal IDataset Sample(int count, ulong seed, long first, ConditionLaw? law, CancellationToken cancellation) =>
        Space is TableSpace { Constraints.NeedChecks: true } table
            ? _constrained.Draw(this, table, count, seed, first, law, cancellation)
            : Space.Decode(Rows(count, seed, first, law, cancellation), seed, first);

    /// <summary>
    /// Share of the rows made so far that broke a constraint and were made anew; 0 where all constraints hold by construction.
    /// </summary>
    public double RejectedShare => _constrained.RejectedShare;

    /// <summary>Makes rows that meet a condition, by drawing rows and keeping those that do; in bounded time.</summary>
    /// <param name="condition">Such as <c>sex = female and age > 60</c>; see <see cref="RowCondition"/>.</param>
    /// <param name="count">How many rows, at least 1.</param>
    /// <param name="seed">The same seed gives the same rows.</param>
    /// <param name="mostDraws">How many rows are drawn at most; when left out a million, or 200 for each row asked for if that is more.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="isAimed">
    /// Whether a conditional model is asked for the values that the condition allows, where that rules out half of its rows or more: far fewer draws, from what
    /// the model makes when asked about that column. Free draws follow its whole distribution given the condition; see <c>docs/tables.md</c>.
    /// </param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>The rows found, in the order of the seed's sequence, and in how many draws: fewer than asked for when the condition is too rare.</returns>
    /// <exception cref="DataException">The samples are no rows of a table, or the condition cannot be used; the message says why.</exception>
    public ConditionalSample SampleWhere(
        string condition, int count, ulong seed = 1, long? mostDraws = null, IProgress<ConditionalSample>? progress = null, bool isAimed = true,
        CancellationToken cancellation = default) =>
        new ConditionalSampler(this, condition, isAimed).Draw(count, seed, mostDraws, progress, cancellation);

    /// <summary>Makes samples as the networks see them: points, encoded rows with probabilities for categories, or pixels in [−1, 1].</summary>
    /// <inheritdoc cref="Sample(int, ulong, long, CancellationToken)"/>
    public FloatMatrix SampleRows(int count, ulong seed = 1, long first = 0, CancellationToken cancellation = default) =>
        Rows(count, first, rows => _sampler.Fill(rows.Values, seed, first, null, cancellation));

    /// <summary>Rows of which values are asked by a law; where there is none, rare values are asked for as often as the data have them.</summary>
    internal FloatMatrix Rows(int count, ulong seed, long first, ConditionLaw? law, CancellationToken cancellation) => Rows(count, first, rows =>
    {
        if (law is null && _byRareValue is not null) _byRareValue.Fill(rows.Values, seed, first, cancellation);
        else _sampler.Fill(rows.Values, seed, first, law, cancellation);
    });

    private FloatMatrix Rows(int count, long first, Action<FloatMatrix> fill)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        if ((long)count * Space.Width > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"At most {Array.MaxLength / Space.Width} samples fit in memory at once; draw them in portions.");
        var rows = new FloatMatrix(count, Space.Width, new float[count * Space.Width]);
        fill(rows);
        return rows;
    }

    /// <summary>
    /// The critic's V of rows as the networks see them, such as <see cref="SampleRows(int, ulong, long, CancellationToken)"/> makes: under the log-ratio activation its estimate of
    /// log(p/q), P the data and Q the model (of log(q/p) in reverse).
    /// </summary>
    /// <param name="rows">Rows of the width that <see cref="SampleRows(int, ulong, long, CancellationToken)"/> makes.</param>
    /// <returns>One number a row; where the critic judges k rows side by side, one for every k rows that follow each other, the sum of theirs.</returns>
    /// <exception cref="ArgumentException">The rows have another width.</exception>
    public double[] Scores(FloatMatrix rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Columns != Space.Width) throw new ArgumentException($"The rows have {rows.Columns} columns; the model's have {Space.Width}.", nameof(rows));
        using var scorer = new CriticScorer(_networks.Critic, Space.Width, Space.Condition?.Width ?? 0, Options.Pack);
        var scores = new double[rows.Rows / Options.Pack];
        scorer.Score(rows, scores);
        return scores;
    }

    /// <summary>Copies a game's averaged generator and its critic.</summary>
    internal void Take(Game game, long steps)
    {
        foreach (NamedTensor tensor in _networks.GeneratorWeights.Tensors)
            tensor.Load(game.Average.Tensors.First(average => average.Name == tensor.Name).Values);
        _networks.CriticWeights.CopyFrom(game.Networks.CriticWeights);
        Steps = steps;
    }

    /// <summary>Copies another model of the same options.</summary>
    internal void Take(GanModel other)
    {
        _networks.GeneratorWeights.CopyFrom(other._networks.GeneratorWeights);
        _networks.CriticWeights.CopyFrom(other._networks.CriticWeights);
        Steps = other.Steps;
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        _sampler.Dispose();
        _networks.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Kind} model, {Options.Divergence.Name} ({Options.Direction}), {Steps} steps, {_networks.GeneratorWeights.Count} weights in the generator";
}

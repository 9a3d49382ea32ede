using System.Globalization;
using System.Reflection;
using FGan.Data;
using FGan.Neural;

namespace FGan;

/// <summary>A fitted critic V ≈ log p/q with its scores of rows of P that it never saw: enough to judge new data without P or Q.</summary>
/// <remarks>
/// New data N are brought to one number a row, V, and compared with P by that number: D_f of V under P from V under N is at most D_f(P‖N),
/// whatever V is, so limits hold. What V does not respond to is not seen. What is stored: the encoder (ranges, categories), the weights, and
/// V of half of the rows of P in ascending order. No row.
/// </remarks>
public sealed class ReferenceModel
{
    private const string Role = "reference";
    private const int Version = 1;
    private const string ScoresName = "scores.p";

    private readonly SampleSpace _space;
    private readonly ILogRatioCritic _critic;
    private readonly Calibration _calibration;
    private readonly float[] _scores;

    private ReferenceModel(SampleSpace space, ILogRatioCritic critic, Calibration calibration, float[] scores) =>
        (_space, _critic, _calibration, _scores) = (space, critic, calibration, scores);

    /// <summary>How many rows of P it knows the scores of.</summary>
    public int RowsP => _scores.Length;

    internal static ReferenceModel Of(SampleSpace space, HeldOutPart half) =>
        new(space, half.Critic.Critic, half.Likely, [.. half.Calibrated.P.Select(v => (float)v).Order()]);

    /// <summary>Compares new data with P as far as V tells them apart.</summary>
    /// <param name="fresh">New data with the columns, or the size of pictures, of P.</param>
    /// <param name="options">What to measure; defaults when left out.</param>
    /// <param name="progress">Told after each stage of a fold.</param>
    /// <param name="cancellation">Stops the work within a training step.</param>
    /// <returns>Estimates of D_f(P‖N) from below, N the new data; rows of N are the result's Q.</returns>
    /// <exception cref="DataException">The data cannot be read as P was, or have too few rows.</exception>
    public EstimationResult Compare(
        IDataset fresh, EstimatorOptions? options = null, IProgress<EstimationProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(fresh);
        var rows = Encode(fresh);
        var raw = new double[rows.Rows];
        _critic.Score(rows, raw);
        var scores = Array.ConvertAll(raw, v => (float)_calibration.Apply(v));
        var pair = new SamplePair(
            FloatRows.Of(_scores, 1), FloatRows.Of(scores, 1), [],
            ["Compared by the reference's log-ratio alone: differences that it does not respond to are not seen."]);
        var result = new DivergenceEstimator(options).Estimate(pair, progress, cancellation);
        // The rows of P are not kept, so none can be named.
        return result with { TypicalRows = [.. result.TypicalRows.Where(row => row.Side == SampleSide.Q)] };
    }

    /// <summary>Writes the reference into a safetensors file, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public void Save(string path)
    {
        var file = new SafetensorsWriter();
        file.AddMetadata("fgan.file", Role);
        file.AddMetadata("fgan.format", Version.ToString(CultureInfo.InvariantCulture));
        file.AddMetadata("fgan.version", typeof(ReferenceModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "");
        foreach (var (key, value) in new[] { ("scale", _calibration.Scale), ("shift", _calibration.Shift), ("limit", _calibration.Limit) })
            file.AddMetadata($"fgan.{key}", value.ToString("R", CultureInfo.InvariantCulture));
        _space.Save(file);
        CriticFile.Write(file, _critic);
        file.Add(ScoresName, [_scores.Length], _scores);
        file.Save(path);
    }

    /// <summary>Reads a reference.</summary>
    /// <param name="path">A file that <see cref="Save"/> wrote.</param>
    /// <exception cref="DataException">The file is missing, damaged, of another role or from a newer version.</exception>
    public static ReferenceModel Load(string path)
    {
        using var file = SafetensorsFile.Open(path);
        var metadata = new Metadata(file, path);
        if (metadata.Text("fgan.file") != Role)
            throw metadata.Damaged("fgan.file", $"this is a {Metadata.Shorten(metadata.Text("fgan.file"))}; name a reference that fgan estimate --save-reference wrote");
        if (metadata.Count("fgan.format") is var version and not Version)
            throw metadata.Damaged("fgan.format", $"version {version}; this program reads {Version}, so use the one that wrote the file");
        var space = SampleSpace.Load(metadata);
        var calibration = new Calibration(metadata.Number("fgan.scale"), metadata.Number("fgan.shift"), metadata.Number("fgan.limit"));
        return new ReferenceModel(space, CriticFile.Read(file, metadata, path, space.Width), calibration, Scores(file, path));
    }

    private static float[] Scores(SafetensorsFile file, string path)
    {
        if (!file.Tensors.TryGetValue(ScoresName, out var entry)) throw new DataException($"lacks the tensor {ScoresName}; it is no reference", path);
        var scores = new float[entry.Count];
        file.Read(ScoresName, scores);
        if (!Numerics.Reductions.AllFinite(scores)) throw new DataException($"its tensor {ScoresName} holds a value that is not finite; the file is damaged", path);
        return scores;
    }

    private FloatMatrix Encode(IDataset fresh) => (_space, fresh) switch
    {
        (TableSpace table, Table rows) => table.Encoder.Encode(rows),
        (ImageSpace image, ImageSet pictures) when (image.Channels, image.Height, image.PixelsAcross) == (pictures.Channels, pictures.Height, pictures.Width) =>
            SamplePair.Rows(pictures),
        (ImageSpace image, ImageSet pictures) => throw new DataException(
            $"the new data are {pictures.Describe()}; the reference was fitted to pictures of {image.Height} × {image.PixelsAcross}, {image.Channels} channel(s)"),
        _ => throw new DataException($"the new data are {fresh.Describe()}; the reference was fitted to {(_space is TableSpace ? "a table" : "pictures")}"),
    };
}

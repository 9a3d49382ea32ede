using System.Globalization;
using FGan.Data;

namespace FGan;

/// <summary>One entry of a file's metadata.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Meaning">What it is, in words; for a key that this program does not know it says so.</param>
/// <param name="Text">What it holds; of what <see cref="ModelAudit.Columns"/> lists, its length alone.</param>
/// <param name="IsKnown">Whether this program knows the key.</param>
public sealed record AuditEntry(string Key, string Meaning, string Text, bool IsKnown);

/// <summary>A group of weights.</summary>
/// <param name="What">What they are.</param>
/// <param name="Tensors">Name and extents of each tensor.</param>
/// <param name="Numbers">How many numbers there are.</param>
public sealed record AuditWeights(string What, IReadOnlyList<string> Tensors, long Numbers);

/// <summary>Everything that a model file, a checkpoint or a reference holds about the data, in words that can be signed.</summary>
/// <remarks>
/// It reads the file entry by entry and knows nothing of how it was made, so what it does not list is not there: an entry without words is
/// listed as unknown, with what it holds.
/// </remarks>
/// <param name="File">The file's name.</param>
/// <param name="Role">What it is: model, checkpoint or reference.</param>
/// <param name="Entries">Every entry of its metadata.</param>
/// <param name="Columns">What is held about each column of a table.</param>
/// <param name="Weights">The numbers, in groups; their values are shown nowhere.</param>
/// <param name="Bytes">The file's length.</param>
public sealed record ModelAudit(
    string File, string Role, IReadOnlyList<AuditEntry> Entries, IReadOnlyList<HeldColumn> Columns, IReadOnlyList<AuditWeights> Weights, long Bytes)
{
    private static readonly Dictionary<string, Func<string, IReadOnlyList<HeldColumn>>> Inventories = new(StringComparer.Ordinal)
    {
        ["fgan.encoder"] = EncoderInventory.Of,
        ["fgan.constraints"] = ConstraintInventory.Of,
        ["fgan.condition"] = ConditionInventory.Of,
    };

    /// <summary>Whether anything in the file has no words: then what <see cref="NotHeld"/> says cannot be promised.</summary>
    public bool HasUnknown => Entries.Any(entry => !entry.IsKnown) || Columns.Any(column => column.Facts.Any(fact => fact.Origin == HeldOrigin.Unknown));

    /// <summary>How many values are held that can have stood in a single row.</summary>
    public int ValueCount => Count(HeldOrigin.Value);

    /// <summary>How many categories are held by name.</summary>
    public int CategoryCount => Count(HeldOrigin.Category);

    /// <summary>What the file does not hold, one sentence each.</summary>
    public IReadOnlyList<string> NotHeld { get; private init; } = [];

    /// <summary>What the list cannot show, one sentence each.</summary>
    public IReadOnlyList<string> Caveats { get; private init; } = [];

    /// <summary>Audits a file.</summary>
    /// <param name="path">A model, a checkpoint or a reference.</param>
    /// <exception cref="DataException">The file is missing or damaged, or FGan did not write it.</exception>
    public static ModelAudit Of(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        string role = new Metadata(file, path).Text("fgan.file");
        AuditEntry[] entries = [.. file.Metadata.Select(entry => AuditWords.Entry(entry.Key, entry.Value))];
        HeldColumn[] columns = [.. Inventories.Keys.OrderDescending(StringComparer.Ordinal).Where(file.Metadata.ContainsKey).SelectMany(key => Inventory(key, file.Metadata[key], path))];
        AuditWeights[] weights =
        [
            .. file.Tensors.Values.GroupBy(tensor => AuditWords.Weights(tensor.Name, role)).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new AuditWeights(group.Key, [.. group.Select(Shape)], group.Sum(tensor => tensor.Count))),
        ];
        var audit = new ModelAudit(Path.GetFileName(path), role, entries, columns, weights, new FileInfo(path).Length);
        return audit with { NotHeld = [.. AuditWords.NotHeld(audit)], Caveats = [.. AuditWords.Caveats(audit)] };
    }

    private static IReadOnlyList<HeldColumn> Inventory(string key, string json, string path)
    {
        try
        {
            return Inventories[key](json);
        }
        catch (DataException e)
        {
            throw new DataException($"its entry {key} is damaged: {e.Message}", path, inner: e);
        }
    }

    private static string Shape(TensorEntry tensor) =>
        string.Create(CultureInfo.InvariantCulture, $"{tensor.Name} {(tensor.Shape.IsEmpty ? "1" : string.Join(" × ", tensor.Shape))} {tensor.Type}");

    private int Count(HeldOrigin origin) => Columns.Sum(column => column.Facts.Where(fact => fact.Origin == origin).Sum(fact => fact.Count));
}

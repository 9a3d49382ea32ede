using System.Globalization;
using FGan.Data;

namespace FGan;

/// <summary>What the entries of FGan's files are, in words for people who answer for the data.</summary>
internal static class AuditWords
{
    private const string FromData = "; made from the data";

    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["fgan.file"] = "what the file is",
        ["fgan.format"] = "version of the format",
        ["fgan.version"] = "version of FGan that wrote it",
        ["fgan.kind"] = "what the samples are",
        ["fgan.options"] = "settings of the training",
        ["fgan.steps"] = "steps of the training",
        ["fgan.encoder"] = "what is held about the columns, listed by column" + FromData,
        ["fgan.constraints"] = "what holds in every row that is made, listed by column" + FromData,
        ["fgan.condition"] = "how often each value of the columns without a scale is asked for, listed by column" + FromData,
        ["fgan.toy"] = "name of the built-in distribution it was trained on",
        ["fgan.image"] = "channels, height and width of the pictures",
        ["fgan.data"] = "checksum of the encoded rows, to recognise the same data; no row can be had from it" + FromData,
        ["fgan.position"] = "how far the training is, and how its measures went" + FromData,
        ["fgan.scale"] = "scale of the scores" + FromData,
        ["fgan.shift"] = "shift of the scores" + FromData,
        ["fgan.limit"] = "limit of the scores" + FromData,
        ["fgan.features"] = "features of the critic; the knots of its curves are quantiles of encoded columns" + FromData,
        ["fgan.hidden"] = "widths of the critic's network",
    };

    /// <summary>An entry in words; one that is not known is shown as it stands.</summary>
    public static AuditEntry Entry(string key, string text)
    {
        const int Longest = 2000;
        string shown = key is "fgan.encoder" or "fgan.constraints" or "fgan.condition" ? string.Create(CultureInfo.InvariantCulture, $"{text.Length} characters") : text;
        if (shown.Length > Longest) shown = shown[..Longest] + "…";
        return Meanings.TryGetValue(key, out string? meaning)
            ? new AuditEntry(key, meaning, shown, true)
            : new AuditEntry(key, "an entry that this program does not know; what it holds is", text, false);
    }

    /// <summary>What a tensor of a file of that role is.</summary>
    public static string Weights(string name, string role) => (role, name) switch
    {
        ("model", _) when name.StartsWith(ModelFile.CriticPrefix, StringComparison.Ordinal) => "weights of the critic",
        ("model", _) => "weights of the generator",
        ("reference", "scores.p") => "scores of rows of P: one number for each of half of the rows, in ascending order, so without their places",
        ("reference", _) => "weights of the critic",
        _ => "weights, averages and optimisers of the training",
    };

    public static IEnumerable<string> NotHeld(ModelAudit audit)
    {
        if (audit.HasUnknown) yield return "The file has entries that this program does not know (shown above); what follows holds for the rest.";
        yield return "No row or picture of the data, whole or in part: nothing says which of the values above belong together.";
        if (audit.Columns.Count == 0) yield break;
        string? least = audit.Columns.SelectMany(column => column.Facts).FirstOrDefault(fact => fact.What.StartsWith("fewest rows", StringComparison.Ordinal))?.Text;
        yield return least is null
            ? "No category that was too rare to be stored."
            : $"No name of a category that stood in fewer than {least} rows{(least == "2" ? " (a column of a small table without any category so frequent keeps its own)" : "")}.";
        yield return "No identifier, no free text, and no column that a schema left out, not even its name.";
        yield return "No path, address or name of the source of the data.";
        yield return "Not the number of rows; but shares are stored exactly, and from them it can often be worked out.";
    }

    public static IEnumerable<string> Caveats(ModelAudit audit)
    {
        if (audit.Weights.Count > 0)
            yield return "The weights were learned from the rows. That they reproduce none is measured, not proved: fgan evaluate counts exact copies and compares distances to the closest record. No differential privacy is claimed.";
        if (audit.ValueCount > 0)
            yield return "Extremes are values of single rows. Where one gives a person away, set wider bounds in a schema and train again.";
    }
}

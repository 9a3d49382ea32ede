using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FGan.Data;

/// <summary>Lists what an encoder's JSON holds about the data, entry by entry.</summary>
/// <remarks>
/// Every entry that is put into words is taken out of a copy of the JSON; what is left over in the end is listed as
/// unknown, so that nothing can stay unsaid.
/// </remarks>
public static class EncoderInventory
{
    private static readonly Dictionary<string, string> Treatments = new(StringComparer.Ordinal)
    {
        ["constant"] = "the same in every row; comes back as it is",
        ["categorical"] = "categories",
        ["identifier"] = "identifiers; new ones are made, none of the data is held",
        ["modes"] = "numbers, as a mixture of bell curves and frequent values",
        ["score"] = "numbers, by their quantiles",
        ["standard"] = "numbers, by their median and spread",
    };

    /// <summary>Lists everything.</summary>
    /// <param name="json">What <see cref="TableEncoder.ToJson"/> wrote.</param>
    /// <returns>The columns in order; a last entry without a name where the encoder says something as a whole.</returns>
    /// <exception cref="DataException">The text is no encoder.</exception>
    public static IReadOnlyList<HeldColumn> Of(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            JsonObject rest = JsonNode.Parse(json)?.AsObject() ?? throw new JsonException("null");
            var columns = new List<HeldColumn>();
            if (Take(rest, "columns") is JsonArray codecs)
                columns.AddRange(codecs.Select(codec => Of(codec as JsonObject ?? throw new JsonException("a column is no object"))));
            Take(rest, "version");
            var whole = new List<HeldFact>();
            if (Take(rest, "minLevelCount") is { } least)
                whole.Add(new HeldFact("fewest rows of a category that is stored by name", least.ToJsonString(), HeldOrigin.Form));
            whole.AddRange(Unknown(rest));
            if (whole.Count > 0) columns.Add(new HeldColumn("", "all columns", whole));
            return columns;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new DataException($"the encoder's JSON is damaged ({DataException.Brief(e)})", inner: e);
        }
    }

    private static HeldColumn Of(JsonObject codec)
    {
        var rest = (JsonObject)codec.DeepClone();
        string name = Take(rest, "column")?.GetValue<string>() ?? "";
        string kind = Take(rest, "codec")?.GetValue<string>() ?? "";
        HeldFact[] facts = [.. Numbers(rest), .. Words(rest), .. Identifiers(rest), .. Constant(rest), .. Unknown(rest)];
        return new HeldColumn(name, Treatments.GetValueOrDefault(kind, $"a treatment that this program does not know, {kind}"), facts);
    }

    internal static IEnumerable<HeldFact> Numbers(JsonObject rest)
    {
        var format = Take(rest, "format") as JsonObject;
        NumberNotation? notation = Notation(format);
        string Write(JsonNode? number) => Text(number, notation);
        if (format is not null)
        {
            yield return new HeldFact(
                "least and greatest value that is made; unless a schema set them, each stood in at least one row",
                $"{Write(Take(format, "minimum"))} and {Write(Take(format, "maximum"))}", HeldOrigin.Value, 2);
            yield return new HeldFact("how numbers are written", Form(format, notation), HeldOrigin.Form);
            foreach (HeldFact fact in Unknown(format)) yield return fact;
        }

        if (Take(rest, "modes") is JsonArray { Count: > 0 } modes) yield return Modes(modes);
        if (Take(rest, "spikes") is JsonArray { Count: > 0 } spikes)
            yield return new HeldFact(
                "values of many rows that come back exactly", string.Join(", ", spikes.Select(Write)), HeldOrigin.Value, spikes.Count);
        if (Take(rest, "knots") is JsonArray knots)
            yield return new HeldFact(
                "quantiles, each the value of a row", string.Join(", ", knots.Select(Write)), HeldOrigin.Value, knots.Count);
        if (Take(rest, "centre") is { } centre) yield return new HeldFact("median, the value of a row", Write(centre), HeldOrigin.Value);
        if (Take(rest, "scale") is { } scale) yield return new HeldFact("spread", scale.ToJsonString(), HeldOrigin.Summary);
        if (Take(rest, "reach") is { } reach) yield return new HeldFact("score of the greatest value", reach.ToJsonString(), HeldOrigin.Form);
        if (Take(rest, "isBounded") is { } bounded) yield return new HeldFact("scores are bounded", YesNo(bounded), HeldOrigin.Form);
    }

    private static IEnumerable<HeldFact> Words(JsonObject rest)
    {
        var shares = Take(rest, "shares") as JsonArray;
        if (Take(rest, "levels") is JsonArray levels)
        {
            var named = levels.Select((level, i) => $"{Text(level, null)} {Percent(shares is not null && i < shares.Count ? shares[i] : null)}");
            yield return new HeldFact("categories by name, with their share of the rows", string.Join(", ", named), HeldOrigin.Category, levels.Count);
        }

        if (Take(rest, "rare") is JsonArray { Count: > 0 } rare)
        {
            var named = rare.Select(level => $"{Text(level?["name"], null)} {Percent(level?["share"])}");
            yield return new HeldFact("rarer categories by name, with their share of the place they share", string.Join(", ", named), HeldOrigin.Category, rare.Count);
        }

        if (Take(rest, "hasGroup") is { } group) yield return new HeldFact("other categories, not named, share a place", YesNo(group), HeldOrigin.Form);
        if (Take(rest, "hasMissing") is { } missing) yield return new HeldFact("values can be missing", YesNo(missing), HeldOrigin.Form);
        if (Take(rest, "unknown") is { } unknown) yield return new HeldFact("a category that is not known", unknown.ToString() == "asMissing" ? "counts as missing" : "is an error", HeldOrigin.Form);
        if (Take(rest, "note") is { } note) yield return new HeldFact("number of categories", note.ToString(), HeldOrigin.Summary);
    }

    private static IEnumerable<HeldFact> Identifiers(JsonObject rest)
    {
        if (Take(rest, "parts") is JsonArray parts)
        {
            string form = parts.Count == 0 ? "none in common" : string.Concat(parts.Select(Part));
            yield return new HeldFact("form of the identifiers; [A] is capitals, [a] small letters, [0] digits, the rest is in at least nine of ten", form, HeldOrigin.Summary);
        }

        if (Take(rest, "missingShare") is { } missing) yield return new HeldFact("share of rows without one", Percent(missing), HeldOrigin.Summary);
    }

    private static IEnumerable<HeldFact> Constant(JsonObject rest)
    {
        JsonNode? number = Take(rest, "number"), word = Take(rest, "word");
        NumberNotation? notation = Parse(Take(rest, "notation"));
        if (number is not null) yield return new HeldFact("the value of every row", Text(number, notation), HeldOrigin.Value);
        if (word is not null) yield return new HeldFact("the value of every row", word.ToString(), HeldOrigin.Value);
    }

    internal static IEnumerable<HeldFact> Unknown(JsonObject rest) => rest
        .Where(entry => entry.Value is not null)
        .Select(entry => new HeldFact($"an entry that this program does not know, {entry.Key}", entry.Value!.ToJsonString(), HeldOrigin.Unknown));

    private static HeldFact Modes(JsonArray modes)
    {
        string text = string.Join("; ", modes.Select(mode =>
            $"{Short(mode?["mean"])} ± {Short(mode?["deviation"])} ({Percent(mode?["weight"])})"));
        return new HeldFact("bell curves: mean ± deviation (share)", text, HeldOrigin.Summary, modes.Count);
    }

    private static string Form(JsonObject format, NumberNotation? notation)
    {
        Take(format, "notation");
        bool isWhole = Take(format, "isInteger")?.GetValue<bool>() == true;
        string step = Text(Take(format, "step"), null);
        string written = notation switch
        {
            DateNotation dates => $"as {dates.Pattern}",
            DecimalNotation { Decimals: { } decimals } => $"with {decimals} decimals",
            _ => "with as many decimals as they need",
        };
        return written + (isWhole ? ", whole" : "") + (step == "0" ? "" : $", in steps of {step}");
    }

    private static string Part(JsonNode? part)
    {
        string kind = part?["kind"]?.ToString() ?? "";
        string lengths = $"{part?["shortest"]}" == $"{part?["longest"]}" ? $"{part?["longest"]}" : $"{part?["shortest"]} to {part?["longest"]}";
        return kind switch
        {
            "fixed" => part?["text"]?.ToString() ?? "",
            "digits" => $"[0 × {lengths}]",
            "capitals" => $"[A × {lengths}]",
            "letters" => $"[a × {lengths}]",
            _ => part?.ToJsonString() ?? "",
        };
    }

    private static NumberNotation? Notation(JsonObject? format) => Parse(format?["notation"]);

    private static NumberNotation? Parse(JsonNode? node) =>
        node is not null && node.Deserialize<NumberNotation>(TableEncoder.Json) is { IsSound: true } notation ? notation : null;

    private static string Text(JsonNode? node, NumberNotation? notation)
    {
        if (node is null) return "";
        if (node.GetValueKind() != JsonValueKind.Number) return node.ToString().Replace(CombinedColumn.Separator, '|');
        double value = node.GetValue<double>();
        return notation?.Text(value) ?? value.ToString(CultureInfo.InvariantCulture);
    }

    private static string Short(JsonNode? node) =>
        node is null ? "" : node.GetValue<double>().ToString("G4", CultureInfo.InvariantCulture);

    private static string Percent(JsonNode? share) =>
        share is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{100 * share.GetValue<double>():0.###} %");

    private static string YesNo(JsonNode node) => node.GetValue<bool>() ? "yes" : "no";

    /// <summary>Takes an entry out; null where there is none.</summary>
    internal static JsonNode? Take(JsonObject from, string name)
    {
        JsonNode? taken = from[name];
        from.Remove(name);
        return taken;
    }
}

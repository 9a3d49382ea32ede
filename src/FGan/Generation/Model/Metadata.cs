using System.Globalization;
using FGan.Data;

namespace FGan;

/// <summary>The texts that a model file or a checkpoint carries beside its tensors, each fault naming file and key.</summary>
internal sealed class Metadata(SafetensorsFile file, string path)
{
    /// <summary>The text under a key.</summary>
    /// <exception cref="DataException">There is none.</exception>
    public string Text(string key) => file.Metadata.TryGetValue(key, out string? text)
        ? text
        : throw new DataException($"is no file of FGan: it lacks the entry {key}; name a model or checkpoint that fgan train wrote", path);

    /// <summary>Whether there is a text under a key.</summary>
    public bool Has(string key) => file.Metadata.ContainsKey(key);

    /// <summary>The whole number under a key.</summary>
    /// <exception cref="DataException">There is none, or it is no whole number from 0 on.</exception>
    public long Count(string key) => long.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out long value)
        ? value
        : throw Damaged(key, $"'{Shorten(Text(key))}'; expected a whole number");

    /// <summary>The number under a key.</summary>
    /// <exception cref="DataException">There is none, or it is no finite number.</exception>
    public double Number(string key) =>
        double.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Damaged(key, $"'{Shorten(Text(key))}'; expected a number");

    /// <summary>The named value under a key.</summary>
    /// <exception cref="DataException">There is none, or the name is not known.</exception>
    public T Choice<T>(string key) where T : struct, Enum => Enum.TryParse(Text(key), out T value) && Enum.IsDefined(value)
        ? value
        : throw Damaged(key, $"'{Shorten(Text(key))}'; expected one of {string.Join(", ", Enum.GetNames<T>())}");

    /// <summary>An exception that says what is wrong with an entry.</summary>
    public DataException Damaged(string key, string problem) => new($"its entry {key} is damaged: {problem}", path);

    /// <summary>The beginning of a text from a file, fit for an error line.</summary>
    public static string Shorten(string text)
    {
        const int Longest = 40;
        string start = text.Length > Longest ? text[..Longest] + "…" : text;
        return string.Concat(start.Select(c => char.IsControl(c) ? '·' : c));
    }
}

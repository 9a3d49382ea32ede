using FGan.Data;

namespace FGan.Cli.Commands;

/// <summary>Columns as people name them on the command line.</summary>
internal static class ColumnChoice
{
    private const string Range = "..";

    /// <summary>The columns of both sides; a side that is left out gets all that the other leaves.</summary>
    public static (IReadOnlyList<string> X, IReadOnlyList<string> Y) Sides(Table table, string[]? x, string[]? y)
    {
        bool hasX = x is { Length: > 0 }, hasY = y is { Length: > 0 };
        if (!hasX && !hasY) throw new UsageException("name the columns of one side at least, such as --x age,income --y spending.");
        IReadOnlyList<string> namesX = hasX ? Names(table, x!, "--x") : [], namesY = hasY ? Names(table, y!, "--y") : [];
        if (!hasX) namesX = Others(table, namesY, "--x");
        if (!hasY) namesY = Others(table, namesX, "--y");
        return (namesX, namesY);
    }

    private static List<string> Names(Table table, string[] texts, string option)
    {
        var names = new List<string>();
        foreach (var text in texts)
        {
            // A name may itself hold a comma.
            if (table.Contains(text)) names.Add(text);
            else foreach (var part in text.Split(',', StringSplitOptions.TrimEntries)) names.AddRange(Part(table, part, option));
        }
        return [.. names.Distinct()];
    }

    private static IEnumerable<string> Part(Table table, string part, string option)
    {
        if (table.Contains(part)) return [part];
        if (part.Length == 0) throw new UsageException($"{option} has an empty name; separate names by single commas, such as {option} a,b.");
        if (part.EndsWith('*')) return Beginning(table, part[..^1], option);
        var cut = part.IndexOf(Range, StringComparison.Ordinal);
        return cut > 0 ? Between(table, part[..cut], part[(cut + Range.Length)..], option) : [table[part].Name];
    }

    private static List<string> Beginning(Table table, string start, string option)
    {
        var names = table.Names.Where(name => name.StartsWith(start, StringComparison.Ordinal)).ToList();
        return names.Count > 0 ? names : throw new UsageException($"{option} has '{start}*', but no column begins with '{start}'; there are {Shown(table)}.");
    }

    private static IEnumerable<string> Between(Table table, string first, string last, string option)
    {
        var names = table.Names.ToList();
        int start = names.IndexOf(table[first].Name), end = names.IndexOf(table[last].Name);
        return start <= end
            ? names.GetRange(start, end - start + 1)
            : throw new UsageException($"{option} has {first}{Range}{last}, but {last} stands before {first} in the file; turn them round.");
    }

    private static List<string> Others(Table table, IReadOnlyList<string> taken, string option)
    {
        var others = table.Names.Except(taken).ToList();
        return others.Count > 0 ? others : throw new UsageException($"no columns are left for {option}: the other side has them all; leave some out there.");
    }

    private static string Shown(Table table)
    {
        const int Most = 10;
        return string.Join(", ", table.Names.Take(Most)) + (table.Columns.Length > Most ? ", …" : "");
    }
}

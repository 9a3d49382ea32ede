using System.Text;
using FGan.Data;

namespace FGan.GenerationStudy;

/// <summary>A page of results: what was done, the command that did it, a table, what its columns mean, and the machine.</summary>
/// <param name="title">The heading.</param>
/// <param name="command">The arguments of the study.</param>
/// <param name="head">The table's first two lines.</param>
internal sealed class StudyPage(string title, string command, string head)
{
    private const string Program = "    dotnet run -c Release --project bench/FGan.GenerationStudy -- ";

    private readonly List<string> _rows = [];

    /// <summary>What was done, before the table.</summary>
    public required string Introduction { get; init; }

    /// <summary>What the columns mean, after the table.</summary>
    public required string Notes { get; init; }

    /// <summary>Adds a row and shows it.</summary>
    public void Add(string row)
    {
        _rows.Add(row);
        Console.Error.WriteLine(row);
    }

    /// <summary>Writes the page.</summary>
    public void Write(string file) => Write(file, [command], _rows);

    /// <summary>
    /// Writes the page with the rows and commands that an earlier one has and this one has not; a row is known by its first cell. So parts of a
    /// study can run by themselves, on other days or beside each other.
    /// </summary>
    public void Merge(string file)
    {
        string[] before = File.Exists(file) ? File.ReadAllLines(file) : [];
        int table = Array.IndexOf(before, head.ReplaceLineEndings("\n").Split('\n')[^1]);
        string[] rows = table < 0 ? [] : [.. before[(table + 1)..].TakeWhile(line => line.StartsWith('|'))];
        IEnumerable<string> commands = before.Where(line => line.StartsWith(Program, StringComparison.Ordinal)).Select(line => line[Program.Length..]);
        HashSet<string> present = [.. _rows.Select(Name)];
        Write(file, [.. commands.Append(command).Distinct()], [.. rows.Where(row => !present.Contains(Name(row))), .. _rows]);
    }

    private void Write(string file, IEnumerable<string> commands, IEnumerable<string> rows)
    {
        var text = new StringBuilder().AppendLine($"# {title}").AppendLine().AppendLine(Introduction).AppendLine();
        foreach (string line in commands) text.AppendLine(Program + line);
        text.AppendLine().AppendLine(head);
        foreach (string row in rows) text.AppendLine(row);
        text.AppendLine().AppendLine(Notes).AppendLine().AppendLine($"Measured on {Machine.Describe()}.");
        AtomicFile.WriteAllText(file, text.ToString());
    }

    private static string Name(string row) => row.Split('|')[1].Trim();
}

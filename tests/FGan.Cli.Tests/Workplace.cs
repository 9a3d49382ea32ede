namespace FGan.Cli.Tests;

/// <summary>A folder of its own for one test, and the samples that the repository ships.</summary>
public sealed class Workplace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fgan-cli-");

    public static string Penguins { get; } = Path.Combine(RepositoryRoot(), "samples", "penguins.csv");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public IEnumerable<string> Files => _folder.EnumerateFiles().Select(f => f.Name).Order();

    public void Dispose() => _folder.Delete(recursive: true);

    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FGan.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("FGan.slnx not found above the test folder.");
    }
}

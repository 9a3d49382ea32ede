using FGan.Data;
using FGan.Divergences;
using FGan.Reports;

namespace FGan.Cli.Commands;

/// <summary>The page and the pictures of one derivation.</summary>
internal sealed class DerivationFiles(Terminal terminal, FDivergence divergence, OutputActivationKind kind)
{
    public void WritePage(string path)
    {
        AtomicFile.WriteAllText(path, DerivationPage.Write(divergence, kind));
        terminal.Say($"Page: {path}");
    }

    public int PrintPage(bool isAskedForMore)
    {
        if (isAskedForMore)
            throw new UsageException("--html without a file prints the page, and one thing is printed at a time; give a file, such as --html page.html, or leave --json and --latex out.");
        terminal.Data.Write(DerivationPage.Write(divergence, kind));
        return (int)ExitCode.Ok;
    }

    public void WritePictures(string folder)
    {
        if (File.Exists(folder)) throw new UsageException($"--pictures is the file '{folder}'; name a folder.");
        Directory.CreateDirectory(folder);
        foreach (var (name, svg) in DerivationPage.Pictures(divergence, kind))
        {
            var path = Path.Combine(folder, name);
            AtomicFile.WriteAllText(path, svg);
            terminal.Say($"Picture: {path}");
        }
    }
}

using FGan.Data;
using FGan.Sql;

namespace FGan.Cli.Commands;

/// <summary>Where samples go: a file in the format that its name asks for, or a table of a database.</summary>
internal static class SampleSink
{
    /// <summary>What a command's description says of it.</summary>
    public const string Kinds = ".csv, .jsonl, .npz or .npy for rows (.csv.gz, .jsonl.gz), or a database (\"sqlite:shop.db?table=new_orders\", with &mode=append or &mode=replace when the table exists); .png (a grid), .npy or .npz for pictures";

    /// <summary>The extension to suggest for samples of a kind.</summary>
    public static string UsualExtension(SampleKind kind) => kind == SampleKind.Images ? ".png" : ".csv";

    /// <summary>Refuses what cannot hold such samples, before any work is done.</summary>
    public static void RequireWritable(string name, SampleKind kind)
    {
        if (SqlAddress.IsAddress(name)) RequireTable(name, kind);
        else RequireFile(name, kind);
    }

    public static void Write(string name, IDataset samples)
    {
        if (SqlAddress.IsAddress(name)) SqlTable.Write(name, (Table)samples);
        else DataSink.Write(name, samples);
    }

    private static void RequireTable(string address, SampleKind kind)
    {
        if (kind == SampleKind.Images)
            throw new UsageException($"'{SqlAddress.Parse(address)}' is a database, which holds no pictures; give a name that ends in {string.Join(", ", DataSink.ImageExtensions)}.");
        SqlTable.RequireWritable(address);
    }

    private static void RequireFile(string path, SampleKind kind)
    {
        var allowed = kind == SampleKind.Images ? DataSink.ImageExtensions : DataSink.TableExtensions;
        if (!allowed.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            throw new UsageException($"'{path}' ends in no format for {Plural(kind)}; give a name that ends in {string.Join(", ", allowed)}.");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is string folder) Directory.CreateDirectory(folder);
    }

    private static string Plural(SampleKind kind) => kind == SampleKind.Images ? "pictures" : "rows";
}

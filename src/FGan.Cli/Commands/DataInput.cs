using FGan.Data;
using FGan.Sql;

namespace FGan.Cli.Commands;

/// <summary>Where every command's data come from: a file, a folder of pictures, or a database.</summary>
internal static class DataInput
{
    /// <summary>What a command's description says of its data.</summary>
    public const string Kinds = "CSV, JSON lines, .npy, .npz or IDX (gzipped too), a folder of PNG, or a database (\"sqlite:shop.db?select * from orders\", \"postgresql://user@host/shop?table=orders\")";

    public static IDataset Open(string name, CsvOptions? reading, CancellationToken cancellation) =>
        SqlAddress.IsAddress(name) ? SqlTable.Read(name, reading, cancellation) : DataSource.Open(name, reading);

    public static Table OpenTable(string name, CsvOptions? reading, CancellationToken cancellation) =>
        SqlAddress.IsAddress(name) ? SqlTable.Read(name, reading, cancellation) : DataSource.OpenTable(name, reading);

    /// <summary>The name as it may be printed: without a password.</summary>
    public static string Shown(string name) => SqlAddress.IsAddress(name) ? SqlAddress.Parse(name).ToString() : name;

    /// <summary>What to call the data where their place is nobody's business: a file without its folder, a table or query without its database.</summary>
    public static string ShortName(string name)
    {
        if (!SqlAddress.IsAddress(name)) return Path.GetFileName(Path.TrimEndingDirectorySeparator(name));
        var address = SqlAddress.Parse(name);
        return address.Table ?? address.Query ?? address.ToString();
    }
}

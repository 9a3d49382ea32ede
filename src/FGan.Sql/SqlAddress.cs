using System.Text.RegularExpressions;
using FGan.Data;

namespace FGan.Sql;

/// <summary>
/// Where rows of a database come from or go to, as it is written at the command line: a database, a question mark, and a
/// query or a table.
/// </summary>
/// <remarks>
/// <code>
/// sqlite:shop.db?select * from orders
/// sqlite:shop.db?table=new_orders&amp;mode=replace
/// postgresql://ann@localhost:5432/shop?select * from orders
/// postgresql://ann@localhost/shop?sslmode=require&amp;table=sales.orders
/// postgres:Host=localhost;Database=shop;Username=ann?select * from orders
/// </code>
/// After the question mark stand settings (<c>table</c>, <c>mode</c>, and for PostgreSQL those of its own addresses)
/// joined by <c>&amp;</c>; whatever follows the last of them is the query, as it stands.
/// </remarks>
public sealed partial class SqlAddress
{
    private const RegexOptions Style = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;

    private SqlAddress(SqlServer server, string database, string rest)
    {
        (Server, Database) = (server, database);
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (Setting().Match(rest) is { Success: true } setting)
        {
            settings[setting.Groups["name"].Value] = Uri.UnescapeDataString(setting.Groups["value"].Value);
            rest = rest[setting.Length..];
        }

        Query = rest.Trim() is { Length: > 0 } query ? query : null;
        Table = settings.Remove("table", out string? table) ? table : null;
        Mode = settings.Remove("mode", out string? mode) ? ParseMode(mode) : WriteMode.Create;
        Settings = settings;
        if (Table is not null && Query is not null) throw Fault("names a table and a query; give one of them");
        if (Table?.Trim().Length == 0) throw Fault("names a table without a name; write table=orders");
        if (server == SqlServer.Sqlite && settings.Count > 0)
            throw Fault($"has the setting '{settings.Keys.First()}'; there are table and mode");
    }

    /// <summary>The table that is named; null when a query is.</summary>
    public string? Table { get; }

    /// <summary>The query; null when a table is named.</summary>
    public string? Query { get; }

    /// <summary>What writing does when the table exists.</summary>
    public WriteMode Mode { get; }

    /// <summary>The kind of database.</summary>
    internal SqlServer Server { get; }

    /// <summary>What stands between the kind and the question mark.</summary>
    internal string Database { get; }

    /// <summary>The settings beside table and mode.</summary>
    internal IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Tells whether a name is an address of a database rather than of a file.</summary>
    /// <param name="name">What a user wrote.</param>
    /// <returns>True for <c>sqlite:</c>, <c>postgres:</c>, <c>postgresql:</c>, whatever follows.</returns>
    public static bool IsAddress(string name) => Start().IsMatch(name);

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address.</param>
    /// <returns>Its parts.</returns>
    /// <exception cref="DataException">It is no address, or has a fault; the message holds no password.</exception>
    public static SqlAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Match start = Start().Match(text);
        if (!start.Success)
            throw new DataException($"is no address of a database; write {Examples}", Secrets.Mask(text));
        SqlServer server = start.Groups["kind"].Value.StartsWith("sqlite", StringComparison.OrdinalIgnoreCase)
            ? SqlServer.Sqlite
            : SqlServer.PostgreSql;
        string rest = text[start.Length..];
        int mark = rest.IndexOf('?');
        return mark < 0 ? new SqlAddress(server, rest, "") : new SqlAddress(server, rest[..mark], rest[(mark + 1)..]);
    }

    /// <summary>The address as messages show it, without a password.</summary>
    /// <returns>The database and the table or query.</returns>
    public override string ToString()
    {
        string kind = Server == SqlServer.Sqlite ? "sqlite:" : "postgresql:";
        string? wanted = Table is null ? Query : $"table={Table}";
        return Secrets.Mask(wanted is null ? kind + Database : $"{kind}{Database}?{wanted}");
    }

    internal const string Examples =
        "sqlite:shop.db?select * from orders, or postgresql://user@host/database?table=orders";

    internal DataException Fault(string problem, Exception? inner = null) =>
        new(Secrets.Mask(problem), ToString(), inner: inner);

    private WriteMode ParseMode(string text) =>
        Enum.TryParse(text, ignoreCase: true, out WriteMode mode) && Enum.IsDefined(mode) && !int.TryParse(text, out _)
            ? mode
            : throw Fault($"has the mode '{text}'; there are create, append and replace");

    // A file may itself be called sqlite, but hardly sqlite:.
    [GeneratedRegex("^(?<kind>sqlite3?|postgres(ql)?):", Style, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Start();

    [GeneratedRegex(
        "^(?<name>table|mode|sslmode|sslrootcert|connect_timeout|application_name|host|port|user|password|dbname)="
        + "(?<value>[^&]*)(&|$)",
        Style, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setting();
}

/// <summary>The kinds of database.</summary>
internal enum SqlServer
{
    /// <summary>A file, read by the library itself.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server.</summary>
    PostgreSql,
}

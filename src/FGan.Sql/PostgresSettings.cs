using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace FGan.Sql;

/// <summary>Makes the driver's settings of an address, with PostgreSQL's own environment variables for what is left out.</summary>
/// <remarks>The driver itself looks into PGUSER, PGPASSWORD and ~/.pgpass.</remarks>
internal static class PostgresSettings
{
    public static string Of(SqlAddress address)
    {
        try
        {
            NpgsqlConnectionStringBuilder settings = address.Database.StartsWith("//", StringComparison.Ordinal)
                ? OfUri(address.Database)
                : new NpgsqlConnectionStringBuilder(address.Database);
            foreach ((string name, string value) in address.Settings) Apply(settings, name, value);
            settings.Host ??= Environment.GetEnvironmentVariable("PGHOST") ?? "localhost";

            // The driver's own builder says of every setting that it is there; the plain one tells which were given.
            var given = new DbConnectionStringBuilder { ConnectionString = settings.ConnectionString };
            string? port = Environment.GetEnvironmentVariable("PGPORT");
            if (!string.IsNullOrEmpty(port) && !given.ContainsKey("Port")) Apply(settings, "port", port);
            settings.Database ??= Environment.GetEnvironmentVariable("PGDATABASE");
            settings.ApplicationName ??= "fgan";

            // One command, one connection; and no secret travels in messages.
            (settings.Pooling, settings.PersistSecurityInfo, settings.IncludeErrorDetail) = (false, false, true);
            return settings.ConnectionString;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or OverflowException)
        {
            throw address.Fault(
                $"is an address that PostgreSQL's driver does not take ({e.Message.TrimEnd('.')}); "
                + "write postgresql://user@host:5432/database",
                e);
        }
    }

    private static NpgsqlConnectionStringBuilder OfUri(string text)
    {
        // The part before the path by hand: a socket's folder as host, and no host at all, are allowed here.
        string rest = text[2..];
        int slash = rest.IndexOf('/');
        string authority = slash < 0 ? rest : rest[..slash], database = slash < 0 ? "" : rest[(slash + 1)..];
        int at = authority.LastIndexOf('@');
        string[] user = at < 0 ? [] : authority[..at].Split(':', 2);
        string host = authority[(at + 1)..];
        var settings = new NpgsqlConnectionStringBuilder();
        int colon = host.LastIndexOf(':');
        bool hasPort = colon >= 0 && !host.EndsWith(']');
        if (hasPort) Apply(settings, "port", host[(colon + 1)..]);
        if (hasPort) host = host[..colon];
        if (host.Length > 0) settings.Host = Uri.UnescapeDataString(host.Trim('[', ']'));
        if (user.Length > 0 && user[0].Length > 0) settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) settings.Password = Uri.UnescapeDataString(user[1]);
        if (database.Length > 0) settings.Database = Uri.UnescapeDataString(database);
        return settings;
    }

    private static void Apply(NpgsqlConnectionStringBuilder settings, string name, string value)
    {
        switch (name.ToLowerInvariant())
        {
            case "host": settings.Host = value; break;
            case "port": settings.Port = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture); break;
            case "user": settings.Username = value; break;
            case "password": settings.Password = value; break;
            case "dbname": settings.Database = value; break;
            case "connect_timeout": settings.Timeout = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture); break;
            case "application_name": settings.ApplicationName = value; break;
            case "sslrootcert": settings.RootCertificate = value; break;
            default: settings.SslMode = Enum.Parse<SslMode>(value.Replace("-", ""), ignoreCase: true); break;
        }
    }
}

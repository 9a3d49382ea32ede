using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FGan.Testing;

/// <summary>
/// A PostgreSQL server of the tests' own: its data in a temporary folder, on a free port of this machine alone, with a
/// user "ann" who needs a password, in a database "shop". It runs as a user without rights and ends with the tests.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string Password = "s3cret/?&";
    private static readonly string? Programs = FindPrograms();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fgan-pg-");
    private readonly Process? _server;
    private readonly int _port = FreePort();

    public PostgresServer()
    {
        if (Missing is not null) return;
        string data = Path.Combine(_folder.FullName, "data"), password = Path.Combine(_folder.FullName, "password");
        File.WriteAllText(password, Password);
        if (OperatingSystem.IsLinux() && Environment.UserName == "root") Run("chown", ["-R", "nobody", _folder.FullName]);
        Run(Program("initdb"), ["--pgdata", data, "--username", "ann", "--auth", "scram-sha-256", "--pwfile", password, "--encoding", "UTF8", "--no-locale", "--no-sync"]);
        _server = Start(Program("postgres"), ["-D", data, "-p", $"{_port}", "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={_folder.FullName}", "-c", "fsync=off"]);
        Environment.SetEnvironmentVariable("PGPASSWORD", Password);
        for (int tries = 0; !Answers("select 1"); tries++)
        {
            if (_server.HasExited || tries == 300) throw new InvalidOperationException($"postgres does not start: {_server.StandardError.ReadToEnd()}");
            Thread.Sleep(100);
        }

        Psql("postgres", "create database shop");
    }

    /// <summary>Why there can be no server here; null when there can.</summary>
    public static string? Missing { get; } = Programs is not null ? null
        : Environment.GetEnvironmentVariable("FGAN_REQUIRE_POSTGRES") == "1" ? throw new InvalidOperationException("PostgreSQL is required here and not installed: apt-get install postgresql")
        : "PostgreSQL is not installed: apt-get install postgresql";

    /// <summary>The address of the database by TCP, without the password.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"postgresql://ann@127.0.0.1:{_port}/shop");

    /// <summary>The same with a password in it.</summary>
    public string AddressWith(string password) => Address.Replace("ann@", $"ann:{Uri.EscapeDataString(password)}@");

    /// <summary>The address of the database by its socket, in the driver's own form.</summary>
    public string SocketAddress => string.Create(CultureInfo.InvariantCulture, $"postgres:Host={_folder.FullName};Port={_port};Database=shop;Username=ann");

    public static string Secret => Password;

    /// <summary>Runs SQL as the server's own client does, and gives what it prints: values apart by |, no headers.</summary>
    public string Psql(string sql) => Psql("shop", sql);

    /// <summary>Lets the processes and drivers of this test find the server as people do: by PostgreSQL's own variables.</summary>
    public void Announce()
    {
        foreach ((string name, string value) in new[] { ("PGHOST", "127.0.0.1"), ("PGPORT", $"{_port}"), ("PGUSER", "ann"), ("PGPASSWORD", Password) })
            Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose()
    {
        if (_server is { HasExited: false })
        {
            // SIGINT to its own id: the fast shutdown.
            Run("kill", ["-INT", $"{_server.Id}"]);
            _server.WaitForExit(20_000);
        }

        _server?.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Psql(string database, string sql) => Run(Program("psql"), PsqlArguments(database, sql));

    private bool Answers(string sql)
    {
        using Process client = Start(Program("psql"), PsqlArguments("postgres", sql));
        client.StandardOutput.ReadToEnd();
        client.WaitForExit();
        return client.ExitCode == 0;
    }

    private string[] PsqlArguments(string database, string sql) =>
        ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", $"{_port}", "-U", "ann", "-d", database, "-c", sql];

    private static string Program(string name) => Path.Combine(Programs!, name);

    private static string Run(string program, string[] arguments)
    {
        using Process process = Start(program, arguments);
        Task<string> said = process.StandardError.ReadToEndAsync();
        string printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? printed.Trim() : throw new InvalidOperationException($"{program} failed: {said.Result}");
    }

    /// <summary>The server refuses to run as root: then it runs as nobody.</summary>
    private static Process Start(string program, string[] arguments)
    {
        bool isServer = Path.GetFileName(program) is "initdb" or "postgres";
        bool steps = isServer && OperatingSystem.IsLinux() && Environment.UserName == "root";
        var start = new ProcessStartInfo(steps ? "setpriv" : program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        if (steps)
        {
            foreach (string word in new[] { "--reuid=nobody", "--regid=nogroup", "--clear-groups", program }) start.ArgumentList.Add(word);
        }

        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["PGPASSWORD"] = Password;
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The newest of Debian's folders, else that of the path.</summary>
    private static string? FindPrograms()
    {
        const string Debian = "/usr/lib/postgresql";
        IEnumerable<string> versions = Directory.Exists(Debian)
            ? Directory.EnumerateDirectories(Debian).OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))
            : [];
        IEnumerable<string> path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return versions.Concat(path).FirstOrDefault(folder => new[] { "initdb", "postgres", "psql" }.All(name => File.Exists(Path.Combine(folder, name))));
    }
}

/// <summary>A test against the server; skipped, with the reason, where PostgreSQL is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}

/// <summary>Several tests against the server; skipped, with the reason, where PostgreSQL is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresServer.Missing;
}

/// <summary>One server for all tests of an assembly.</summary>
[CollectionDefinition(nameof(PostgresServer))]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>;

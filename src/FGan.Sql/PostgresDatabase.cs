using System.Data.Common;
using System.Net.Sockets;
using FGan.Data;
using Npgsql;
using Npgsql.PostgresTypes;

namespace FGan.Sql;

/// <summary>A PostgreSQL server. Values come and go as the server writes them, which loses no digit.</summary>
internal sealed class PostgresDatabase(SqlAddress address) : SqlDatabase(address)
{
    protected override DbConnection Connect(bool forWriting)
    {
        var connection = new NpgsqlConnection(PostgresSettings.Of(Address));
        try
        {
            connection.Open();
            Execute(connection, "set datestyle = 'ISO'; set timezone = 'UTC'; set bytea_output = 'hex'");
            if (forWriting) return connection;

            // The driver keeps the types it saw first: enums and domains made since then would be unknown to it.
            connection.ReloadTypes();
            Execute(connection, "set default_transaction_read_only = on");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    protected override DbCommand Command(DbConnection connection, string text)
    {
        var command = (NpgsqlCommand)base.Command(connection, text);
        command.AllResultTypesAreUnknown = true;
        return command;
    }

    protected override DbDataReader Run(DbCommand command, CancellationToken cancellation) =>
        command.ExecuteReaderAsync(cancellation).GetAwaiter().GetResult();

    protected override Action<DbDataReader, int, ColumnBuilder> ReaderOf(DbDataReader reader, int field)
    {
        PostgresType type = ((NpgsqlDataReader)reader).GetPostgresType(field);
        if (type is PostgresDomainType domain) type = domain.BaseType;
        string name = reader.GetName(field);
        return PostgresCells.For(type) ?? throw Address.Fault(
            $"column '{name}' has the type {type.DisplayName}; read are numbers, texts, boolean, date, time and timestamp: "
            + $"cast it in the query ({name}::text), or leave it out");
    }

    protected override bool Exists(DbConnection connection, string table)
    {
        using DbCommand command = Command(connection, "select to_regclass(@name)");
        command.Parameters.Add(new NpgsqlParameter("name", QuoteTable(table)));
        return command.ExecuteScalar() is not (null or DBNull);
    }

    protected override string QuoteTable(string name) => string.Join('.', name.Split('.').Select(Quote));

    protected override string TypeOf(Column column) => column switch
    {
        NumericColumn { Kind: ColumnKind.Date } dates => SqlTime.FormOf(dates) switch
        {
            SqlTime.Form.Date => "date",
            SqlTime.Form.TimeOfDay => "time",
            SqlTime.Form.Instant => "timestamptz",
            _ => "timestamp",
        },
        NumericColumn whole when SqlNumber.IsWhole(whole) => SqlNumber.Fits32Bits(whole) ? "integer" : "bigint",
        NumericColumn { Decimals: null } => "double precision",
        NumericColumn => "numeric",
        CategoricalColumn { Truth: TruthForm.Words } => "boolean",
        CategoricalColumn { Truth: TruthForm.Digits } => "integer",
        _ => "text",
    };

    protected override void Insert(DbConnection connection, string name, Table table)
    {
        string columns = string.Join(", ", table.Names.Select(Quote));
        using var copy = ((NpgsqlConnection)connection).BeginTextImport($"copy {QuoteTable(name)} ({columns}) from stdin (format csv)");
        for (int row = 0; row < table.RowCount; row++)
        {
            for (int i = 0; i < table.Columns.Length; i++)
            {
                if (i > 0) copy.Write(',');
                WriteCell(copy, table.Columns[i], row);
            }

            copy.Write('\n');
        }
    }

    protected override string? Explain(Exception failure) => failure switch
    {
        PostgresException e => Said(e),
        NpgsqlException { InnerException: SocketException e } =>
            $"cannot be reached ({e.Message}); check host and port, and that the server runs",
        NpgsqlException { InnerException: TimeoutException } => "does not answer; check host and port",
        NpgsqlException e when e.Message.Contains("password", StringComparison.OrdinalIgnoreCase) =>
            $"{e.Message.TrimEnd('.')}; set PGPASSWORD, or write a line into ~/.pgpass",
        NpgsqlException e => $"the connection fails: {e.Message.TrimEnd('.')}",
        _ => null,
    };

    /// <summary>A missing value is nothing, a word stands in quotes, so that an empty one would not be missing.</summary>
    private static void WriteCell(TextWriter copy, Column column, int row)
    {
        if (column.IsMissing(row)) return;
        switch (column)
        {
            case NumericColumn { Kind: ColumnKind.Date } dates:
                copy.Write(SqlTime.Text(dates, row));
                break;
            case NumericColumn whole when SqlNumber.IsWhole(whole):
                copy.Write((long)whole[row]);
                break;
            case NumericColumn:
                copy.Write(column.Format(row));
                break;
            default:
                copy.Write('"');
                copy.Write(column.Format(row).Replace("\"", "\"\""));
                copy.Write('"');
                break;
        }
    }

    private static string Said(PostgresException e)
    {
        string detail = string.IsNullOrEmpty(e.Detail) ? "" : $" ({e.Detail})";
        string where = string.IsNullOrEmpty(e.Where) ? "" : $" [{e.Where}]";
        return $"PostgreSQL says: {e.MessageText}{detail}{where}";
    }
}

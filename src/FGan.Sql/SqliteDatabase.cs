using System.Data.Common;
using FGan.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FGan.Sql;

/// <summary>An SQLite file. Values have types of their own there, whatever their column declares.</summary>
internal sealed class SqliteDatabase(SqlAddress address) : SqlDatabase(address)
{
    private const int NotADatabase = 26, TooBig = 18;

    /// <summary>The most bytes of a text or blob.</summary>
    private const int MostBytes = 1 << 22;

    protected override DbConnection Connect(bool forWriting)
    {
        string path = Address.Database;
        if (path.Length == 0) throw Address.Fault("names no file; write sqlite:shop.db");
        if (Directory.Exists(path)) throw Address.Fault("is a folder; name the database file in it");
        if (!forWriting && !File.Exists(path)) throw Address.Fault($"the file {path} does not exist; check the path");
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = forWriting ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadOnly,
            Pooling = false,
        };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            raw.sqlite3_limit(connection.Handle!, raw.SQLITE_LIMIT_LENGTH, MostBytes);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    protected override Action<DbDataReader, int, ColumnBuilder> ReaderOf(DbDataReader reader, int field) =>
        reader.GetDataTypeName(field).ToUpperInvariant() is "BOOLEAN" or "BOOL" ? AddTruth : AddCell;

    protected override bool Exists(DbConnection connection, string table)
    {
        using DbCommand command = Command(
            connection,
            "select count(*) from sqlite_master where type in ('table', 'view') and name = $name collate nocase");
        command.Parameters.Add(new SqliteParameter("$name", table));
        return (long)command.ExecuteScalar()! > 0;
    }

    protected override string TypeOf(Column column) => column switch
    {
        NumericColumn { Kind: ColumnKind.Date } dates => SqlTime.FormOf(dates) switch
        {
            SqlTime.Form.Date => "DATE",
            SqlTime.Form.TimeOfDay => "TIME",
            _ => "TIMESTAMP",
        },
        NumericColumn numbers when SqlNumber.IsWhole(numbers) => "INTEGER",
        NumericColumn => "REAL",
        CategoricalColumn { Truth: TruthForm.Words } => "BOOLEAN",
        CategoricalColumn { Truth: TruthForm.Digits } => "INTEGER",
        _ => "TEXT",
    };

    protected override void Insert(DbConnection connection, string name, Table table)
    {
        string columns = string.Join(", ", table.Names.Select(Quote)), values = string.Join(", ", table.Columns.Select((_, i) => $"${i}"));
        using DbCommand command = Command(connection, $"insert into {QuoteTable(name)} ({columns}) values ({values})");
        var parameters = table.Columns.Select((_, i) => new SqliteParameter($"${i}", null)).ToArray();
        foreach (SqliteParameter parameter in parameters) command.Parameters.Add(parameter);
        command.Prepare();
        for (int row = 0; row < table.RowCount; row++)
        {
            for (int i = 0; i < parameters.Length; i++) parameters[i].Value = ValueOf(table.Columns[i], row);
            command.ExecuteNonQuery();
        }
    }

    protected override DbDataReader Run(DbCommand command, CancellationToken cancellation)
    {
        // Asked now and then while a query runs; anything but 0 stops it.
        const int Instructions = 10_000;
        sqlite3 handle = ((SqliteConnection)command.Connection!).Handle!;
        raw.sqlite3_progress_handler(handle, Instructions, _ => cancellation.IsCancellationRequested ? 1 : 0, null);
        return command.ExecuteReader();
    }

    /// <summary>SQLite makes the file before anything is in it: it goes again unless work that leaves something succeeds.</summary>
    protected override void ToWrite(Action work, bool leavesSomething)
    {
        bool keep = File.Exists(Address.Database);
        try
        {
            work();
            keep |= leavesSomething;
        }
        finally
        {
            if (!keep && File.Exists(Address.Database)) File.Delete(Address.Database);
        }
    }

    protected override string? Explain(Exception failure) => failure switch
    {
        SqliteException { SqliteErrorCode: NotADatabase } => "is no SQLite database; check the path",
        SqliteException { SqliteErrorCode: TooBig } => $"a text or blob is longer than {MostBytes} bytes; leave it out of the query",
        SqliteException e => $"SQLite says: {Said(e)}",
        _ => null,
    };

    /// <summary>SQLite has no truth values, only columns that are declared so: 0 and 1 stand for them there.</summary>
    private static void AddTruth(DbDataReader reader, int field, ColumnBuilder column)
    {
        if (reader.GetValue(field) is 0L or 1L) column.Add(reader.GetBoolean(field));
        else AddCell(reader, field, column);
    }

    private static void AddCell(DbDataReader reader, int field, ColumnBuilder column)
    {
        switch (reader.GetValue(field))
        {
            case long whole: column.Add(whole); break;
            case double number: column.Add(number); break;
            case string text: column.Add(text); break;
            default: throw new DataException("holds a blob; leave it out of the query, or cast it", column: column.Name);
        }
    }

    private static object ValueOf(Column column, int row) => column switch
    {
        _ when column.IsMissing(row) => DBNull.Value,
        NumericColumn { Kind: ColumnKind.Date } dates => SqlTime.Text(dates, row),
        NumericColumn whole when SqlNumber.IsWhole(whole) => (long)whole[row],
        NumericColumn numbers => numbers[row],
        CategoricalColumn { Truth: TruthForm.Words } words => words[row] == "true" ? 1L : 0L,
        CategoricalColumn { Truth: TruthForm.Digits } digits => digits[row] == "1" ? 1L : 0L,
        _ => column.Format(row),
    };

    /// <summary>SQLite's own message without the frame that the library puts round it.</summary>
    private static string Said(SqliteException e)
    {
        int start = e.Message.IndexOf('\''), end = e.Message.LastIndexOf('\'');
        return end > start ? e.Message[(start + 1)..end] : e.Message;
    }
}

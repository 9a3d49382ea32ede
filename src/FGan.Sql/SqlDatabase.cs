using System.Data.Common;
using FGan.Data;

namespace FGan.Sql;

/// <summary>A database that tables are read from and written to; what is said here holds for every kind.</summary>
internal abstract class SqlDatabase(SqlAddress address)
{
    /// <summary>The database, and the table or query in it.</summary>
    protected SqlAddress Address { get; } = address;

    /// <summary>The database of an address.</summary>
    public static SqlDatabase For(SqlAddress address) =>
        address.Server == SqlServer.Sqlite ? new SqliteDatabase(address) : new PostgresDatabase(address);

    /// <summary>Reads what the address names.</summary>
    public Table Read(CsvOptions options, CancellationToken cancellation)
    {
        string query = Address.Query ?? (Address.Table is { } name ? $"select * from {QuoteTable(name)}" : throw Address.Fault(
            $"does not say what to read; write {SqlAddress.Examples}"));
        Table? table = null;
        Guarded(() => table = Read(query, options, cancellation), cancellation);
        return table!;
    }

    /// <summary>Writes rows into the table that the address names.</summary>
    public void Write(Table table)
    {
        string name = TableToWrite();
        ToWrite(() => Guarded(() => Write(name, table)), leavesSomething: true);
    }

    /// <summary>Fails where <see cref="Write(Table)"/> is certain to.</summary>
    public void RequireWritable()
    {
        string name = TableToWrite();
        ToWrite(() => Guarded(() =>
        {
            using DbConnection connection = Connect(forWriting: true);
            RequireMode(Exists(connection, name));
        }), leavesSomething: false);
    }

    /// <summary>Opens a connection, for reading one that cannot change anything.</summary>
    protected abstract DbConnection Connect(bool forWriting);

    /// <summary>Chooses how the values of a field are read.</summary>
    protected abstract Action<DbDataReader, int, ColumnBuilder> ReaderOf(DbDataReader reader, int field);

    /// <summary>Tells whether there is a table or view of a name.</summary>
    protected abstract bool Exists(DbConnection connection, string table);

    /// <summary>The type that a new table gives a column.</summary>
    protected abstract string TypeOf(Column column);

    /// <summary>Adds rows to a table that exists, within the connection's transaction.</summary>
    protected abstract void Insert(DbConnection connection, string name, Table table);

    /// <summary>Runs a query until its first row is there, or until it is cancelled.</summary>
    protected abstract DbDataReader Run(DbCommand command, CancellationToken cancellation);

    /// <summary>Does work on a connection for writing.</summary>
    protected virtual void ToWrite(Action work, bool leavesSomething) => work();

    /// <summary>Explains a failure of the database in its own words; null when it is no such failure.</summary>
    protected abstract string? Explain(Exception failure);

    /// <summary>Writes a table's name so that it means itself.</summary>
    protected virtual string QuoteTable(string name) => Quote(name);

    protected static string Quote(string name) => $"\"{name.Replace("\"", "\"\"")}\"";

    protected virtual DbCommand Command(DbConnection connection, string text)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = text;

        // A query may take as long as it takes.
        command.CommandTimeout = 0;
        return command;
    }

    protected void Execute(DbConnection connection, string text)
    {
        using DbCommand command = Command(connection, text);
        command.ExecuteNonQuery();
    }

    private Table Read(string query, CsvOptions options, CancellationToken cancellation)
    {
        using DbConnection connection = Connect(forWriting: false);
        using DbCommand command = Command(connection, query);
        using DbDataReader reader = Run(command, cancellation);
        return ReadRows(reader, options, cancellation);
    }

    private void Write(string name, Table table)
    {
        using DbConnection connection = Connect(forWriting: true);
        using DbTransaction transaction = connection.BeginTransaction();
        bool exists = Exists(connection, name);
        RequireMode(exists);
        if (exists && Address.Mode == WriteMode.Replace) Execute(connection, $"drop table {QuoteTable(name)}");
        if (!exists || Address.Mode != WriteMode.Append) Execute(connection, Definition(name, table));
        Insert(connection, name, table);
        transaction.Commit();
    }

    private string TableToWrite() => Address.Query is null && Address.Table is { } name ? name : throw Address.Fault(
        "does not name a table to write; write table=new_orders after the question mark, and mode=append or mode=replace "
        + "when it may exist");

    private void RequireMode(bool exists)
    {
        if (exists && Address.Mode == WriteMode.Create)
            throw Address.Fault("the table exists; name another, or say what to do with it: mode=append or mode=replace");
    }

    private string Definition(string name, Table table)
    {
        var columns = table.Columns.Select(column => $"{Quote(column.Name)} {TypeOf(column)}");
        return $"create table {QuoteTable(name)} ({string.Join(", ", columns)})";
    }

    private Table ReadRows(DbDataReader reader, CsvOptions options, CancellationToken cancellation)
    {
        if (reader.FieldCount == 0) throw Address.Fault("the query gives no columns; write a select");
        var names = new HashSet<string>(StringComparer.Ordinal);
        var columns = new ColumnBuilder[reader.FieldCount];
        var cells = new Action<DbDataReader, int, ColumnBuilder>[columns.Length];
        for (int field = 0; field < columns.Length; field++)
        {
            string name = reader.GetName(field);
            if (name.Length == 0 || !names.Add(name))
                throw Address.Fault($"the query gives two columns named '{name}', or one without a name; name them apart with AS");
            (columns[field], cells[field]) = (new ColumnBuilder(name, options, Address.ToString()), ReaderOf(reader, field));
        }

        options.RequireKindsAmong(names, Address.ToString());
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            for (int field = 0; field < columns.Length; field++)
            {
                if (reader.IsDBNull(field)) columns[field].AddMissing();
                else cells[field](reader, field, columns[field]);
            }
        }

        if (columns[0].Count == 0) throw Address.Fault("the query gives no rows; at least one is needed");
        return new Table(columns.Select(column => column.Build()));
    }

    private void Guarded(Action work, CancellationToken cancellation = default)
    {
        try
        {
            work();
        }
        catch (Exception failure) when (Explain(failure) is { } reason)
        {
            cancellation.ThrowIfCancellationRequested();
            throw Address.Fault(reason, failure);
        }
    }
}

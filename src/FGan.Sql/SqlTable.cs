using FGan.Data;

namespace FGan.Sql;

/// <summary>Reads tables from SQLite and PostgreSQL, and writes them there.</summary>
/// <remarks>
/// Numbers, texts, truth values, dates and times keep their types on both ways; NULL is a missing value. Reading cannot
/// change a database: SQLite files are opened read-only, PostgreSQL is asked in a read-only transaction. Writing is one
/// transaction, so that all rows are there or none.
/// </remarks>
public static class SqlTable
{
    /// <summary>Reads the rows of a query or a table.</summary>
    /// <param name="address">Where from, as <see cref="SqlAddress"/> describes.</param>
    /// <param name="options">Kinds and further missing texts; the defaults when left out.</param>
    /// <param name="cancellation">Stops the query where it runs.</param>
    /// <returns>All rows; columns in the order of the query.</returns>
    /// <exception cref="DataException">
    /// The database cannot be reached, refuses the query, or gives what is no table; the message is the server's.
    /// </exception>
    /// <exception cref="OperationCanceledException">The query was stopped.</exception>
    public static Table Read(string address, CsvOptions? options = null, CancellationToken cancellation = default)
    {
        var parsed = SqlAddress.Parse(address);
        return SqlDatabase.For(parsed).Read(options ?? CsvOptions.Default, cancellation);
    }

    /// <summary>Writes rows into a table of a database, all of them or none.</summary>
    /// <param name="address">Where to: a table, with a mode when it may exist.</param>
    /// <param name="table">The rows.</param>
    /// <exception cref="DataException">
    /// The database cannot be reached or refuses the rows, or the table exists and the mode is
    /// <see cref="WriteMode.Create"/>; nothing was written.
    /// </exception>
    public static void Write(string address, Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        SqlDatabase.For(SqlAddress.Parse(address)).Write(table);
    }

    /// <summary>Finds out whether rows could be written, before they are made.</summary>
    /// <param name="address">Where to.</param>
    /// <exception cref="DataException">They could not, for a reason that can be seen without rows.</exception>
    public static void RequireWritable(string address) => SqlDatabase.For(SqlAddress.Parse(address)).RequireWritable();
}

namespace FGan.Sql;

/// <summary>What writing does when the table exists.</summary>
public enum WriteMode
{
    /// <summary>Makes a new table; one that exists is an error.</summary>
    Create,

    /// <summary>Adds rows to a table that exists, in its own column types; makes it where there is none.</summary>
    Append,

    /// <summary>Drops a table that exists and makes a new one.</summary>
    Replace,
}

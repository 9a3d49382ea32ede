using System.Collections.Immutable;

namespace FGan.Data;

/// <summary>
/// What the columns of a table are and how they are to be learned: found in the data, written as JSON, edited, read
/// back and honoured.
/// </summary>
public sealed record TableSchema
{
    /// <summary>The columns in the order of the table.</summary>
    public required ImmutableArray<SchemaColumn> Columns { get; init; }

    /// <summary>What stands for a missing value; the usual texts when null.</summary>
    public ImmutableArray<string>? Missing { get; init; }

    /// <summary>What must hold in every row; see <see cref="TableConstraints"/>.</summary>
    public ImmutableArray<string> Constraints { get; init; } = [];

    /// <summary>Constraints that hold in every row of the data although chance would break them; nothing is imposed.</summary>
    public ImmutableArray<string> Suggested { get; init; } = [];

    /// <summary>The file it was read from; null for none.</summary>
    public string? File { get; init; }

    /// <summary>Finds the schema of a table, column by column, by fitting the encoder that training would use.</summary>
    /// <param name="table">At least one row.</param>
    /// <param name="options">How the table would be encoded; the defaults for generation when left out.</param>
    /// <exception cref="DataException">The table has no rows.</exception>
    public static TableSchema Infer(Table table, TableEncoderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        return SchemaInference.Of(table, options ?? TableEncoderOptions.ForGeneration);
    }

    /// <summary>Reads a schema from a file.</summary>
    /// <param name="path">JSON, as <see cref="ToJson"/> writes it; comments and commas at the end are allowed.</param>
    /// <exception cref="DataException">The file is missing or is no schema; the message names line, column and fix.</exception>
    public static TableSchema Read(string path)
    {
        const int Most = 1 << 28;
        using Stream stream = InputFile.Open(path);
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int got; (got = stream.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, got);
            if (bytes.Length > Most) throw new DataException($"is longer than {Most >> 20} MiB; a schema is short", path);
        }

        return SchemaReader.Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), path);
    }

    /// <summary>Reads a schema from text.</summary>
    /// <inheritdoc cref="Read(string)"/>
    /// <param name="json">The text.</param>
    /// <param name="name">What error messages call it.</param>
    public static TableSchema Parse(string json, string name = "schema")
    {
        ArgumentNullException.ThrowIfNull(json);
        return SchemaReader.Read(System.Text.Encoding.UTF8.GetBytes(json), name);
    }

    /// <summary>Writes the schema as indented JSON, one column after another.</summary>
    public string ToJson() => SchemaWriter.Write(this);

    /// <summary>How delimited text is to be read so that each column becomes what the schema says.</summary>
    /// <param name="options">What else is known about the text; kinds and missing tokens in it are kept.</param>
    public CsvOptions Reading(CsvOptions? options = null)
    {
        options ??= CsvOptions.Default;
        var kinds = Columns.ToDictionary(column => column.Name, KindToRead, StringComparer.Ordinal);
        foreach ((string name, ColumnKind kind) in options.Kinds) kinds[name] = kind;
        return options with
        {
            Kinds = kinds,
            ToleratesAbsentKinds = true,
            MissingTokens = Missing is { } missing
                ? [.. missing, .. options.MissingTokens.Except(CsvOptions.Default.MissingTokens)]
                : options.MissingTokens,
            AlsoMissing = [.. options.AlsoMissing.Union((Missing ?? []).Except(CsvOptions.Default.MissingTokens))],
        };
    }

    /// <summary>Brings a table to the schema: columns left out, rows beyond the bounds left out, numbers rounded.</summary>
    /// <param name="table">The table, read with <see cref="Reading"/> or by other means.</param>
    /// <param name="name">What error messages call the table.</param>
    /// <param name="encoding">How to encode it, beside what the schema says; the defaults for generation when left out.</param>
    /// <exception cref="DataException">The schema does not fit the table; the message names line, column and fix.</exception>
    public PreparedTable Apply(Table table, string name = "the table", TableEncoderOptions? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new SchemaApplication(this, name).Apply(table, encoding ?? TableEncoderOptions.ForGeneration);
    }

    private static ColumnKind KindToRead(SchemaColumn column) => column.Kind switch
    {
        SchemaKind.Number => ColumnKind.Numeric,
        SchemaKind.Date => ColumnKind.Date,
        _ => ColumnKind.Categorical,
    };
}

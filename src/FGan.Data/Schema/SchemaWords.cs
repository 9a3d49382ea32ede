namespace FGan.Data;

/// <summary>The words of a schema's JSON.</summary>
internal static class SchemaWords
{
    public const int Version = 1;

    private static readonly Dictionary<SchemaKind, string> Names = new()
    {
        [SchemaKind.Number] = "number",
        [SchemaKind.Date] = "date",
        [SchemaKind.Category] = "category",
        [SchemaKind.Identifier] = "identifier",
        [SchemaKind.LeaveOut] = "leave-out",
    };

    /// <summary>The kinds that can be written.</summary>
    public static string Kinds { get; } = string.Join(", ", Names.Values);

    public static string Of(SchemaKind kind) => Names[kind];

    public static SchemaKind? Find(string? word)
    {
        foreach ((SchemaKind kind, string name) in Names)
        {
            if (string.Equals(name, word, StringComparison.OrdinalIgnoreCase)) return kind;
        }

        return null;
    }
}

namespace FGan.Neural.Operations;

/// <summary>A list that compares by its contents, so that operations which hold equal ones are the same operation.</summary>
internal sealed class ContentList<T>(T[] items) : IEquatable<ContentList<T>>
    where T : IEquatable<T>
{
    public ReadOnlySpan<T> Items => items;

    public bool Equals(ContentList<T>? other) => other is not null && Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => Equals(obj as ContentList<T>);

    public override int GetHashCode() => items.Aggregate(0, HashCode.Combine);
}

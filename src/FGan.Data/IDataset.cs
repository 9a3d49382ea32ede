namespace FGan.Data;

/// <summary>A set of samples read from disk: a <see cref="Table"/> or an <see cref="ImageSet"/>.</summary>
public interface IDataset
{
    /// <summary>The number of samples: rows or images.</summary>
    int Count { get; }

    /// <summary>Says in one line what the set holds.</summary>
    /// <returns>For instance <c>344 rows, 7 columns (4 numeric, 3 categorical)</c>.</returns>
    string Describe();
}

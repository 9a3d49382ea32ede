namespace FGan.Neural;

/// <summary>Counts the rows and columns of a value; a row is an example, a column a feature.</summary>
/// <remarks>Every value is a matrix. Images are rows of channels·height·width numbers; the layer knows the geometry.</remarks>
/// <param name="Rows">Number of rows, at least 1.</param>
/// <param name="Columns">Number of columns, at least 1.</param>
public readonly record struct Shape(int Rows, int Columns)
{
    /// <summary>The shape of a single number.</summary>
    public static readonly Shape Scalar = new(1, 1);

    /// <summary>Number of elements, rows times columns.</summary>
    public int Count => checked(Rows * Columns);

    /// <summary>Exchanges rows and columns.</summary>
    public Shape Transposed => this with { Rows = Columns, Columns = Rows };

    /// <summary>Writes the shape as <c>[rows, columns]</c>.</summary>
    public override string ToString() => $"[{Rows}, {Columns}]";

    internal static Shape Checked(int rows, int columns) => rows > 0 && columns > 0
        ? new Shape(rows, columns)
        : throw new ArgumentException($"Shape [{rows}, {columns}] is empty; rows and columns must be at least 1.");

    /// <summary>True when each side is this side or 1, so that the value repeats to fill <paramref name="target"/>.</summary>
    internal bool BroadcastsTo(Shape target) =>
        (Rows == target.Rows || Rows == 1) && (Columns == target.Columns || Columns == 1);
}

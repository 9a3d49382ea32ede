namespace FGan.Numerics;

/// <summary>Multiplies matrices of any strides.</summary>
public static class MatrixProduct
{
    /// <summary>Computes c = e(a·b), or c = e(c + a·b) when accumulating, with the epilogue e.</summary>
    /// <param name="a">m × k.</param>
    /// <param name="b">k × n.</param>
    /// <param name="c">m × n, disjoint from a and b.</param>
    /// <param name="accumulate">Whether the product is added to what c holds.</param>
    /// <param name="epilogue">What is done with each element before it is stored; the default does nothing.</param>
    /// <param name="team">The threads to work with; <see cref="ThreadTeam.Shared"/> by default. Never changes the result.</param>
    /// <exception cref="ArgumentException">Extents do not agree, or c overlaps an operand.</exception>
    public static void Multiply(
        MatrixView a, MatrixView b, MatrixSpan c, bool accumulate = false, Epilogue epilogue = default, ThreadTeam? team = null)
    {
        Check(a, b, c, epilogue);
        MatrixProductReference.Multiply(a, b, c, accumulate, epilogue);
        _ = team;
    }

    private static void Check(MatrixView a, MatrixView b, MatrixSpan c, Epilogue epilogue)
    {
        if (a.Columns != b.Rows || a.Rows != c.Rows || b.Columns != c.Columns)
            Require.ThrowShapes($"Product of {a.Rows} × {a.Columns} and {b.Rows} × {b.Columns} into {c.Rows} × {c.Columns}; expected m × k, k × n, m × n. Transpose or slice an operand.");
        if (!epilogue.Bias.IsEmpty) Require.Length(epilogue.Bias.Length, c.Columns);
        if (epilogue.IsSlope && (epilogue.Output.Rows != c.Rows || epilogue.Output.Columns != c.Columns))
            Require.ThrowShapes($"Epilogue's output is {epilogue.Output.Rows} × {epilogue.Output.Columns}; expected {c.Rows} × {c.Columns}, as the product. Pass the activation's outputs.");
        Require.Disjoint(a.Data, c.Data);
        Require.Disjoint(b.Data, c.Data);
    }
}

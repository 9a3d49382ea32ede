using FGan.Neural.Operations;
using FGan.Numerics;

namespace FGan.Neural;

public sealed partial class Value
{
    /// <summary>Adds element by element.</summary>
    public static Value operator +(Value left, Value right) =>
        left.IsFilledWith(0f) && left.Shape.BroadcastsTo(right.Shape) ? right
        : right.IsFilledWith(0f) && right.Shape.BroadcastsTo(left.Shape) ? left
        : Stacked(left, right) ?? Binary(BinaryKind.Add, left, right);

    /// <summary>Subtracts element by element.</summary>
    public static Value operator -(Value left, Value right) =>
        right.IsFilledWith(0f) && right.Shape.BroadcastsTo(left.Shape) ? left
        : left.IsFilledWith(0f) && left.Shape.BroadcastsTo(right.Shape) ? -right
        : left.Shape == right.Shape ? Binary(BinaryKind.Subtract, left, right)
        : left + -right;

    /// <summary>Multiplies element by element.</summary>
    public static Value operator *(Value left, Value right)
    {
        Shape shape = CommonShape(left, right, "multiply");
        if (left.Filling is float l) return (right * l).BroadcastTo(shape);
        if (right.Filling is float r) return (left * r).BroadcastTo(shape);
        return Binary(BinaryKind.Multiply, left, right);
    }

    /// <summary>Divides element by element.</summary>
    public static Value operator /(Value left, Value right) => left * right.Reciprocal();

    /// <summary>Changes the sign.</summary>
    public static Value operator -(Value value) => value.Affine(-1f, 0f);

    /// <summary>Multiplies by a number.</summary>
    public static Value operator *(Value value, float factor) => value.Affine(factor, 0f);

    /// <summary>Multiplies by a number.</summary>
    public static Value operator *(float factor, Value value) => value.Affine(factor, 0f);

    /// <summary>Divides by a number.</summary>
    public static Value operator /(Value value, float divisor) => value.Affine(1f / divisor, 0f);

    /// <summary>Adds a number.</summary>
    public static Value operator +(Value value, float number) => value.Affine(1f, number);

    /// <summary>Subtracts a number.</summary>
    public static Value operator -(Value value, float number) => value.Affine(1f, -number);

    /// <summary>Multiplies matrices, transposing operands at no cost.</summary>
    /// <param name="right">The right factor; its rows (after transposing) are as many as this one's columns.</param>
    /// <param name="transposeThis">Whether this factor is transposed first.</param>
    /// <param name="transposeRight">Whether the right factor is transposed first.</param>
    /// <returns>rows of the left × columns of the right, after transposing.</returns>
    /// <exception cref="ArgumentException">The inner extents differ.</exception>
    public Value MatMul(Value right, bool transposeThis = false, bool transposeRight = false)
    {
        Shape a = transposeThis ? Shape.Transposed : Shape, b = transposeRight ? right.Shape.Transposed : right.Shape;
        if (a.Columns != b.Rows)
            throw new ArgumentException($"Product of {a} and {b}; expected as many columns on the left as rows on the right. Transpose an operand or change the layer's width.");
        return Tape.Record(new MatMulOperation(transposeThis, transposeRight), [this, right], new Shape(a.Rows, b.Columns));
    }

    /// <summary>The number that fills this constant, or null.</summary>
    internal float? Filling => Node.Operation is FillOperation fill ? fill.Number : null;

    /// <summary>y = scale·x + offset.</summary>
    internal Value Affine(float scale, float offset)
    {
        if (scale == 1f && offset == 0f) return this;
        if (Filling is float number) return Tape.Constant(Shape, scale * number + offset);
        if (scale == 0f) return Tape.Constant(Shape, offset);
        if (Node.Operation is AffineOperation { Offset: 0f } inner && offset == 0f) return Node.Inputs[0].Affine(inner.Scale * scale, 0f);
        return Tape.Record(new AffineOperation(scale, offset), [this], Shape);
    }

    private bool IsFilledWith(float number) => Filling == number;

    /// <summary>The sum of an upper and a lower part of the rows, each filled up with zeros, is a stack; null if these are not such parts.</summary>
    private static Value? Stacked(Value left, Value right)
    {
        if (left.Node.Operation is not RowPadOperation { Start: var start } || right.Node.Operation is not RowPadOperation { Start: var otherStart }) return null;
        if (start > otherStart) return Stacked(right, left);
        Value upper = left.Node.Inputs[0], lower = right.Node.Inputs[0];
        bool fits = start == 0 && otherStart == upper.Shape.Rows && otherStart + lower.Shape.Rows == left.Shape.Rows && left.Shape == right.Shape;
        return fits ? StackRows(upper, lower) : null;
    }

    private static Value Binary(BinaryKind kind, Value left, Value right)
    {
        Shape shape = CommonShape(left, right, kind.ToString().ToLowerInvariant());
        if (left.Shape != shape && right.Shape != shape) left = left.BroadcastTo(shape);
        return left.Tape.Record(new BinaryOperation(kind), [left, right], shape);
    }

    private static Shape CommonShape(Value left, Value right, string verb)
    {
        var shape = new Shape(Math.Max(left.Shape.Rows, right.Shape.Rows), Math.Max(left.Shape.Columns, right.Shape.Columns));
        if (left.Shape.BroadcastsTo(shape) && right.Shape.BroadcastsTo(shape)) return shape;
        throw new ArgumentException($"Cannot {verb} shapes {left.Shape} and {right.Shape}; expected equal shapes, or one of them with a single row or column. Check the widths of the layers before.");
    }
}

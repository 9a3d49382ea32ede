namespace FGan.Data;

/// <summary>A setting of an operation: a number, a whole number or a row of whole numbers.</summary>
public sealed class OnnxAttribute
{
    private const int FloatType = 1, IntType = 2, IntsType = 7;

    private readonly string _name;
    private readonly Action<BinaryWriter> _value;
    private readonly int _type;

    private OnnxAttribute(string name, int type, Action<BinaryWriter> value) => (_name, _type, _value) = (name, type, value);

    /// <summary>A number.</summary>
    /// <param name="name">The name in ONNX, such as <c>alpha</c>.</param>
    /// <param name="value">The number.</param>
    public static OnnxAttribute Float(string name, float value) => new(name, FloatType, writer => writer.WriteFloat(2, value));

    /// <summary>A whole number.</summary>
    /// <param name="name">The name in ONNX, such as <c>axis</c>.</param>
    /// <param name="value">The number.</param>
    public static OnnxAttribute Int(string name, long value) => new(name, IntType, writer => writer.WriteNumber(3, value));

    /// <summary>A row of whole numbers.</summary>
    /// <param name="name">The name in ONNX, such as <c>strides</c>.</param>
    /// <param name="values">The numbers.</param>
    public static OnnxAttribute Ints(string name, params long[] values) => new(name, IntsType, writer =>
    {
        foreach (long value in values) writer.WriteNumber(8, value);
    });

    internal void Write(BinaryWriter writer)
    {
        writer.WriteText(1, _name);
        _value(writer);
        writer.WriteNumber(20, _type);
    }
}

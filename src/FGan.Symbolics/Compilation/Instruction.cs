namespace FGan.Symbolics;

/// <summary>What an instruction of a <see cref="Tape"/> does with its operands.</summary>
internal enum Operation
{
    /// <summary>Loads constant number A.</summary>
    Constant,

    /// <summary>Loads the variable.</summary>
    Variable,

    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
    Sqrt,

    /// <summary>Raises A to the integer B.</summary>
    IntegerPower,

    /// <summary>Raises A to B.</summary>
    Power,

    /// <summary>Applies <see cref="Instruction.Function"/> to A.</summary>
    Apply,

    Max,
    Min,

    /// <summary>C where A &lt; B, else D.</summary>
    Select,
}

/// <summary>One step of a <see cref="Tape"/>; operands are the numbers of earlier steps.</summary>
internal readonly record struct Instruction(Operation Operation, int A, int B = 0, int C = 0, int D = 0, Function Function = Function.Pi)
{
    /// <summary>The steps this one reads.</summary>
    public int OperandCount => Operation switch
    {
        Operation.Constant or Operation.Variable => 0,
        Operation.Negate or Operation.Sqrt or Operation.IntegerPower or Operation.Apply => 1,
        Operation.Select => 4,
        _ => 2,
    };

    public int Operand(int index) => index switch { 0 => A, 1 => B, 2 => C, _ => D };
}

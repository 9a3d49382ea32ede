using System.Collections.Immutable;

namespace FGan.Symbolics;

/// <summary>An expression as a straight list of instructions in which every common part is computed once.</summary>
/// <remarks>
/// This is the one place that decides in which order an expression is computed. Doubles, vectors, intervals and exact numbers all run
/// the same list, so what is verified in one arithmetic is the very computation that another performs.
/// </remarks>
internal sealed class Tape
{
    private Tape(ImmutableArray<Instruction> instructions, ImmutableArray<Expr> constants)
    {
        Instructions = instructions;
        Constants = constants;
        Doubles = [.. constants.Select(ExactValue.Constant)];
    }

    public ImmutableArray<Instruction> Instructions { get; }

    /// <summary>The constants, each an expression without the variable.</summary>
    public ImmutableArray<Expr> Constants { get; }

    /// <summary>The constants, each rounded once to the nearest double.</summary>
    public ImmutableArray<double> Doubles { get; }

    /// <summary>Roughly how long the instructions take, an addition being 1.</summary>
    public int Cost => Instructions.Sum(step => step.Operation switch
    {
        Operation.Constant or Operation.Variable => 0,
        Operation.Apply => step.Function is Function.Abs or Function.Sign ? 1 : step.Function is Function.Exp or Function.Expm1 or Function.Log ? 8 : 14,
        Operation.Power => 30,
        Operation.Divide or Operation.Sqrt or Operation.IntegerPower => 3,
        _ => 1,
    }) + 1;

    /// <summary>Lowers an expression in one variable.</summary>
    /// <exception cref="ArgumentException">Another symbol occurs.</exception>
    public static Tape Of(Expr expression, Symbol variable)
    {
        var builder = new TapeBuilder(variable);
        builder.Finish(expression);
        return new Tape([.. builder.Instructions], [.. builder.Constants]);
    }

    /// <summary>Runs the instructions in some arithmetic; the result is the last register.</summary>
    public T Run<T>(TapeArithmetic<T> arithmetic, T variable, Span<T> registers)
    {
        for (var i = 0; i < Instructions.Length; i++)
        {
            var step = Instructions[i];
            registers[i] = step.Operation switch
            {
                Operation.Constant => arithmetic.Constant(this, step.A),
                Operation.Variable => variable,
                Operation.Negate => arithmetic.Negate(registers[step.A]),
                Operation.Add => arithmetic.Add(registers[step.A], registers[step.B]),
                Operation.Subtract => arithmetic.Subtract(registers[step.A], registers[step.B]),
                Operation.Multiply => step.A == step.B
                    ? arithmetic.Square(registers[step.A])
                    : arithmetic.Multiply(registers[step.A], registers[step.B]),
                Operation.Divide => arithmetic.Divide(registers[step.A], registers[step.B]),
                Operation.Sqrt => arithmetic.Sqrt(registers[step.A]),
                Operation.IntegerPower => arithmetic.IntegerPower(registers[step.A], step.B),
                Operation.Power => arithmetic.Power(registers[step.A], registers[step.B]),
                Operation.Apply => arithmetic.Apply(step.Function, registers[step.A]),
                Operation.Max => arithmetic.Max(registers[step.A], registers[step.B]),
                Operation.Min => arithmetic.Min(registers[step.A], registers[step.B]),
                _ => arithmetic.Select(registers[step.A], registers[step.B], registers[step.C], registers[step.D]),
            };
        }

        return registers[Instructions.Length - 1];
    }
}

/// <summary>The arithmetic that a <see cref="Tape"/> runs in.</summary>
internal abstract class TapeArithmetic<T>
{
    public abstract T Constant(Tape tape, int index);

    public abstract T Negate(T x);

    public abstract T Add(T a, T b);

    public abstract T Subtract(T a, T b);

    public abstract T Multiply(T a, T b);

    public virtual T Square(T x) => Multiply(x, x);

    public abstract T Divide(T a, T b);

    public abstract T Sqrt(T x);

    public abstract T IntegerPower(T x, int exponent);

    public abstract T Power(T x, T exponent);

    public abstract T Apply(Function function, T x);

    public abstract T Max(T a, T b);

    public abstract T Min(T a, T b);

    public abstract T Select(T left, T right, T whenLess, T otherwise);
}

using System.Runtime.InteropServices;

namespace FGan.Symbolics;

/// <summary>Evaluates an expression as it stands, in double precision, or over spans in vector code of either precision.</summary>
/// <remarks>
/// The first few values are interpreted, which costs less than a compilation; a function that is asked for more is compiled through an
/// expression tree into one fused loop, without a call per element.
/// </remarks>
public sealed class CompiledFunction : RealFunction
{
    // A compilation takes about a millisecond, an interpreted value well under a microsecond.
    private const int InterpretedPoints = 512;
    private const int StackRegisters = 128;

    private readonly Symbol _variable;
    private readonly Tape _tape;
    private readonly Lazy<Kernel<double>> _scalar;
    private readonly Lazy<(Kernel<double> Kernel, int Count)> _doubles;
    private readonly Lazy<(Kernel<float> Kernel, int Count)> _floats;
    private readonly Lazy<RealFunction> _derivative;
    private int _interpreted;

    /// <summary>Prepares an expression; nothing is compiled until it pays.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="variable">The only symbol in it.</param>
    /// <exception cref="ArgumentException">Another symbol occurs.</exception>
    public CompiledFunction(Expr expression, Symbol variable)
    {
        ArgumentNullException.ThrowIfNull(expression);
        Expression = expression;
        _variable = variable;
        _tape = Tape.Of(expression, variable);
        _scalar = new(() => KernelCompiler.CompileScalar(_tape));
        _doubles = new(() => KernelCompiler.CompileVector<double>(_tape));
        _floats = new(() => KernelCompiler.CompileVector<float>(_tape));
        _derivative = new(() => new CompiledFunction(Differentiation.Derivative(Expression, _variable), _variable));
    }

    /// <summary>The expression, which is computed as it stands.</summary>
    public Expr Expression { get; }

    /// <inheritdoc/>
    public override string Text => Expression.ToString();

    /// <inheritdoc/>
    public override RealFunction Derivative => _derivative.Value;

    /// <inheritdoc/>
    public override double Evaluate(double x)
    {
        if (_interpreted < InterpretedPoints)
        {
            _interpreted++;
            return Interpret(x);
        }

        var y = 0.0;
        _scalar.Value(ref x, ref y, 1);
        return y;
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<double> x, Span<double> y)
    {
        RequireEqualLengths(x.Length, y.Length);
        if (!_doubles.IsValueCreated && x.Length + _interpreted < InterpretedPoints)
        {
            _interpreted += x.Length;
            for (var i = 0; i < x.Length; i++) y[i] = Interpret(x[i]);
            return;
        }

        Run(_doubles.Value, x, y);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<float> x, Span<float> y)
    {
        RequireEqualLengths(x.Length, y.Length);
        Run(_floats.Value, x, y);
    }

    // The kernel takes whole registers; what is left over goes through a padded one.
    private static void Run<T>((Kernel<T> Kernel, int Count) compiled, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged
    {
        var whole = x.Length - (x.Length % compiled.Count);
        if (whole > 0) compiled.Kernel(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(y), whole);
        if (whole == x.Length) return;
        Span<T> rest = stackalloc T[compiled.Count];
        rest.Fill(x[^1]);
        x[whole..].CopyTo(rest);
        compiled.Kernel(ref rest[0], ref rest[0], compiled.Count);
        rest[..(x.Length - whole)].CopyTo(y[whole..]);
    }

    private double Interpret(double x)
    {
        var count = _tape.Instructions.Length;
        var registers = count <= StackRegisters ? stackalloc double[StackRegisters] : new double[count];
        return _tape.Run(DoubleArithmetic.Instance, x, registers);
    }
}

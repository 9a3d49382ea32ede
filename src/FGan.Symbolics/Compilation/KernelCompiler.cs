using System.Linq.Expressions;
using System.Runtime.Intrinsics;
using Node = System.Linq.Expressions.Expression;

namespace FGan.Symbolics;

/// <summary>Evaluates a function at <paramref name="length"/> points, a multiple of the kernel's width.</summary>
internal delegate void Kernel<T>(ref T points, ref T values, int length);

/// <summary>Compiles tapes into loops over registers by way of expression trees.</summary>
internal static class KernelCompiler
{
    /// <summary>The widest registers that this machine computes with, in bits.</summary>
    public static int Width { get; } =
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    public static Kernel<double> CompileScalar(Tape tape) => KernelCompiler<ScalarLanes, double>.Compile(tape);

    /// <summary>Compiles for the widest registers; gives the width in elements beside the kernel.</summary>
    public static (Kernel<T> Kernel, int Count) CompileVector<T>(Tape tape)
        where T : unmanaged => Width switch
        {
            512 => (KernelCompiler<Lanes512<T>, T>.Compile(tape), Lanes512<T>.Count),
            256 => (KernelCompiler<Lanes256<T>, T>.Compile(tape), Lanes256<T>.Count),
            _ => (KernelCompiler<Lanes128<T>, T>.Compile(tape), Lanes128<T>.Count),
        };
}

/// <summary>The compiler for one kind of register.</summary>
internal static class KernelCompiler<L, T>
    where L : struct, ILanes<L, T>
    where T : unmanaged
{
    /// <summary>Builds <c>for (i = 0; i &lt; length; i += Count) values[i] = f(points[i])</c> with one local for every instruction.</summary>
    public static Kernel<T> Compile(Tape tape)
    {
        var points = Node.Parameter(typeof(T).MakeByRefType(), "points");
        var values = Node.Parameter(typeof(T).MakeByRefType(), "values");
        var length = Node.Parameter(typeof(int), "length");
        var index = Node.Variable(typeof(int), "i");
        var registers = tape.Instructions.Select((_, i) => Node.Variable(typeof(L), "r" + i)).ToArray();
        var (before, body) = (new List<Node>(), new List<Node>());
        for (var i = 0; i < registers.Length; i++)
        {
            var step = tape.Instructions[i];
            var value = step.Operation == Operation.Variable
                ? Node.Call(Method(nameof(ILanes<,>.Load)), points, index)
                : Translate(tape, step, registers);
            (step.Operation == Operation.Constant ? before : body).Add(Node.Assign(registers[i], value));
        }

        body.Add(Node.Call(Method(nameof(ILanes<,>.Store)), registers[^1], values, index));
        body.Add(Node.AddAssign(index, Node.Constant(L.Count)));
        var done = Node.Label();
        before.Add(Node.Assign(index, Node.Constant(0)));
        before.Add(Node.Loop(Node.IfThenElse(Node.LessThan(index, length), Node.Block(body), Node.Break(done)), done));
        return Node.Lambda<Kernel<T>>(Node.Block([index, .. registers], before), points, values, length).Compile();
    }

    private static Node Translate(Tape tape, Instruction step, ParameterExpression[] r) => step.Operation switch
    {
        Operation.Constant => Node.Call(Method(nameof(ILanes<,>.Broadcast)), Node.Constant(tape.Doubles[step.A])),
        Operation.Negate => Node.Negate(r[step.A]),
        Operation.Add => Node.Add(r[step.A], r[step.B]),
        Operation.Subtract => Node.Subtract(r[step.A], r[step.B]),
        Operation.Multiply => Node.Multiply(r[step.A], r[step.B]),
        Operation.Divide => Node.Divide(r[step.A], r[step.B]),
        Operation.Sqrt => Node.Call(Method(nameof(ILanes<,>.Sqrt)), r[step.A]),
        Operation.IntegerPower =>
            Node.Call(typeof(LaneMath<L, T>), nameof(LaneMath<,>.IntegerPower), null, r[step.A], Node.Constant(step.B)),
        Operation.Power => Node.Call(Method(nameof(ILanes<,>.Pow)), r[step.A], r[step.B]),
        Operation.Max => Node.Call(Method(nameof(ILanes<,>.Max)), r[step.A], r[step.B]),
        Operation.Min => Node.Call(Method(nameof(ILanes<,>.Min)), r[step.A], r[step.B]),
        Operation.Select => Node.Call(Method(nameof(ILanes<,>.SelectLess)), r[step.A], r[step.B], r[step.C], r[step.D]),
        _ => Node.Call(FunctionMethod(step.Function), r[step.A]),
    };

    private static System.Reflection.MethodInfo FunctionMethod(Function function) => function switch
    {
        Function.Abs or Function.Exp or Function.Log => Method(function.ToString()),
        Function.Sin => Lanewise<Sine>(),
        Function.Cos => Lanewise<Cosine>(),
        Function.Tan => Lanewise<Tangent>(),
        Function.LambertW => Lanewise<Lambert>(),
        Function.LowerLambertW => Lanewise<LowerLambert>(),
        _ => typeof(LaneMath<L, T>).GetMethod(function.ToString())!,
    };

    private static System.Reflection.MethodInfo Method(string name) => typeof(L).GetMethod(name)!;

    private static System.Reflection.MethodInfo Lanewise<TFunction>()
        where TFunction : struct, IScalarFunction => Method(nameof(ILanes<,>.Map)).MakeGenericMethod(typeof(TFunction));

    private readonly struct Sine : IScalarFunction
    {
        public static double Invoke(double x) => Math.Sin(x);
    }

    private readonly struct Cosine : IScalarFunction
    {
        public static double Invoke(double x) => Math.Cos(x);
    }

    private readonly struct Tangent : IScalarFunction
    {
        public static double Invoke(double x) => Math.Tan(x);
    }

    private readonly struct Lambert : IScalarFunction
    {
        public static double Invoke(double x) => RealPrimitives.LambertW(x, lower: false);
    }

    private readonly struct LowerLambert : IScalarFunction
    {
        public static double Invoke(double x) => RealPrimitives.LambertW(x, lower: true);
    }
}

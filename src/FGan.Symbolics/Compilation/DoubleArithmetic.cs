namespace FGan.Symbolics;

/// <summary>Runs tapes in double precision, for functions that are not yet worth compiling.</summary>
internal sealed class DoubleArithmetic : TapeArithmetic<double>
{
    public static DoubleArithmetic Instance { get; } = new();

    public override double Constant(Tape tape, int index) => tape.Doubles[index];

    public override double Negate(double x) => -x;

    public override double Add(double a, double b) => a + b;

    public override double Subtract(double a, double b) => a - b;

    public override double Multiply(double a, double b) => a * b;

    public override double Divide(double a, double b) => a / b;

    public override double Sqrt(double x) => Math.Sqrt(x);

    public override double IntegerPower(double x, int exponent) => LaneMath<ScalarLanes, double>.IntegerPower(new(x), exponent).Value;

    public override double Power(double x, double exponent) => Math.Pow(x, exponent);

    public override double Apply(Function function, double x) => RealPrimitives.Apply(function, x);

    public override double Max(double a, double b) => Math.Max(a, b);

    public override double Min(double a, double b) => Math.Min(a, b);

    public override double Select(double left, double right, double whenLess, double otherwise) => left < right ? whenLess : otherwise;
}

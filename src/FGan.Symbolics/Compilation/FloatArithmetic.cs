namespace FGan.Symbolics;

/// <summary>Runs tapes with every step rounded to single precision, as the float kernels do.</summary>
/// <remarks>
/// A double holds more than twice the digits of a float, so + − · / and √ come out exactly as in float arithmetic. The functions come out
/// correctly rounded, which the kernels' miss by a unit or two.
/// </remarks>
internal sealed class FloatArithmetic : TapeArithmetic<double>
{
    public static FloatArithmetic Instance { get; } = new();

    public override double Constant(Tape tape, int index) => (float)tape.Doubles[index];

    public override double Negate(double x) => -x;

    public override double Add(double a, double b) => (float)(a + b);

    public override double Subtract(double a, double b) => (float)(a - b);

    public override double Multiply(double a, double b) => (float)(a * b);

    public override double Divide(double a, double b) => (float)(a / b);

    public override double Sqrt(double x) => (float)Math.Sqrt(x);

    public override double IntegerPower(double x, int exponent)
    {
        var result = 1.0;
        for (var left = Math.Abs(exponent); ; x = (float)(x * x))
        {
            if ((left & 1) != 0) result = (float)(result * x);
            left >>= 1;
            if (left == 0) return exponent < 0 ? (float)(1 / result) : result;
        }
    }

    public override double Power(double x, double exponent) => (float)Math.Pow(x, exponent);

    public override double Apply(Function function, double x) => (float)RealPrimitives.Apply(function, x);

    public override double Max(double a, double b) => Math.Max(a, b);

    public override double Min(double a, double b) => Math.Min(a, b);

    public override double Select(double left, double right, double whenLess, double otherwise) => left < right ? whenLess : otherwise;
}

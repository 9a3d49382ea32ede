using FGan.Neural;

namespace FGan;

/// <summary>V = asinh w: near the identity at 0, logarithmic far out, so that e^V is at most 2|w| + 1.</summary>
internal sealed class LogarithmicScale : Module
{
    public override Value Forward(Value x, Mode mode) => x.Apply(InverseHyperbolicSine.Function);
}

/// <summary>asinh x, with derivative 1/√(1 + x²) and so on.</summary>
internal sealed class InverseHyperbolicSine : ElementwiseFunction
{
    public static readonly InverseHyperbolicSine Function = new();

    public override string Name => "asinh x";

    public override ElementwiseFunction Derivative => OddPower.First;

    public override void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++) y[i] = MathF.Asinh(x[i]);
    }
}

/// <summary>p(x)·(1 + x²)^(−n/2), n odd and p a polynomial: the form that every derivative of asinh has.</summary>
/// <remarks>(p·(1 + x²)^(−n/2))' = (p'·(1 + x²) − n·x·p)·(1 + x²)^(−(n + 2)/2).</remarks>
internal sealed class OddPower : ElementwiseFunction
{
    /// <summary>1/√(1 + x²), the first derivative.</summary>
    public static readonly OddPower First = new([1f], 1);

    private readonly float[] _polynomial;
    private readonly int _power;
    private readonly Lazy<OddPower> _derivative;

    private OddPower(float[] polynomial, int power)
    {
        (_polynomial, _power) = (polynomial, power);
        _derivative = new Lazy<OddPower>(() => new OddPower(DerivativeNumerator(), _power + 2));
    }

    public override string Name => $"asinh⁽ⁿ⁾ x, n = {(_power + 1) / 2}";

    public override ElementwiseFunction Derivative => _derivative.Value;

    public override void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++) y[i] = At(x[i]);
    }

    /// <summary>Horner's scheme in s = x/√(1 + x²) and c = 1/√(1 + x²), both at most 1, so that no power overflows.</summary>
    private float At(float x)
    {
        float c = 1f / MathF.Sqrt(1f + x * x), s = x * c, sum = _polynomial[^1], power = 1f;
        for (int k = _polynomial.Length - 2; k >= 0; k--)
        {
            power *= c;
            sum = sum * s + _polynomial[k] * power;
        }

        for (int i = _polynomial.Length - 1; i < _power; i++) sum *= c;
        return sum;
    }

    private float[] DerivativeNumerator()
    {
        var result = new float[_polynomial.Length + 1];
        for (int k = 0; k < _polynomial.Length; k++)
        {
            if (k > 0)
            {
                result[k - 1] += k * _polynomial[k];
                result[k + 1] += k * _polynomial[k];
            }

            result[k + 1] -= _power * _polynomial[k];
        }

        return result;
    }
}

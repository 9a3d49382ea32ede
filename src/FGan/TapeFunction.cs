using System.Runtime.CompilerServices;
using FGan.Neural;
using FGan.Symbolics;

namespace FGan;

/// <summary>Puts a compiled real function, such as a term of an f-GAN's objective, on a tape.</summary>
internal sealed class TapeFunction : ElementwiseFunction
{
    private static readonly ConditionalWeakTable<RealFunction, TapeFunction> Known = [];

    private readonly RealFunction _function;
    private readonly Lazy<TapeFunction> _derivative;

    private TapeFunction(RealFunction function)
    {
        _function = function;
        _derivative = new Lazy<TapeFunction>(() => new TapeFunction(_function.Derivative));
    }

    public override string Name => _function.Text;

    public override ElementwiseFunction Derivative => _derivative.Value;

    /// <summary>The one tape function of a real function: a tape tells functions apart by identity.</summary>
    public static TapeFunction Of(RealFunction function) => Known.GetValue(function, f => new TapeFunction(f));

    public override void Apply(ReadOnlySpan<float> x, Span<float> y) => _function.Evaluate(x, y);
}

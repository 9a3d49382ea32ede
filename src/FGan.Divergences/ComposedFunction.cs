using FGan.Symbolics;

namespace FGan.Divergences;

/// <summary>outer(inner(x)), with the chain rule for its derivatives.</summary>
internal sealed class ComposedFunction(RealFunction outer, RealFunction inner) : RealFunction
{
    public override string Text => $"g({inner.Text}) with g(t) = {outer.Text}";

    public override RealFunction Derivative => new ProductFunction(new ComposedFunction(outer.Derivative, inner), inner.Derivative);

    public override double Evaluate(double x) => outer.Evaluate(inner.Evaluate(x));
}

/// <summary>a(x)·b(x), 0 where either factor is.</summary>
internal sealed class ProductFunction(RealFunction a, RealFunction b) : RealFunction
{
    public override string Text => $"({a.Text})*({b.Text})";

    public override RealFunction Derivative =>
        new SumFunction(new ProductFunction(a.Derivative, b), new ProductFunction(a, b.Derivative));

    public override double Evaluate(double x)
    {
        var (left, right) = (a.Evaluate(x), b.Evaluate(x));
        return left == 0 || right == 0 ? 0 : left * right;
    }
}

/// <summary>a(x) + b(x).</summary>
internal sealed class SumFunction(RealFunction a, RealFunction b) : RealFunction
{
    public override string Text => $"({a.Text})+({b.Text})";

    public override RealFunction Derivative => new SumFunction(a.Derivative, b.Derivative);

    public override double Evaluate(double x) => a.Evaluate(x) + b.Evaluate(x);
}

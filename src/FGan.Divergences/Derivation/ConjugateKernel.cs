using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>
/// The closed form of g where it agrees with the numerical supremum, that supremum elsewhere. A formula such as
/// t + ω(1−t) + 1/ω(1−t) − 2 loses digits far out, where the search by log u does not.
/// </summary>
/// <param name="closedForm">g as a formula.</param>
/// <param name="numerical">g as a supremum.</param>
/// <param name="slopes">The t at which the two are compared.</param>
/// <param name="reach">Beyond this |t| the closed form is not asked.</param>
internal sealed class ConjugateKernel(RealFunction closedForm, RealFunction numerical, IEnumerable<double> slopes, double reach) : RealFunction
{
    private const double Agreement = 1e-12;

    private readonly Lazy<bool> _agrees = new(() => slopes.Where(t => double.IsFinite(t) && Math.Abs(t) <= reach)
        .All(t => Agree(closedForm.Evaluate(t), numerical.Evaluate(t))));

    public override string Text => closedForm.Text;

    public override RealFunction Derivative => new ConjugateKernel(closedForm.Derivative, numerical.Derivative, slopes, reach);

    public override double Evaluate(double x) =>
        Math.Abs(x) <= reach && _agrees.Value ? closedForm.Evaluate(x) : numerical.Evaluate(x);

    private static bool Agree(double closed, double numerical) =>
        closed.Equals(numerical) || Math.Abs(closed - numerical) <= Agreement * Math.Max(0.01, Math.Abs(numerical));
}

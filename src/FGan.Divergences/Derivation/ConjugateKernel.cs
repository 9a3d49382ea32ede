using FGan.Symbolics;

namespace FGan.Divergences.Derivation;

/// <summary>
/// The closed form of g where it is measured to be accurate, the numerical supremum beyond. On a domain without ends a
/// formula such as t + ω(1−t) + 1/ω(1−t) − 2 loses digits far out, where the search by log u does not.
/// </summary>
internal sealed class ConjugateKernel(RealFunction closedForm, RealFunction numerical) : RealFunction
{
    private const double Measured = 64;

    public override string Text => closedForm.Text;

    public override RealFunction Derivative => new ConjugateKernel(closedForm.Derivative, numerical.Derivative);

    public override double Evaluate(double x) => Math.Abs(x) <= Measured ? closedForm.Evaluate(x) : numerical.Evaluate(x);
}

using FGan.Symbolics;
using static System.Math;
using static FGan.Divergences.Tests.Oracles.Stable;

namespace FGan.Divergences.Tests.Oracles;

/// <summary>The original GAN: twice Jensen–Shannon up to c·(u−1).</summary>
internal static class ClassicGan
{
    public static FDivergence Create()
    {
        var table = new OutputActivation(OutputActivationKind.Table, new ClosedForm<TableActivation>(),
            new ClosedForm<TableComposition>(), threshold: 0);
        var logRatio = new OutputActivation(OutputActivationKind.LogRatio, new ClosedForm<LogRatioActivation>(),
            new ClosedForm<LogRatioComposition>(), threshold: 0);
        return new FDivergence()
        {
            Id = "gan",
            Name = "Classic GAN",
            Aliases = ["goodfellow"],
            F = new ClosedForm<Function>(),
            Formula = Function.Text,
            Expression = Expr.Parse(Function.Text),
            Convexity = new Convexity(ConvexityVerdict.Proved, "typed by hand"),
            IsStrictlyConvexAtOne = true,
            Conjugate = new ConvexConjugate(new ClosedForm<ConjugateInside>(),
                new EffectiveDomain(double.NegativeInfinity, 0),
                below: -2 * Ln2, atUpper: double.PositiveInfinity),
            TableActivation = table,
            LogRatioActivation = logRatio,
            SlopeAtOne = -Ln2,
            IsSymmetric = true,
            LimitAtZero = 2 * Ln2,
            AdjointLimitAtZero = 0,
        };
    }

    private readonly struct Function : IClosedForm
    {
        public static string Text => "u*log(u)-(u+1)*log(u+1)+2*log(2)";

        public static double Value(double u) => 2 * JensenShannonFunction(u) - Ln2 * (u - 1);

        public static double Slope(double u) => -Log1p(1 / u);

        public static double Curvature(double u) => 1 / (u * (1 + u));
    }

    private readonly struct ConjugateInside : IClosedForm
    {
        public static string Text => "-log(1-exp(t))-2*log(2)";

        public static double Value(double t) => -Log(-Expm1(t)) - 2 * Ln2;

        public static double Slope(double t) => Exp(t) / -Expm1(t);

        public static double Curvature(double t) => Exp(t) / Square(Expm1(t));
    }

    private readonly struct TableActivation : IClosedForm
    {
        public static string Text => "-softplus(-v)";

        public static double Value(double v) => -Softplus(-v);

        public static double Slope(double v) => Sigmoid(-v);

        public static double Curvature(double v) => -Sigmoid(v) * Sigmoid(-v);
    }

    private readonly struct TableComposition : IClosedForm
    {
        public static string Text => "softplus(v)-2*log(2)";

        public static double Value(double v) => Softplus(v) - 2 * Ln2;

        public static double Slope(double v) => Sigmoid(v);

        public static double Curvature(double v) => Sigmoid(v) * Sigmoid(-v);
    }

    private readonly struct LogRatioActivation : IClosedForm
    {
        public static string Text => "-softplus(-v)";

        public static double Value(double v) => -Softplus(-v);

        public static double Slope(double v) => Sigmoid(-v);

        public static double Curvature(double v) => -Sigmoid(v) * Sigmoid(-v);
    }

    private readonly struct LogRatioComposition : IClosedForm
    {
        public static string Text => "softplus(v)-2*log(2)";

        public static double Value(double v) => Softplus(v) - 2 * Ln2;

        public static double Slope(double v) => Sigmoid(v);

        public static double Curvature(double v) => Sigmoid(v) * Sigmoid(-v);
    }
}

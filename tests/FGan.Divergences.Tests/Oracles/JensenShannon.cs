using FGan.Symbolics;
using static System.Math;
using static FGan.Divergences.Tests.Oracles.Stable;

namespace FGan.Divergences.Tests.Oracles;

/// <summary>Jensen–Shannon, at most log 2: half of what the f-GAN paper calls by that name.</summary>
internal static class JensenShannon
{
    public static FDivergence Create()
    {
        var table = new OutputActivation(OutputActivationKind.Table, new ClosedForm<TableActivation>(),
            new ClosedForm<TableComposition>(), threshold: 0);
        var logRatio = new OutputActivation(OutputActivationKind.LogRatio, new ClosedForm<LogRatioActivation>(),
            new ClosedForm<LogRatioComposition>(), threshold: 0);
        return new FDivergence()
        {
            Id = "jensen-shannon",
            Name = "Jensen–Shannon",
            Aliases = ["js", "jsd"],
            F = new ClosedForm<Function>(),
            Formula = Function.Text,
            Expression = Expr.Parse(Function.Text),
            Convexity = new Convexity(ConvexityVerdict.Proved, "typed by hand"),
            IsStrictlyConvexAtOne = true,
            Conjugate = new ConvexConjugate(new ClosedForm<ConjugateInside>(),
                new EffectiveDomain(double.NegativeInfinity, Ln2 / 2) { UpperText = "log(2)/2" },
                below: -Ln2 / 2, atUpper: double.PositiveInfinity),
            TableActivation = table,
            LogRatioActivation = logRatio,
            SlopeAtOne = 0,
            IsSymmetric = true,
            LimitAtZero = Ln2 / 2,
            AdjointLimitAtZero = Ln2 / 2,
        };
    }

    private readonly struct Function : IClosedForm
    {
        public static string Text => "-(u+1)/2*log((1+u)/2)+u/2*log(u)";

        public static double Value(double u) => JensenShannonFunction(u);

        public static double Slope(double u) => Log(2 * u / (1 + u)) / 2;

        public static double Curvature(double u) => 0.5 / (u * (1 + u));
    }

    private readonly struct ConjugateInside : IClosedForm
    {
        public static string Text => "-log(2-exp(2*t))/2";

        public static double Value(double t) => -Log1p(-Expm1(2 * t)) / 2;

        public static double Slope(double t) => Exp(2 * t) / (1 - Expm1(2 * t));

        public static double Curvature(double t) => 4 * Exp(2 * t) / Square(1 - Expm1(2 * t));
    }

    private readonly struct TableActivation : IClosedForm
    {
        public static string Text => "log(2)/2-softplus(-v)/2";

        public static double Value(double v) => (Ln2 - Softplus(-v)) / 2;

        public static double Slope(double v) => Sigmoid(-v) / 2;

        public static double Curvature(double v) => -Sigmoid(v) * Sigmoid(-v) / 2;
    }

    private readonly struct TableComposition : IClosedForm
    {
        public static string Text => "softplus(v)/2-log(2)/2";

        public static double Value(double v) => (Softplus(v) - Ln2) / 2;

        public static double Slope(double v) => Sigmoid(v) / 2;

        public static double Curvature(double v) => Sigmoid(v) * Sigmoid(-v) / 2;
    }

    private readonly struct LogRatioActivation : IClosedForm
    {
        public static string Text => "log(2)/2-softplus(-v)/2";

        public static double Value(double v) => (Ln2 - Softplus(-v)) / 2;

        public static double Slope(double v) => Sigmoid(-v) / 2;

        public static double Curvature(double v) => -Sigmoid(v) * Sigmoid(-v) / 2;
    }

    private readonly struct LogRatioComposition : IClosedForm
    {
        public static string Text => "softplus(v)/2-log(2)/2";

        public static double Value(double v) => (Softplus(v) - Ln2) / 2;

        public static double Slope(double v) => Sigmoid(v) / 2;

        public static double Curvature(double v) => Sigmoid(v) * Sigmoid(-v) / 2;
    }
}

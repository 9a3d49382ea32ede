using FGan.Symbolics;
using static System.Math;
using static FGan.Divergences.Tests.Oracles.Stable;

namespace FGan.Divergences.Tests.Oracles;

/// <summary>∫ (p−q)²/p, which much of the literature calls Neyman.</summary>
internal static class Pearson
{
    public static FDivergence Create()
    {
        var table = new OutputActivation(OutputActivationKind.Table, new ClosedForm<TableActivation>(),
            new ClosedForm<TableComposition>(), threshold: 0);
        var logRatio = new OutputActivation(OutputActivationKind.LogRatio, new ClosedForm<LogRatioActivation>(),
            new ClosedForm<LogRatioComposition>(), threshold: 0);
        return new FDivergence()
        {
            Id = "pearson",
            Name = "Pearson χ² (over p)",
            Aliases = ["chi2-over-p"],
            F = new ClosedForm<Function>(),
            Formula = Function.Text,
            Expression = Expr.Parse(Function.Text),
            Convexity = new Convexity(ConvexityVerdict.Proved, "typed by hand"),
            IsStrictlyConvexAtOne = true,
            Conjugate = new ConvexConjugate(new ClosedForm<ConjugateInside>(),
                new EffectiveDomain(double.NegativeInfinity, 1),
                below: double.NegativeInfinity, atUpper: 2),
            TableActivation = table,
            LogRatioActivation = logRatio,
            SlopeAtOne = 0,
            IsSymmetric = false,
            LimitAtZero = double.PositiveInfinity,
            AdjointLimitAtZero = 1,
        };
    }

    private readonly struct Function : IClosedForm
    {
        public static string Text => "(1-u)^2/u";

        public static double Value(double u) => (1 - u) / u * (1 - u);

        public static double Slope(double u) => (u - 1) / u * ((u + 1) / u);

        public static double Curvature(double u) => 2 / (u * u * u);
    }

    private readonly struct ConjugateInside : IClosedForm
    {
        public static string Text => "2-2*sqrt(1-t)";

        public static double Value(double t) => 2 * t / (1 + Sqrt(1 - t));

        public static double Slope(double t) => 1 / Sqrt(1 - t);

        public static double Curvature(double t) => 0.5 / ((1 - t) * Sqrt(1 - t));
    }

    private readonly struct TableActivation : IClosedForm
    {
        public static string Text => "1-exp(v)";

        public static double Value(double v) => -Expm1(v);

        public static double Slope(double v) => -Exp(v);

        public static double Curvature(double v) => -Exp(v);
    }

    private readonly struct TableComposition : IClosedForm
    {
        public static string Text => "2-2*exp(v/2)";

        public static double Value(double v) => -2 * Expm1(v / 2);

        public static double Slope(double v) => -Exp(v / 2);

        public static double Curvature(double v) => -Exp(v / 2) / 2;
    }

    private readonly struct LogRatioActivation : IClosedForm
    {
        public static string Text => "1-exp(-2*v)";

        public static double Value(double v) => -Expm1(-2 * v);

        public static double Slope(double v) => 2 * Exp(-2 * v);

        public static double Curvature(double v) => -4 * Exp(-2 * v);
    }

    private readonly struct LogRatioComposition : IClosedForm
    {
        public static string Text => "2-2*exp(-v)";

        public static double Value(double v) => -2 * Expm1(-v);

        public static double Slope(double v) => 2 * Exp(-v);

        public static double Curvature(double v) => -2 * Exp(-v);
    }
}

using FGan.Symbolics;
using static System.Math;
using static FGan.Divergences.Tests.Oracles.Stable;

namespace FGan.Divergences.Tests.Oracles;

/// <summary>∫ (p−q)²/q, which much of the literature calls Pearson.</summary>
internal static class Neyman
{
    public static FDivergence Create()
    {
        var table = new OutputActivation(OutputActivationKind.Table, new ClosedForm<TableActivation>(),
            new ClosedForm<TableComposition>(), threshold: Ln2);
        var logRatio = new OutputActivation(OutputActivationKind.LogRatio, new ClosedForm<LogRatioActivation>(),
            new ClosedForm<LogRatioComposition>(), threshold: 0);
        return new FDivergence()
        {
            Id = "neyman",
            Name = "Neyman χ² (over q)",
            Aliases = ["chi2-over-q"],
            F = new ClosedForm<Function>(),
            Formula = Function.Text,
            Expression = Expr.Parse(Function.Text),
            Convexity = new Convexity(ConvexityVerdict.Proved, "typed by hand"),
            IsStrictlyConvexAtOne = true,
            Conjugate = new ConvexConjugate(new ClosedForm<ConjugateInside>(),
                new EffectiveDomain(-2, double.PositiveInfinity),
                below: -1, atUpper: double.PositiveInfinity),
            TableActivation = table,
            LogRatioActivation = logRatio,
            SlopeAtOne = 0,
            IsSymmetric = false,
            LimitAtZero = 1,
            AdjointLimitAtZero = double.PositiveInfinity,
        };
    }

    private readonly struct Function : IClosedForm
    {
        public static string Text => "(u-1)^2";

        public static double Value(double u) => (u - 1) * (u - 1);

        public static double Slope(double u) => 2 * (u - 1);

        public static double Curvature(double u) => 2;
    }

    private readonly struct ConjugateInside : IClosedForm
    {
        public static string Text => "t^2/4+t";

        public static double Value(double t) => t * (t / 4 + 1);

        public static double Slope(double t) => t / 2 + 1;

        public static double Curvature(double t) => 0.5;
    }

    private readonly struct TableActivation : IClosedForm
    {
        public static string Text => "exp(v)-2";

        public static double Value(double v) => Exp(v) - 2;

        public static double Slope(double v) => Exp(v);

        public static double Curvature(double v) => Exp(v);
    }

    private readonly struct TableComposition : IClosedForm
    {
        public static string Text => "exp(2*v)/4-1";

        public static double Value(double v) => Exp(2 * v) / 4 - 1;

        public static double Slope(double v) => Exp(2 * v) / 2;

        public static double Curvature(double v) => Exp(2 * v);
    }

    private readonly struct LogRatioActivation : IClosedForm
    {
        public static string Text => "2*exp(v)-2";

        public static double Value(double v) => 2 * Expm1(v);

        public static double Slope(double v) => 2 * Exp(v);

        public static double Curvature(double v) => 2 * Exp(v);
    }

    private readonly struct LogRatioComposition : IClosedForm
    {
        public static string Text => "exp(2*v)-1";

        public static double Value(double v) => Expm1(2 * v);

        public static double Slope(double v) => 2 * Exp(2 * v);

        public static double Curvature(double v) => 4 * Exp(2 * v);
    }
}

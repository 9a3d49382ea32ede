using FGan.Symbolics;
using static System.Math;
using static FGan.Divergences.Tests.Oracles.Stable;

namespace FGan.Divergences.Tests.Oracles;

/// <summary>Squared Hellinger, ∫ (√p−√q)².</summary>
internal static class SquaredHellinger
{
    public static FDivergence Create()
    {
        var table = new OutputActivation(OutputActivationKind.Table, new ClosedForm<TableActivation>(),
            new ClosedForm<TableComposition>(), threshold: 0);
        var logRatio = new OutputActivation(OutputActivationKind.LogRatio, new ClosedForm<LogRatioActivation>(),
            new ClosedForm<LogRatioComposition>(), threshold: 0);
        return new FDivergence()
        {
            Id = "squared-hellinger",
            Name = "Squared Hellinger",
            Aliases = ["hellinger", "hellinger2"],
            F = new ClosedForm<Function>(),
            Formula = Function.Text,
            Expression = Expr.Parse(Function.Text),
            Convexity = new Convexity(ConvexityVerdict.Proved, "typed by hand"),
            IsStrictlyConvexAtOne = true,
            Conjugate = new ConvexConjugate(new ClosedForm<ConjugateInside>(),
                new EffectiveDomain(double.NegativeInfinity, 1),
                below: -1, atUpper: double.PositiveInfinity),
            TableActivation = table,
            LogRatioActivation = logRatio,
            SlopeAtOne = 0,
            IsSymmetric = true,
            LimitAtZero = 1,
            AdjointLimitAtZero = 1,
        };
    }

    private readonly struct Function : IClosedForm
    {
        public static string Text => "(sqrt(u)-1)^2";

        public static double Value(double u) => Square((u - 1) / (Sqrt(u) + 1));

        public static double Slope(double u) => (u - 1) / (Sqrt(u) * (Sqrt(u) + 1));

        public static double Curvature(double u) => 0.5 / (u * Sqrt(u));
    }

    private readonly struct ConjugateInside : IClosedForm
    {
        public static string Text => "t/(1-t)";

        public static double Value(double t) => t / (1 - t);

        public static double Slope(double t) => 1 / ((1 - t) * (1 - t));

        public static double Curvature(double t) => 2 / ((1 - t) * (1 - t) * (1 - t));
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
        public static string Text => "exp(-v)-1";

        public static double Value(double v) => Expm1(-v);

        public static double Slope(double v) => -Exp(-v);

        public static double Curvature(double v) => Exp(-v);
    }

    private readonly struct LogRatioActivation : IClosedForm
    {
        public static string Text => "1-exp(-v/2)";

        public static double Value(double v) => -Expm1(-v / 2);

        public static double Slope(double v) => Exp(-v / 2) / 2;

        public static double Curvature(double v) => -Exp(-v / 2) / 4;
    }

    private readonly struct LogRatioComposition : IClosedForm
    {
        public static string Text => "exp(v/2)-1";

        public static double Value(double v) => Expm1(v / 2);

        public static double Slope(double v) => Exp(v / 2) / 2;

        public static double Curvature(double v) => Exp(v / 2) / 4;
    }
}

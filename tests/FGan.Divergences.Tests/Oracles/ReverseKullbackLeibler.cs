using FGan.Symbolics;
using static System.Math;
using static FGan.Divergences.Tests.Oracles.Stable;

namespace FGan.Divergences.Tests.Oracles;

/// <summary>Reverse Kullback–Leibler, ∫ q log(q/p).</summary>
internal static class ReverseKullbackLeibler
{
    public static FDivergence Create()
    {
        var table = new OutputActivation(OutputActivationKind.Table, new ClosedForm<TableActivation>(),
            new ClosedForm<TableComposition>(), threshold: 0);
        var logRatio = new OutputActivation(OutputActivationKind.LogRatio, new ClosedForm<LogRatioActivation>(),
            new ClosedForm<LogRatioComposition>(), threshold: 0);
        return new FDivergence()
        {
            Id = "reverse-kl",
            Name = "Reverse Kullback–Leibler",
            Aliases = ["rkl"],
            F = new ClosedForm<Function>(),
            Formula = Function.Text,
            Expression = Expr.Parse(Function.Text),
            Convexity = new Convexity(ConvexityVerdict.Proved, "typed by hand"),
            IsStrictlyConvexAtOne = true,
            Conjugate = new ConvexConjugate(new ClosedForm<ConjugateInside>(),
                new EffectiveDomain(double.NegativeInfinity, 0),
                below: double.NegativeInfinity, atUpper: double.PositiveInfinity),
            TableActivation = table,
            LogRatioActivation = logRatio,
            SlopeAtOne = -1,
            IsSymmetric = false,
            LimitAtZero = double.PositiveInfinity,
            AdjointLimitAtZero = 0,
        };
    }

    private readonly struct Function : IClosedForm
    {
        public static string Text => "-log(u)";

        public static double Value(double u) => -Log(u);

        public static double Slope(double u) => -1 / u;

        public static double Curvature(double u) => 1 / (u * u);
    }

    private readonly struct ConjugateInside : IClosedForm
    {
        public static string Text => "-1-log(-t)";

        public static double Value(double t) => -1 - Log(-t);

        public static double Slope(double t) => -1 / t;

        public static double Curvature(double t) => 1 / (t * t);
    }

    private readonly struct TableActivation : IClosedForm
    {
        public static string Text => "-exp(v)";

        public static double Value(double v) => -Exp(v);

        public static double Slope(double v) => -Exp(v);

        public static double Curvature(double v) => -Exp(v);
    }

    private readonly struct TableComposition : IClosedForm
    {
        public static string Text => "-1-v";

        public static double Value(double v) => -1 - v;

        public static double Slope(double v) => -1;

        public static double Curvature(double v) => 0;
    }

    private readonly struct LogRatioActivation : IClosedForm
    {
        public static string Text => "-exp(-v)";

        public static double Value(double v) => -Exp(-v);

        public static double Slope(double v) => Exp(-v);

        public static double Curvature(double v) => -Exp(-v);
    }

    private readonly struct LogRatioComposition : IClosedForm
    {
        public static string Text => "v-1";

        public static double Value(double v) => v - 1;

        public static double Slope(double v) => 1;

        public static double Curvature(double v) => 0;
    }
}

using FGan.Symbolics;
using static System.Math;
using static FGan.Divergences.Tests.Oracles.Stable;

namespace FGan.Divergences.Tests.Oracles;

/// <summary>Kullback–Leibler, ∫ p log(p/q).</summary>
internal static class KullbackLeibler
{
    public static FDivergence Create()
    {
        var table = new OutputActivation(OutputActivationKind.Table, new ClosedForm<TableActivation>(),
            new ClosedForm<TableComposition>(), threshold: 1);
        var logRatio = new OutputActivation(OutputActivationKind.LogRatio, new ClosedForm<LogRatioActivation>(),
            new ClosedForm<LogRatioComposition>(), threshold: 0);
        return new FDivergence()
        {
            Id = "kl",
            Name = "Kullback–Leibler",
            Aliases = ["kullback-leibler", "forward-kl"],
            F = new ClosedForm<Function>(),
            Formula = Function.Text,
            Expression = Expr.Parse(Function.Text),
            Convexity = new Convexity(ConvexityVerdict.Proved, "typed by hand"),
            IsStrictlyConvexAtOne = true,
            Conjugate = new ConvexConjugate(new ClosedForm<ConjugateInside>(),
                EffectiveDomain.RealLine,
                below: 0, atUpper: double.PositiveInfinity),
            TableActivation = table,
            LogRatioActivation = logRatio,
            SlopeAtOne = 1,
            IsSymmetric = false,
            LimitAtZero = 0,
            AdjointLimitAtZero = double.PositiveInfinity,
        };
    }

    private readonly struct Function : IClosedForm
    {
        public static string Text => "u*log(u)";

        public static double Value(double u) => u == 0 ? 0 : u * Log(u);

        public static double Slope(double u) => Log(u) + 1;

        public static double Curvature(double u) => 1 / u;
    }

    private readonly struct ConjugateInside : IClosedForm
    {
        public static string Text => "exp(t-1)";

        public static double Value(double t) => Exp(t - 1);

        public static double Slope(double t) => Exp(t - 1);

        public static double Curvature(double t) => Exp(t - 1);
    }

    private readonly struct TableActivation : IClosedForm
    {
        public static string Text => "v";

        public static double Value(double v) => v;

        public static double Slope(double v) => 1;

        public static double Curvature(double v) => 0;
    }

    private readonly struct TableComposition : IClosedForm
    {
        public static string Text => "exp(v-1)";

        public static double Value(double v) => Exp(v - 1);

        public static double Slope(double v) => Exp(v - 1);

        public static double Curvature(double v) => Exp(v - 1);
    }

    private readonly struct LogRatioActivation : IClosedForm
    {
        public static string Text => "v+1";

        public static double Value(double v) => v + 1;

        public static double Slope(double v) => 1;

        public static double Curvature(double v) => 0;
    }

    private readonly struct LogRatioComposition : IClosedForm
    {
        public static string Text => "exp(v)";

        public static double Value(double v) => Exp(v);

        public static double Slope(double v) => Exp(v);

        public static double Curvature(double v) => Exp(v);
    }
}

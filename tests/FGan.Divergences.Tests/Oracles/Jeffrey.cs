using FGan.Symbolics;
using static System.Math;
using static FGan.Divergences.Tests.Oracles.Stable;

namespace FGan.Divergences.Tests.Oracles;

/// <summary>Jeffrey, ∫ (p−q) log(p/q): the sum of both Kullback–Leibler divergences.</summary>
internal static class Jeffrey
{
    public static FDivergence Create()
    {
        var table = new OutputActivation(OutputActivationKind.Table, new ClosedForm<TableActivation>(),
            new ClosedForm<TableComposition>(), threshold: 0);
        var logRatio = new OutputActivation(OutputActivationKind.LogRatio, new ClosedForm<LogRatioActivation>(),
            new ClosedForm<LogRatioComposition>(), threshold: 0);
        return new FDivergence()
        {
            Id = "jeffrey",
            Name = "Jeffrey",
            Aliases = ["jeffreys", "symmetric-kl"],
            F = new ClosedForm<Function>(),
            Formula = Function.Text,
            Expression = Expr.Parse(Function.Text),
            Convexity = new Convexity(ConvexityVerdict.Proved, "typed by hand"),
            IsStrictlyConvexAtOne = true,
            Conjugate = new ConvexConjugate(new ClosedForm<ConjugateInside>(),
                EffectiveDomain.RealLine,
                below: double.NegativeInfinity, atUpper: double.PositiveInfinity),
            TableActivation = table,
            LogRatioActivation = logRatio,
            SlopeAtOne = 0,
            IsSymmetric = true,
            LimitAtZero = double.PositiveInfinity,
            AdjointLimitAtZero = double.PositiveInfinity,
        };
    }

    private readonly struct Function : IClosedForm
    {
        public static string Text => "(u-1)*log(u)";

        public static double Value(double u) => (u - 1) * Log(u);

        public static double Slope(double u) => Log(u) + (u - 1) / u;

        public static double Curvature(double u) => (1 + 1 / u) / u;
    }

    private readonly struct ConjugateInside : IClosedForm
    {
        public static string Text => "lambertw(exp(1-t))+1/lambertw(exp(1-t))+t-2";

        public static double Value(double t) => JeffreyConjugate(t);

        public static double Slope(double t) => Exp(JeffreyLogRatio(t));

        public static double Curvature(double t) => 1 / (Exp(-JeffreyLogRatio(t)) * (1 + Exp(-JeffreyLogRatio(t))));
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
        public static string Text => "lambertw(exp(1-v))+1/lambertw(exp(1-v))+v-2";

        public static double Value(double v) => JeffreyConjugate(v);

        public static double Slope(double v) => Exp(JeffreyLogRatio(v));

        public static double Curvature(double v) => 1 / (Exp(-JeffreyLogRatio(v)) * (1 + Exp(-JeffreyLogRatio(v))));
    }

    private readonly struct LogRatioActivation : IClosedForm
    {
        public static string Text => "1-exp(-v)+v";

        public static double Value(double v) => v - Expm1(-v);

        public static double Slope(double v) => 1 + Exp(-v);

        public static double Curvature(double v) => -Exp(-v);
    }

    private readonly struct LogRatioComposition : IClosedForm
    {
        public static string Text => "exp(v)-1+v";

        public static double Value(double v) => Expm1(v) + v;

        public static double Slope(double v) => Exp(v) + 1;

        public static double Curvature(double v) => Exp(v);
    }
}

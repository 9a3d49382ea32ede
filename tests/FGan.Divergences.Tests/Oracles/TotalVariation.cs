using FGan.Symbolics;
using static System.Math;
using static FGan.Divergences.Tests.Oracles.Stable;

namespace FGan.Divergences.Tests.Oracles;

/// <summary>Total variation, ½∫|p−q|: kinked at u = 1, so f' is a step and the activation a smooth map onto its hull.</summary>
internal static class TotalVariation
{
    public static FDivergence Create()
    {
        var table = new OutputActivation(OutputActivationKind.Table, new ClosedForm<TableActivation>(),
            new ClosedForm<TableComposition>(), threshold: 0);
        return new FDivergence()
        {
            Id = "total-variation",
            Name = "Total variation",
            Aliases = ["tv"],
            F = new ClosedForm<Function>(),
            Formula = Function.Text,
            Expression = Expr.Parse(Function.Text),
            Convexity = new Convexity(ConvexityVerdict.Proved, "typed by hand"),
            IsStrictlyConvexAtOne = true,
            Conjugate = new ConvexConjugate(new ClosedForm<ConjugateInside>(),
                new EffectiveDomain(-0.5, 0.5, LowerClosed: true, UpperClosed: true) { LowerText = "-1/2", UpperText = "1/2" },
                below: -0.5, atUpper: 0.5),
            TableActivation = table,
            LogRatioActivation = table,
            SlopeAtOne = 0,
            IsSymmetric = true,
            LimitAtZero = 0.5,
            AdjointLimitAtZero = 0.5,
            Kinks = [1],
        };
    }

    private readonly struct Function : IClosedForm
    {
        public static string Text => "abs(u-1)/2";

        public static double Value(double u) => Abs(u - 1) / 2;

        public static double Slope(double u) => Sign(u - 1) / 2.0;

        public static double Curvature(double u) => 0;
    }

    private readonly struct ConjugateInside : IClosedForm
    {
        public static string Text => "t";

        public static double Value(double t) => t;

        public static double Slope(double t) => 1;

        public static double Curvature(double t) => 0;
    }

    private readonly struct TableActivation : IClosedForm
    {
        public static string Text => "tanh(v)/2";

        public static double Value(double v) => Tanh(v) / 2;

        public static double Slope(double v) => SechSquared(v) / 2;

        public static double Curvature(double v) => -SechSquared(v) * Tanh(v);
    }

    private readonly struct TableComposition : IClosedForm
    {
        public static string Text => "tanh(v)/2";

        public static double Value(double v) => Tanh(v) / 2;

        public static double Slope(double v) => SechSquared(v) / 2;

        public static double Curvature(double v) => -SechSquared(v) * Tanh(v);
    }
}

using FGan.Symbolics;
using static System.Math;
using static FGan.Divergences.Tests.Oracles.Stable;

namespace FGan.Divergences.Tests.Oracles;

/// <summary>Triangular discrimination, ∫ (p−q)²/(p+q).</summary>
internal static class Triangular
{
    public static FDivergence Create()
    {
        var table = new OutputActivation(OutputActivationKind.Table, new ClosedForm<TableActivation>(),
            new ClosedForm<TableComposition>(), threshold: 0);
        var logRatio = new OutputActivation(OutputActivationKind.LogRatio, new ClosedForm<LogRatioActivation>(),
            new ClosedForm<LogRatioComposition>(), threshold: 0);
        return new FDivergence()
        {
            Id = "triangular",
            Name = "Triangular discrimination",
            Aliases = ["triangle", "vincze-le-cam"],
            F = new ClosedForm<Function>(),
            Formula = Function.Text,
            Expression = Expr.Parse(Function.Text),
            Convexity = new Convexity(ConvexityVerdict.Proved, "typed by hand"),
            IsStrictlyConvexAtOne = true,
            Conjugate = new ConvexConjugate(new ClosedForm<ConjugateInside>(),
                new EffectiveDomain(-3, 1),
                below: -1, atUpper: 3),
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
        public static string Text => "(u-1)^2/(u+1)";

        public static double Value(double u) => (u - 1) * ((u - 1) / (u + 1));

        public static double Slope(double u) => (u - 1) / (u + 1) * ((u + 3) / (u + 1));

        public static double Curvature(double u) => 8 / ((u + 1) * (u + 1) * (u + 1));
    }

    private readonly struct ConjugateInside : IClosedForm
    {
        public static string Text => "4-t-4*sqrt(1-t)";

        public static double Value(double t) => t / (1 + Sqrt(1 - t)) * (3 - Sqrt(1 - t));

        public static double Slope(double t) => 2 / Sqrt(1 - t) - 1;

        public static double Curvature(double t) => 1 / ((1 - t) * Sqrt(1 - t));
    }

    private readonly struct TableActivation : IClosedForm
    {
        public static string Text => "1-4/(1+exp(v))^2";

        public static double Value(double v) => Tanh(v / 2) * (1 + 2 * Sigmoid(-v));

        public static double Slope(double v) => 8 * Sigmoid(v) * Square(Sigmoid(-v));

        public static double Curvature(double v) => 8 * Sigmoid(v) * Square(Sigmoid(-v)) * (Sigmoid(-v) - 2 * Sigmoid(v));
    }

    private readonly struct TableComposition : IClosedForm
    {
        public static string Text => "(1-2/(1+exp(v)))*(3-2/(1+exp(v)))";

        public static double Value(double v) => Tanh(v / 2) * (3 - 2 * Sigmoid(-v));

        public static double Slope(double v) => 8 * Square(Sigmoid(v)) * Sigmoid(-v);

        public static double Curvature(double v) => 8 * Square(Sigmoid(v)) * Sigmoid(-v) * (2 * Sigmoid(-v) - Sigmoid(v));
    }

    private readonly struct LogRatioActivation : IClosedForm
    {
        public static string Text => "1-4/(1+exp(v))^2";

        public static double Value(double v) => Tanh(v / 2) * (1 + 2 * Sigmoid(-v));

        public static double Slope(double v) => 8 * Sigmoid(v) * Square(Sigmoid(-v));

        public static double Curvature(double v) => 8 * Sigmoid(v) * Square(Sigmoid(-v)) * (Sigmoid(-v) - 2 * Sigmoid(v));
    }

    private readonly struct LogRatioComposition : IClosedForm
    {
        public static string Text => "(1-2/(1+exp(v)))*(3-2/(1+exp(v)))";

        public static double Value(double v) => Tanh(v / 2) * (3 - 2 * Sigmoid(-v));

        public static double Slope(double v) => 8 * Square(Sigmoid(v)) * Sigmoid(-v);

        public static double Curvature(double v) => 8 * Square(Sigmoid(v)) * Sigmoid(-v) * (2 * Sigmoid(-v) - Sigmoid(v));
    }
}

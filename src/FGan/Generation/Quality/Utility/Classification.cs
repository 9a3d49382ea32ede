using FGan.Data;

namespace FGan;

/// <summary>
/// Logistic regression, one class against the rest: a weight for every category and for every missing value, and of every number its value,
/// its square and a smooth curve.
/// </summary>
internal static class Classification
{
    private const string Predictor = "logistic regression, one class against the rest, with a weight for every category and a smooth curve of every number; its penalty chosen on a fifth of the rows learned from";
    private const int MostValues = 1 << 25;

    private static readonly double[] Ridges = [300, 30, 3];

    public static UtilityResult Measure(PredictionTask task, string origin, ulong seed, CancellationToken cancellation)
    {
        if (task.Classes.Count < 2) throw new DataException($"is {(task.Classes.Count == 1 ? task.Classes[0] : "missing")} throughout; there is nothing to predict", column: task.Target);
        Predictions real = Predict(task, task.Real, seed, cancellation), synthetic = Predict(task, task.Synthetic, seed, cancellation);
        var trivial = Predictions.Constant(task.Test, task.Classes.Count, Majority(task));
        UtilityScore Score(string measure, Func<Predictions, double> of) => new(measure, of(real), of(synthetic), of(trivial));
        UtilityScore[] scores = task.Classes.Count == 2
            ? [Score($"F1 of {task.Classes[1]}", p => p.F1(1)), Score("accuracy", p => p.Accuracy), Score("area under the curve", p => p.AreaUnderCurve(1))]
            : [Score("mean F1 of the classes", p => p.MeanF1), Score("accuracy", p => p.Accuracy)];
        return new UtilityResult(task.Target, true, Predictor, origin, task.Real.Count, task.Synthetic.Count, task.Test.Count, scores);
    }

    private static int Majority(PredictionTask task) => (int)task.Real.Values.CountBy(value => value).MaxBy(pair => pair.Value).Key;

    private static Predictions Predict(PredictionTask task, Examples training, ulong seed, CancellationToken cancellation)
    {
        (Examples fit, Examples choose) = training.Split(seed);
        var scores = new double[task.Classes.Count][];
        for (int kind = 0; kind < scores.Length; kind++)
        {
            // Of two classes the second says it all.
            scores[kind] = kind == 0 && scores.Length == 2 ? new double[task.Test.Count] : Score(fit, choose, kind, task.Test.Rows, cancellation);
        }

        return new Predictions(task.Test.Values, scores);
    }

    /// <summary>The log odds of a class, for each row.</summary>
    private static double[] Score(Examples fit, Examples choose, int kind, FloatMatrix rows, CancellationToken cancellation)
    {
        (FloatMatrix members, FloatMatrix others) = Sides(fit, kind);
        var scores = new double[rows.Rows];
        if (members.Rows == 0 || others.Rows == 0)
        {
            Array.Fill(scores, members.Rows == 0 ? double.NegativeInfinity : double.PositiveInfinity);
            return scores;
        }

        ILogRatioCritic critic = Best(members, others, choose, kind, cancellation);
        critic.Score(rows, scores);
        double prior = Math.Log((double)members.Rows / others.Rows);
        for (int row = 0; row < scores.Length; row++) scores[row] += prior;
        return scores;
    }

    private static ILogRatioCritic Best(FloatMatrix members, FloatMatrix others, Examples choose, int kind, CancellationToken cancellation)
    {
        List<int> rich = [.. CriticFeatures.RichColumns(members).Union(CriticFeatures.RichColumns(others)).Order()];
        CriticFeatures features = CriticFeatures.Linear(members.Columns).WithSquares(rich).WithSplines(rich, members, others);
        int most = Math.Max(1000, MostValues / (2 * features.Count));
        double prior = Math.Log((double)members.Rows / others.Rows);
        ILogRatioCritic? best = null;
        double least = double.PositiveInfinity;
        foreach (FeatureCritic critic in FeatureCritic.FitPath(features, members.FirstRows(most), others.FirstRows(most), Ridges, cancellation))
        {
            double loss = Loss(critic, choose, kind, prior);
            if (!(loss < least)) break;
            (best, least) = (critic, loss);
        }

        return best ?? new ConstantCritic();
    }

    private static double Loss(ILogRatioCritic critic, Examples choose, int kind, double prior)
    {
        var scores = new double[choose.Count];
        critic.Score(choose.Rows, scores);
        double loss = 0;
        for (int row = 0; row < scores.Length; row++)
            loss += LogRatioCriticScores.Softplus((choose.Values[row] == kind ? -1 : 1) * (scores[row] + prior));
        return loss;
    }

    private static (FloatMatrix Members, FloatMatrix Others) Sides(Examples examples, int kind)
    {
        ILookup<bool, int> sides = Enumerable.Range(0, examples.Count).ToLookup(row => examples.Values[row] == kind);
        return (examples.Rows.Gather([.. sides[true]]), examples.Rows.Gather([.. sides[false]]));
    }
}

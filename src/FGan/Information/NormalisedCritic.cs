using FGan.Numerics;

namespace FGan;

/// <summary>A critic V − α(x) − β(y), so scaled that e^V has mean 1 over every row of X and every row of Y, as a density ratio must.</summary>
/// <remarks>
/// α(x) = log E_y e^(V(x,y) − β(y)) and β(y) = log E_x e^(V(x,y) − α(x)): Sinkhorn's iteration, on anchors from the rows that the critic was
/// fitted to, carried on to any other row by the same formulas. A network's guess far out in a tail is put in its place by its own row.
/// </remarks>
internal sealed class NormalisedCritic : IPairCritic
{
    private const int Iterations = 8;

    // As many anchors more, each with ratio 1: a row beyond all anchors would else be scaled by next to nothing.
    private const double Doubt = 20;

    private readonly IPairCritic _critic;
    private readonly PairedRows _anchors;
    private readonly float _shift;
    private readonly float[] _alpha;
    private readonly float[] _beta;

    private NormalisedCritic(IPairCritic critic, PairedRows anchors, float shift, float[] alpha, float[] beta)
    {
        _critic = critic;
        _anchors = anchors;
        _shift = shift;
        _alpha = alpha;
        _beta = beta;
    }

    /// <summary>Finds α and β on the anchors; no anchor counts beside its own partner.</summary>
    public static NormalisedCritic Of(IPairCritic critic, PairedRows anchors)
    {
        var n = anchors.Count;
        var scores = new float[n * n];
        critic.Score(anchors.X, anchors.Y, scores);
        var shift = (float)PairScores.Of((float[])scores.Clone(), n).LogMean();
        for (var k = 0; k < scores.Length; k++) scores[k] -= shift;
        for (var i = 0; i < n; i++) scores[i * n + i] = float.NegativeInfinity;
        float[] alpha = new float[n], beta = new float[n];
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            LogMeans(scores, n, beta, alpha, byRow: true);
            LogMeans(scores, n, alpha, beta, byRow: false);
        }
        return new NormalisedCritic(critic, anchors, shift, alpha, beta);
    }

    /// <inheritdoc/>
    public void Score(SideRows x, SideRows y, Span<float> scores)
    {
        Shifted(x, y, scores);
        float[] alpha = new float[x.Count], beta = new float[y.Count];
        var besideAnchors = new float[x.Count * _anchors.Count];
        Shifted(x, _anchors.Y, besideAnchors);
        LogMeans(besideAnchors, _anchors.Count, _beta, alpha, byRow: true);
        besideAnchors = new float[_anchors.Count * y.Count];
        Shifted(_anchors.X, y, besideAnchors);
        LogMeans(besideAnchors, y.Count, _alpha, beta, byRow: false);
        for (var i = 0; i < x.Count; i++)
        {
            var row = scores.Slice(i * y.Count, y.Count);
            for (var j = 0; j < row.Length; j++) row[j] -= alpha[i] + beta[j];
        }
    }

    private void Shifted(SideRows x, SideRows y, Span<float> scores)
    {
        _critic.Score(x, y, scores);
        Elementwise.Affine(scores, 1, -_shift, scores);
    }

    // log of the mean of e^(V − other) over each row, or over each column.
    private static void LogMeans(float[] scores, int columns, float[] other, float[] means, bool byRow)
    {
        var rows = scores.Length / columns;
        if (byRow)
        {
            ThreadTeam.Shared.Run(new RowWork(scores, columns, other, means), rows);
            return;
        }
        var greatest = new float[columns];
        Array.Fill(greatest, float.NegativeInfinity);
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++) greatest[j] = Math.Max(greatest[j], scores[i * columns + j] - other[i]);
        ThreadTeam.Shared.Run(new ColumnWork(scores, columns, other, greatest, means), (columns + ColumnWork.Width - 1) / ColumnWork.Width);
    }

    // log((e^greatest·sum + doubt)/(count + doubt)), for any greatest.
    private static float LogMean(float greatest, double sum, int count)
    {
        var doubt = Math.Log(Doubt);
        var known = greatest + Math.Log(sum);
        var most = Math.Max(known, doubt);
        return (float)(most + Math.Log(Math.Exp(known - most) + Math.Exp(doubt - most)) - Math.Log(count + Doubt));
    }

    private readonly struct RowWork(float[] scores, int columns, float[] other, float[] means) : IParallelWork
    {
        public void Run(int part)
        {
            var row = new float[columns];
            var greatest = float.NegativeInfinity;
            for (var j = 0; j < columns; j++)
            {
                row[j] = scores[part * columns + j] - other[j];
                greatest = Math.Max(greatest, row[j]);
            }
            for (var j = 0; j < columns; j++) row[j] -= greatest;
            Elementwise.Exp(row, row, ThreadTeam.Single);
            means[part] = LogMean(greatest, Reductions.Sum(row, ThreadTeam.Single), columns);
        }
    }

    private readonly struct ColumnWork(float[] scores, int columns, float[] other, float[] greatest, float[] means) : IParallelWork
    {
        public const int Width = 256;

        public void Run(int part)
        {
            int start = part * Width, width = Math.Min(Width, columns - start), rows = scores.Length / columns;
            var terms = new float[width];
            var sums = new double[width];
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < width; j++) terms[j] = scores[i * columns + start + j] - other[i] - greatest[start + j];
                Elementwise.Exp(terms, terms, ThreadTeam.Single);
                for (var j = 0; j < width; j++) sums[j] += terms[j];
            }
            for (var j = 0; j < width; j++) means[start + j] = LogMean(greatest[start + j], sums[j], rows);
        }
    }
}

using FGan.Data;
using FGan.Divergences;
using FGan.Numerics;

namespace FGan;

/// <summary>Measures what each column contributes, by dealing it anew among the held-out rows of both samples.</summary>
internal static class ColumnAttribution
{
    private const int MostRows = 20_000;
    private const int MostDeals = 10;
    // A row with a column of another may contradict itself, and the critic be sure of the wrong side. What such rows tell at best counts:
    // V is weakened until the bound is highest, at worst to 0, where it is 0.
    private static readonly double[] Scales = [1, 0.85, 0.7, 0.55, 0.4, 0.3, 0.2, 0.1, 0.05, 0];

    public static IReadOnlyList<ColumnDifference> Of(
        SamplePair pair, IReadOnlyList<HeldOutPart> folds, EstimationSettings settings, CancellationToken cancellation)
    {
        if (pair.Groups.Count == 0) return [];
        var activation = settings.Divergences[settings.Main].LogRatioActivation;
        var parts = folds.Select(f => new DealtPart(pair, f, settings.Main, activation, MostRows / folds.Count)).ToList();
        var whole = BoundTerms.Join([.. parts.Select(p => p.Terms)]).Bound().Mean;
        // Few rows are dealt more often, so that which row got which value does not show.
        var deals = Math.Clamp(MostRows / Math.Max(1, parts.Sum(p => p.Rows)), 1, MostDeals);
        var found = new List<ColumnDifference>();
        for (var group = 0; group < pair.Groups.Count; group++)
        {
            cancellation.ThrowIfCancellationRequested();
            var columns = pair.Groups[group].Columns;
            var random = new Philox(settings.Options.Seed, Streams.ColumnDeals + (ulong)group);
            var dealt = parts.Select((p, i) => p.Deal(columns, deals, random, i)).ToList();
            var losses = Scales.Select(scale => BoundTerms.Join([.. parts.Zip(dealt, (p, d) => p.Loss(d, scale))]).Bound()).MinBy(b => b.Mean);
            found.Add(new ColumnDifference(
                pair.Groups[group].Name,
                losses.Mean,
                losses.StandardError,
                whole > 0 ? losses.Mean / whole : 0,
                ColumnAlone.Bound(pair, columns, folds, activation)));
        }
        return [.. found.OrderByDescending(c => c.Loss).ThenBy(c => c.Column, StringComparer.Ordinal)];
    }

    /// <summary>Some held-out rows of one fold, to be scored with a column dealt anew.</summary>
    private sealed class DealtPart
    {
        private readonly FloatMatrix _pooled;
        private readonly int _rowsP;
        private readonly FittedCritic _critic;
        private readonly Calibration _calibration;
        private readonly OutputActivation _activation;

        public DealtPart(SamplePair pair, HeldOutPart fold, int main, OutputActivation activation, int most)
        {
            var (p, q) = (First(fold.RowsP), First(fold.RowsQ));
            _rowsP = p.Length;
            _pooled = FloatRows.Of([.. pair.P.Gather(p).Values, .. pair.Q.Gather(q).Values], pair.P.Columns);
            (_critic, _calibration, _activation) = (fold.Critic, fold.Swings[main].Normal, activation);
            Terms = BoundTerms.Of(new HeldOutScores(fold.Raw.P[..p.Length], fold.Raw.Q[..q.Length]), activation, _calibration);

            int[] First(int[] rows) => rows.Length <= most ? rows : rows[..most];
        }

        public BoundTerms Terms { get; }

        public int Rows => _pooled.Rows;

        /// <summary>V of the rows, as often as the column is dealt.</summary>
        public List<HeldOutScores> Deal(int[] columns, int deals, Philox random, int part)
        {
            var order = new int[Rows];
            var scores = new List<HeldOutScores>();
            for (var deal = 0; deal < deals; deal++)
            {
                random.Permutation(order, (ulong)(part * MostDeals + deal) * (ulong)(2 * MostRows));
                scores.Add(Score(columns, order));
            }
            return scores;
        }

        /// <summary>By how much each row's term falls, on average over deals, when V is weakened.</summary>
        public BoundTerms Loss(List<HeldOutScores> dealt, double scale)
        {
            var (p, q) = (new double[Terms.P.Length], new double[Terms.Q.Length]);
            // Differences first: where the column says nothing each is 0, and so is their mean.
            foreach (var terms in dealt.Select(v => BoundTerms.Of(v, _activation, _calibration.Weakened(scale))))
            {
                for (var i = 0; i < p.Length; i++) p[i] += (Terms.P[i] - terms.P[i]) / dealt.Count;
                for (var i = 0; i < q.Length; i++) q[i] += (Terms.Q[i] - terms.Q[i]) / dealt.Count;
            }
            return new BoundTerms(p, q, 0, 0);
        }

        private HeldOutScores Score(int[] columns, int[] order)
        {
            var values = _pooled.Values.ToArray();
            var width = _pooled.Columns;
            for (var row = 0; row < order.Length; row++)
            {
                var from = _pooled.Row(order[row]);
                foreach (var column in columns) values[row * width + column] = from[column];
            }
            var scores = new double[order.Length];
            _critic.Score(FloatRows.Of(values, width), scores);
            return new HeldOutScores(scores[.._rowsP], scores[_rowsP..]);
        }
    }
}

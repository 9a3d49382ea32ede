using FGan.Data;
using FGan.Divergences;
using FGan.Neural;
using FGan.Numerics;

namespace FGan.Tests.Generation;

/// <summary>The (f,Γ)-divergence of L-Lipschitz critics, against values that are known, the generator standing still.</summary>
public sealed class LipschitzGameTests
{
    /// <summary>
    /// Between two points at distance d it is L·d wherever f is smooth at 1 and T may rise so far: the supremum of s + Ld − g(s) over s is
    /// Ld + f(1), at s = g's point of slope 1.
    /// </summary>
    [Theory]
    [InlineData("kl", 0.5, 1.5)]
    [InlineData("kl", 1, 1.5)]
    [InlineData("neyman", 1, 0.4)]
    public void Between_points_it_is_L_times_their_distance(string divergence, double limit, double distance)
    {
        double bound = Value(new StillRows(-distance, 0), Options(divergence, limit), modelDeviation: 0);
        Assert.Equal(limit * distance, bound, 0.1 * distance);
    }

    /// <summary>
    /// Two-sided, d·s − λ(|s|/L − 1)² is greatest at the slope s = L·(1 + Ld/2λ), a little above L. It has a second summit near −L, where a critic on the line
    /// stays that begins with that slope; so the best of a few beginnings counts.
    /// </summary>
    [Theory]
    [InlineData(10)]
    [InlineData(3)]
    public void Two_sided_the_slope_is_drawn_to_L(double weight)
    {
        const double Limit = 1, Distance = 1.5;
        GanTrainerOptions options = Options("kl", Limit) with { LipschitzSides = LipschitzSides.Two, LipschitzPenalty = weight };
        double bound = new ulong[] { 1, 2, 3, 4 }.Max(seed => Value(new StillRows(-Distance, 0), options with { Seed = seed }, modelDeviation: 0));
        Assert.Equal(Limit * Distance * (1 + Limit * Distance / (2 * weight)), bound, 0.06);
    }

    /// <summary>
    /// KL between N(m, 1) and N(0, 1) has the critic T = mx − m²/2. Where L is below m it is worth most to go to N(L, 1) by density and from there to
    /// N(m, 1) by transport, L²/2 + L(m − L), which T = Lx attains.
    /// </summary>
    [Theory]
    [InlineData(0.25, 0.21875)]
    [InlineData(0.5, 0.375)]
    [InlineData(3, 0.5)]
    public void Between_normals_it_lies_between_transport_and_divergence(double limit, double expected)
    {
        double bound = Value(new StillRows(1, 1), Options("kl", limit), modelDeviation: 1);
        Assert.Equal(expected, bound, 0.05);
    }

    [Fact]
    public void Without_a_limit_two_points_have_no_finite_divergence() =>
        Assert.True(Value(new StillRows(1.5, 0), Options("kl", 1) with { LipschitzLimit = null }, modelDeviation: 0) > 3);

    [Fact]
    public void A_game_under_it_takes_finite_steps()
    {
        foreach (FDivergence divergence in Catalogue.Table)
        {
            foreach (Direction direction in Enum.GetValues<Direction>())
            {
                GanTrainerOptions options = TrainingTests.Small() with { Divergence = divergence, Direction = direction, LipschitzLimit = 1, DataPenalty = 0, SamplePenalty = 0 };
                GanTrainingResult result = new GanTrainer(options).Train(ToyData.Find("ring8"));
                Assert.Empty(result.Setbacks);
                Assert.True(double.IsFinite(result.History[^1].Bound), $"{divergence.Id} {direction}");
                result.Model.Dispose();
            }
        }
    }

    private static GanTrainerOptions Options(string divergence, double limit) => GanTrainerOptions.For(SampleKind.Points, Catalogue.Find(divergence)) with
    {
        LipschitzLimit = limit,
        DataPenalty = 0,
        SamplePenalty = 0,
        LatentDimension = 1,
        GeneratorWidths = [],
        CriticWidths = [32, 32],
        CriticScale = CriticScale.Linear,
        Generator = new AdamOptions { LearningRate = 1e-30f },
        AverageDecay = 0,
        BatchSize = 256,
        Cooldown = 0,
    };

    /// <summary>The value of the game once the critic has learned, on rows it has not seen.</summary>
    private static double Value(TrainingRows rows, GanTrainerOptions options, float modelDeviation)
    {
        const int Steps = 1200, Cooldown = 600;
        using var game = new Game(rows, options);
        foreach (NamedTensor tensor in game.Networks.GeneratorWeights.Tensors) tensor.Load([.. Enumerable.Repeat(tensor.Name == "0.weight" ? modelDeviation : 0, tensor.Count)]);
        for (int step = 0; step < Steps; step++) game.Play(step, Math.Min(1, (Steps - step) / (double)Cooldown));
        using var monitor = new GameMonitor(game, rows, options);
        return monitor.Evaluate(Steps, 0, 1).Bound;
    }

    /// <summary>Normals on the line for ever; a point where the deviation is 0.</summary>
    private sealed class StillRows : TrainingRows
    {
        private readonly double _mean, _deviation;

        public StillRows(double mean, double deviation)
            : base(new PointSpace(ToyData.Find("mixture")))
        {
            (_mean, _deviation) = (mean, deviation);
            HeldOut = new FloatMatrix(4096, 1, new float[4096]);
            Draw(HeldOut.Values, stream: 1, first: 0);
        }

        public override FloatMatrix HeldOut { get; }

        public override ulong Fingerprint => 0;

        public override void Fill(Span<float> batch, ulong firstDraw) => Draw(batch, stream: 0, firstDraw);

        private void Draw(Span<float> rows, ulong stream, ulong first)
        {
            new Philox(9, stream).Normals(rows, first);
            for (int i = 0; i < rows.Length; i++) rows[i] = (float)(_mean + _deviation * rows[i]);
        }
    }
}

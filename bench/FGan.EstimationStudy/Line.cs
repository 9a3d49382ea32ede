using FGan.Data;
using FGan.Divergences.Exact;
using FGan.Numerics;

namespace FGan.Bench;

/// <summary>A distribution on the line: its text for quadrature, a sampler of one value, its log density.</summary>
internal sealed record Line(string Text, Func<Philox, ulong, double> Draw, Func<double, double> LogDensity)
{
    // Each value has this many addresses of the stream.
    private const ulong Addresses = 16;

    public static IEnumerable<(Line P, Line Q)> Pairs()
    {
        yield return (Student(3, 0, 1), Student(3, 1, 1));
        yield return (Laplace(0, 1), Laplace(0.5, 1.5));
        yield return (Mixture(Normal(-2, 0.5), Normal(2, 0.5)), Normal(0, 2));
        yield return (Mixture(Normal(-2, 0.5), Normal(2, 0.5)), Mixture(Normal(-2, 0.5), Normal(2.5, 0.5)));
    }

    public static Scenario Scenario(Line p, Line q) => new(
        $"P = {p.Text}, Q = {q.Text}",
        seed => p.Sample(seed, 101),
        seed => q.Sample(seed, 102),
        row => p.LogDensity(row[0]) - q.LogDensity(row[0]),
        d => ExactDivergence.Between(d, p.Text, q.Text));

    private static Line Normal(double mean, double deviation) => new(
        $"normal({mean},{deviation})",
        (random, at) => mean + deviation * random.Normal(at),
        x => -(x - mean) * (x - mean) / (2 * deviation * deviation) - Math.Log(deviation * Math.Sqrt(2 * Math.PI)));

    private static Line Laplace(double location, double scale) => new(
        $"laplace({location},{scale})",
        (random, at) => location + scale * (random.Uniform(at) < 0.5 ? 1 : -1) * -Math.Log(1 - random.Uniform(at + 1)),
        x => -Math.Abs(x - location) / scale - Math.Log(2 * scale));

    /// <summary>Student's t, up to its constant: the same on both sides.</summary>
    private static Line Student(int freedom, double location, double scale) => new(
        $"student-t({freedom},{location},{scale})",
        (random, at) =>
        {
            var squares = Enumerable.Range(1, freedom).Sum(i => Math.Pow(random.Normal(at + (ulong)i), 2));
            return location + scale * random.Normal(at) / Math.Sqrt(squares / freedom);
        },
        x => -(freedom + 1) / 2.0 * Math.Log(1 + Math.Pow((x - location) / scale, 2) / freedom) - Math.Log(scale));

    private static Line Mixture(Line first, Line second) => new(
        $"0.5*{first.Text}+0.5*{second.Text}",
        (random, at) => random.Uniform(at + 8) < 0.5 ? first.Draw(random, at) : second.Draw(random, at),
        x => Math.Log((Math.Exp(first.LogDensity(x)) + Math.Exp(second.LogDensity(x))) / 2));

    private FloatMatrix Sample(ulong seed, ulong stream)
    {
        var random = new Philox(seed, stream);
        var values = new float[FGan.Bench.Scenario.Rows];
        for (var i = 0; i < values.Length; i++) values[i] = (float)Draw(random, (ulong)i * Addresses);
        return new FloatMatrix(values.Length, 1, values);
    }
}

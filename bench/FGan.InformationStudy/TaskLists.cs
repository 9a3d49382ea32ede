namespace FGan.Bench;

/// <summary>The tasks that are measured.</summary>
internal static class TaskLists
{
    /// <summary>The twenty tasks that peers were measured on.</summary>
    public static IReadOnlyList<InformationTask> Benchmark { get; } =
    [
        Families.Normal(0.75),
        Families.Additive(0.1),
        Bimodal(Families.Normal(0.75)),
        Families.Normal(0.75).Seen("half_cube", Maps.HalfCube),
        Families.Student(1, 1, 1).Seen("asinh", Math.Asinh),
        Families.Dense(2, 2, 0.5),
        Families.Dense(5, 5, 0.5),
        Families.Dense(50, 50, 0.5),
        Families.Sparse(3, 3, 2, 2),
        Families.Sparse(25, 25, 2, 2),
        Families.Student(2, 2, 2),
        Families.Student(3, 3, 3),
        Families.Student(5, 5, 3),
        Families.Sparse(5, 5, 2, 2).Seen("normal_cdf", Maps.NormalCdf),
        Families.Sparse(3, 3, 2, 2).Seen("half_cube", Maps.HalfCube),
        Families.Sparse(25, 25, 2, 2).Seen("half_cube", Maps.HalfCube),
        Spiral(Families.Sparse(5, 5, 2, 2)),
        Spiral(Families.Sparse(3, 3, 2, 2).Seen("normal_cdf", Maps.NormalCdf)),
        Spiral(Families.Sparse(25, 25, 2, 2).Seen("normal_cdf", Maps.NormalCdf)),
        Families.Student(3, 3, 2).Seen("asinh", Math.Asinh),
    ];

    /// <summary>Other tasks of the same and of other families, looked at while the estimator was made.</summary>
    public static IReadOnlyList<InformationTask> Variants { get; } =
    [
        Families.Additive(0.75),
        Families.Additive(0.02),
        Families.Normal(0.75).Seen("wiggly", x => Maps.Each(x, Maps.WigglyX), y => Maps.Each(y, Maps.WigglyY)),
        Families.Normal(0.75).Seen("normal_cdf", Maps.NormalCdf).Seen("swissroll_x", Maps.SwissRoll, y => y),
        Families.Student(1, 1, 1),
        Families.Student(5, 5, 2).Seen("asinh", Math.Asinh),
        Families.Student(2, 2, 1),
        Spiral(Families.Sparse(3, 3, 2, 2)),
        Families.Dense(25, 25, 0.5),
        Families.Normal(0.9999),
        Families.Sparse(3, 3, 2, 5),
        Families.Steps(5),
        Families.Channel(4, 0.2),
        Families.Curve("square", v => v * v, 0.5),
        Families.Clouds("square", [(-1, -1), (1, 1), (-1, 1.2), (1, -1.2)], 0.3),
        Families.Independent(1, 1),
        Families.Independent(5, 5),
        Families.Independent(50, 50),
    ];

    /// <summary>Tasks that no design was chosen by; one of them (1v1-normal-0.995) showed a fault, which was mended.</summary>
    public static IReadOnlyList<InformationTask> HeldOut { get; } =
    [
        Families.Normal(0.3),
        Families.Normal(0.995),
        Families.Additive(0.3),
        Families.Additive(0.05),
        Families.Student(1, 1, 2),
        Families.Student(3, 3, 2),
        Families.Student(4, 2, 1).Seen("half_cube", Maps.HalfCube),
        Families.Student(3, 3, 3, pairs: 2, rho: 0.8),
        Families.Dense(10, 3, 0.7),
        Families.Sparse(12, 12, 6, 1.5),
        Families.Sparse(50, 50, 2, 2),
        Families.Sparse(3, 3, 3, 3).Seen("wiggly", Maps.WigglyX),
        Spiral(Families.Sparse(5, 5, 2, 2).Seen("normal_cdf", Maps.NormalCdf)),
        Families.Sparse(4, 4, 2, 2).Seen("fast_spiral", Maps.Spiral(0, 2), Maps.Spiral(1, 2)),
        Families.Additive(0.1).Seen("swissroll_x", Maps.SwissRoll, y => y),
        Families.Steps(12),
        Families.Channel(9, 0.4),
        Families.Curve("sine", v => Math.Sin(3 * v), 0.3),
        Families.Curve("absolute", Math.Abs, 0.2),
        Families.Clouds("triangle", [(0, 0), (2, 0.3), (0.5, 2)], 0.4),
        Families.Independent(2, 2),
        Families.Independent(20, 20),
    ];

    /// <summary>All tasks whose name holds a text.</summary>
    public static IReadOnlyList<InformationTask> Named(string part) =>
        [.. Benchmark.Concat(Variants).Concat(HeldOut).Where(task => task.Id.Contains(part, StringComparison.Ordinal))];

    private static InformationTask Spiral(InformationTask task) => task.Seen("spiral", Maps.Spiral(0), Maps.Spiral(1));

    private static InformationTask Bimodal(InformationTask task)
    {
        Func<double, double> x = Maps.Bimodal(0.3, 0, 5), y = Maps.Bimodal(0.5, -1, 3);
        return task.Seen("bimodal", columns => Maps.Each(columns, x), columns => Maps.Each(columns, y)) with { Id = "1v1-bimodal-0.75" };
    }
}

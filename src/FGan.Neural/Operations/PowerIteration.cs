using FGan.Numerics;

namespace FGan.Neural.Operations;

/// <summary>u ← Wv/‖Wv‖ with v = Wᵀu/‖Wᵀu‖: turns u towards W's first left singular vector, and remembers it.</summary>
/// <remarks>A u that no pass has seen yet is not of length 1, and is turned further at once. Input W [n, m]; output u [1, n], which counts as fixed.</remarks>
internal sealed record PowerIterationOperation(Parameter Left, int Columns) : Operation
{
    private const int FirstSteps = 15;
    private const double LengthTolerance = 1e-3;

    private readonly float[] _right = new float[Columns];

    public override string Name => "power iteration";

    public override bool IsPure => false;

    public override void Differentiate(Differentiation step)
    {
        // The vectors are held fixed: at the singular vectors, σ does not change with them to first order.
    }

    public override void Execute(Execution step)
    {
        Span<float> u = Left.Written;
        MatrixView w = step.InputMatrix(0);
        int steps = Math.Abs(Reductions.SumOfSquares(u) - 1) < LengthTolerance ? 1 : FirstSteps;
        for (int i = 0; i < steps; i++) Turn(w, u, step.Team);
        u.CopyTo(step.Output());
    }

    /// <summary>Leaves u as it is where W has no image to turn it to.</summary>
    private void Turn(MatrixView w, Span<float> u, ThreadTeam team)
    {
        MatrixProduct.Multiply(new MatrixView(u, 1, u.Length), w, new MatrixSpan(_right, 1, _right.Length), team: team);
        if (!Normalise(_right)) return;
        MatrixProduct.Multiply(w, new MatrixView(_right, _right.Length, 1), new MatrixSpan(u, u.Length, 1), team: team);
        Normalise(u);
    }

    private static bool Normalise(Span<float> vector)
    {
        double length = Math.Sqrt(Reductions.SumOfSquares(vector));
        if (!(length > 0) || !double.IsFinite(length)) return false;
        Elementwise.Scale(vector, (float)(1 / length), vector);
        return true;
    }
}

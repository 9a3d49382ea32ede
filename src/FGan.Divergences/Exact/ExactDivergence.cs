namespace FGan.Divergences.Exact;

/// <summary>Computes D_f(P‖Q) from densities or probability vectors instead of samples.</summary>
public static class ExactDivergence
{
    /// <summary>Integrates ∫ q f(p/q) over the line, to 12 digits or better.</summary>
    /// <param name="divergence">f, with u = p/q.</param>
    /// <param name="p">The density of P, the data.</param>
    /// <param name="q">The density of Q, the model.</param>
    /// <returns>D_f(P‖Q), which is +∞ where the integral has no finite value.</returns>
    /// <remarks>Mass of P where q = 0 counts f°(0⁺) each, mass of Q where p = 0 counts f(0⁺).</remarks>
    public static double Between(FDivergence divergence, Density p, Density q)
    {
        ArgumentNullException.ThrowIfNull(divergence);
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        return new DensityIntegral(divergence, p, q).Evaluate();
    }

    /// <summary>Sums Σ q f(p/q) over the outcomes.</summary>
    /// <param name="divergence">f, with u = p/q.</param>
    /// <param name="p">The probabilities of P, which sum to 1.</param>
    /// <param name="q">The probabilities of Q, as many, which sum to 1.</param>
    /// <returns>D_f(P‖Q), possibly +∞. Outcomes with p = 0 or q = 0 count by the limits f(0⁺) and f°(0⁺).</returns>
    /// <exception cref="DivergenceException">The lengths differ, or a vector is not a distribution.</exception>
    public static double Between(FDivergence divergence, ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        ArgumentNullException.ThrowIfNull(divergence);
        if (p.Length != q.Length)
            throw new DivergenceException($"P has {p.Length} probabilities and Q has {q.Length}; give both the same outcomes.");
        ProbabilityVector.Validate(p);
        ProbabilityVector.Validate(q);
        var cost = new MassCost(divergence);
        var sum = 0.0;
        for (var i = 0; i < p.Length; i++) sum += cost.Of(Math.Log(p[i]), Math.Log(q[i]));
        return sum;
    }

    /// <summary>Reads both sides, densities or probability vectors, and computes D_f(P‖Q).</summary>
    /// <param name="divergence">f, with u = p/q.</param>
    /// <param name="p">P, such as <c>normal(0,1)</c> or <c>0.1,0.2,0.7</c>.</param>
    /// <param name="q">Q, of the same kind.</param>
    /// <returns>D_f(P‖Q), possibly +∞.</returns>
    /// <exception cref="DivergenceException">A side cannot be read, or one is a vector and the other a density.</exception>
    public static double Between(FDivergence divergence, string p, string q)
    {
        if (ProbabilityVector.IsVector(p) != ProbabilityVector.IsVector(q))
            throw new DivergenceException("One side is a probability vector and the other a density; give two of the same kind.");
        return ProbabilityVector.IsVector(p)
            ? Between(divergence, ProbabilityVector.Parse(p), ProbabilityVector.Parse(q))
            : Between(divergence, Density.Parse(p), Density.Parse(q));
    }
}

namespace FGan;

/// <summary>What the samples are, which decides the default networks and rates.</summary>
public enum SampleKind
{
    /// <summary>Points of the plane or the line, from a built-in toy distribution.</summary>
    Points,

    /// <summary>Rows of a table with numeric and categorical columns.</summary>
    Table,

    /// <summary>Images of one size.</summary>
    Images,
}

/// <summary>Which of the two distributions stands first in the divergence that is minimised.</summary>
public enum GameDirection
{
    /// <summary>(A): min_G max_V E_P[a(V(x))] − E_z[g(a(V(G(z))))], that is D_f(P‖Q), P the data.</summary>
    Forward,

    /// <summary>(B): min_G max_V E_z[a(V(G(z)))] − E_P[g(a(V(x)))], that is D_f(Q‖P).</summary>
    Reverse,
}

/// <summary>What the generator descends.</summary>
public enum GeneratorObjective
{
    /// <summary>
    /// Non-saturating (Nowozin et al. 2016, section 3.2): the generator raises on its own samples the term that the critic raises on data.
    /// (A) ascends E_z[a(V(G(z)))], (B) descends to the same end −E_z[−g(a(V(G(z))))].
    /// </summary>
    Alternative,

    /// <summary>Minimax: the generator descends the very value that the critic ascends. Weak where the critic is sure.</summary>
    Saturating,
}

/// <summary>Which output activation stands between the critic V and T = a(V).</summary>
public enum ActivationChoice
{
    /// <summary>a(v) = f'(e^v), so that the best critic is the log density ratio for every f.</summary>
    LogRatio,

    /// <summary>The activation of the f-GAN paper's table; an affine change of v away.</summary>
    Table,
}

/// <summary>In which order critic and generator learn.</summary>
public enum UpdateScheme
{
    /// <summary>k critic steps on fresh samples, then one generator step.</summary>
    Alternating,

    /// <summary>The paper's single-step method: one back-propagation, both networks updated from it.</summary>
    SingleStep,
}

/// <summary>The distribution of the latent z.</summary>
public enum LatentDistribution
{
    /// <summary>Independent standard normals.</summary>
    Normal,

    /// <summary>Independent uniforms on [−1, 1).</summary>
    Uniform,
}

/// <summary>A pair of networks known by name.</summary>
public enum NetworkArchitecture
{
    /// <summary>Perceptrons with the widths of the options.</summary>
    Perceptron,

    /// <summary>The f-GAN paper's MNIST pair: 100-1200-1200-784 with batch normalisation against 784-240-240-1 with ELU.</summary>
    PaperMnist,
}

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

/// <summary>What the generator descends.</summary>
public enum GeneratorObjective
{
    /// <summary>
    /// Non-saturating (Nowozin et al. 2016, section 3.2): the generator raises on its own samples the term that the critic raises on data.
    /// (A) ascends E_z[a(V(G(z)))], (B) ascends E_z[−g(a(V(G(z))))].
    /// </summary>
    Alternative,

    /// <summary>Minimax: the generator descends the very value that the critic ascends. Weak where the critic is sure.</summary>
    Saturating,
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

    /// <summary>DCGAN's convolutional pair (Radford et al. 2016), for images whose sides halve at least twice, such as 28×28 and 64×64.</summary>
    Convolutional,
}

/// <summary>What a hidden layer ends with.</summary>
public enum HiddenActivation
{
    /// <summary>x above 0, 0.2·x below.</summary>
    LeakyRelu,

    /// <summary>x above 0, 0 below.</summary>
    Relu,

    /// <summary>x above 0, eˣ − 1 below.</summary>
    Elu,

    /// <summary>tanh x.</summary>
    Tanh,
}

/// <summary>How the critic's last number becomes V.</summary>
public enum CriticScale
{
    /// <summary>V = w, as the formulas have it.</summary>
    Linear,

    /// <summary>
    /// V = asinh w, a smooth bijection of ℝ near the identity at 0: e^V grows with w only linearly, so an objective that is exponential in V
    /// (kl, pearson, neyman, jeffrey) is polynomial in the network's weights. Neither a, g nor the range of V changes.
    /// </summary>
    Logarithmic,
}

/// <summary>What keeps the critic's weights from growing.</summary>
public enum CriticNormalisation
{
    /// <summary>Nothing but the penalties.</summary>
    None,

    /// <summary>
    /// Every weight is divided by its largest singular value (Miyato et al. 2018): layers stretch no difference, so V is about 1-Lipschitz. Cheaper than a
    /// penalty on slopes, which needs second derivatives; may stand beside one.
    /// </summary>
    Spectral,
}

/// <summary>On which side of the limit the slopes of T are punished.</summary>
public enum LipschitzSides
{
    /// <summary>E[max(0, ‖∇ₓT‖²/L² − 1)]: only slopes above L cost, so that Γ holds every L-Lipschitz function (Birrell et al. 2022).</summary>
    One,

    /// <summary>E[(‖∇ₓT‖/L − 1)²]: slopes below L cost too, which an optimal T of a Wasserstein distance does not have (Gulrajani et al. 2017).</summary>
    Two,
}

/// <summary>Which state of a run becomes the model.</summary>
public enum KeptModel
{
    /// <summary>The last.</summary>
    Last,

    /// <summary>That of the evaluation at which a critic trained anew could tell samples from held-out rows least.</summary>
    Best,
}

/// <summary>How learning rates fall during the cooldown.</summary>
public enum CooldownShape
{
    /// <summary>Along a straight line.</summary>
    Linear,

    /// <summary>Along half a cosine: slow at both ends (Loshchilov and Hutter 2017).</summary>
    Cosine,
}

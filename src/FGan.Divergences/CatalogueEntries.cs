namespace FGan.Divergences;

/// <summary>The texts of f that the catalogue is made of.</summary>
internal static class CatalogueEntries
{
    /// <summary>The eight of the f-GAN table (arXiv 1606.00709, tables 1 and 2, with the true Jensen–Shannon).</summary>
    public static readonly CatalogueEntry[] Table =
    [
        new("total-variation", "Total variation", "abs(u-1)/2", "tv"),
        new("kl", "Kullback-Leibler", "u*log(u)", "kullback-leibler", "forward-kl"),
        new("reverse-kl", "Reverse Kullback-Leibler", "-log(u)", "rkl"),
        new("pearson", "Pearson chi-squared, over p", "(1-u)^2/u", "chi2-over-p"),
        new("neyman", "Neyman chi-squared, over q", "(u-1)^2", "chi2-over-q"),
        new("squared-hellinger", "Squared Hellinger", "(sqrt(u)-1)^2", "hellinger", "hellinger2"),
        new("jeffrey", "Jeffrey", "(u-1)*log(u)", "jeffreys", "symmetric-kl"),
        new("jensen-shannon", "Jensen-Shannon", "-(u+1)/2*log((1+u)/2)+u/2*log(u)", "js", "jsd")
        {
            // At weight 1/2 the weighted form is the formula above.
            Parameter = new("w", 0.5, "a weight between 0 and 1", w => w is > 0 and < 1,
                w => w == 0.5 ? null : "w*u*log(u)-(1-w+w*u)*log(1-w+w*u)")
            {
                IsOptional = true,
            },
        },
    ];

    /// <summary>What else is met in the literature.</summary>
    public static readonly CatalogueEntry[] More =
    [
        new("gan", "Classic GAN", "u*log(u)-(u+1)*log(u+1)+2*log(2)", "goodfellow"),
        new("triangular", "Triangular discrimination", "(u-1)^2/(u+1)", "triangle", "vincze-le-cam"),
        new("alpha", "Alpha divergence", "(u^a-1-a*(u-1))/(a*(a-1))", "cressie-read")
        {
            Parameter = new("a", 0.5, "a real number", double.IsFinite,
                a => a == 0 ? "-log(u)+u-1" : a == 1 ? "u*log(u)-u+1" : null),
        },
        new("arithmetic-geometric", "Arithmetic-geometric", "(1+u)*log((1+u)/(2*sqrt(u)))", "ag"),
    ];

    /// <summary>The fourteen Csiszár functions of TensorFlow Probability's <c>tfp.vi</c>, as they stand there.</summary>
    public static readonly CatalogueEntry[] TensorFlow =
    [
        new("tfp-amari-alpha", "tfp.vi.amari_alpha", "(u^a-1)/(a*(a-1))", "amari-alpha")
        {
            Parameter = new("a", 1, "a real number", double.IsFinite, a => a == 0 ? "-log(u)" : a == 1 ? "u*log(u)" : null),
        },
        new("tfp-kl-reverse", "tfp.vi.kl_reverse", "-log(u)"),
        new("tfp-kl-forward", "tfp.vi.kl_forward", "u*log(u)"),
        new("tfp-jensen-shannon", "tfp.vi.jensen_shannon", "u*log(u)-(1+u)*log(1+u)+(u+1)*log(2)"),
        new("tfp-arithmetic-geometric", "tfp.vi.arithmetic_geometric", "(1+u)*log((1+u)/sqrt(u))-(1+u)*log(2)"),
        new("tfp-total-variation", "tfp.vi.total_variation", "abs(u-1)/2"),
        new("tfp-pearson", "tfp.vi.pearson", "(u-1)^2"),
        new("tfp-squared-hellinger", "tfp.vi.squared_hellinger", "(sqrt(u)-1)^2"),
        new("tfp-triangular", "tfp.vi.triangular", "(u-1)^2/(1+u)"),
        new("tfp-t-power", "tfp.vi.t_power", "u^t-1-t*(u-1)", "t-power")
        {
            Parameter = new("t", 1.5, "a number other than 0 and 1", t => double.IsFinite(t) && t is not (0 or 1),
                t => t is > 0 and < 1 ? "-(u^t-1-t*(u-1))" : null),
        },
        new("tfp-log1p-abs", "tfp.vi.log1p_abs", "max(u,1/u)-1", "log1p-abs"),
        new("tfp-jeffreys", "tfp.vi.jeffreys", "(u*log(u)-log(u))/2"),
        new("tfp-chi-square", "tfp.vi.chi_square", "u^2-1"),
        new("tfp-modified-gan", "tfp.vi.modified_gan", "log(1+u)-log(u)", "modified-gan"),
    ];

    public static IEnumerable<CatalogueEntry> All => Table.Concat(More).Concat(TensorFlow);
}

namespace FGan.Divergences.Exact;

/// <summary>A probability density on the real line, known by its logarithm.</summary>
public abstract class Density
{
    /// <summary>The density as text that <see cref="Parse"/> reads back.</summary>
    public abstract string Text { get; }

    /// <summary>Where the density begins: the infimum of its support, or −∞.</summary>
    public abstract double Lower { get; }

    /// <summary>Where the density ends: the supremum of its support, or +∞.</summary>
    public abstract double Upper { get; }

    /// <summary>Reads a density such as <c>normal(0,1)</c> or <c>0.3*normal(-1,0.25)+0.7*normal(2,1.4)</c>.</summary>
    /// <param name="text">A family with its parameters, or a weighted sum of such; normal takes the standard deviation.</param>
    /// <returns>The density.</returns>
    /// <exception cref="DivergenceException">The text is not a density; the message says where and what is allowed.</exception>
    public static Density Parse(string text) => DensityParser.Parse(text);

    /// <summary>log p(x), −∞ outside the support.</summary>
    /// <param name="x">The point.</param>
    public double LogDensity(double x) => LogDensity(x, 0);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>log p(anchor + offset), exact where the offset is far below the anchor's last place.</summary>
    /// <remarks>At offset 0 the support counts as closed; else the sign of the offset decides at its border.</remarks>
    internal abstract double LogDensity(double anchor, double offset);

    /// <summary>Points between which the density is smooth on the scale of their distance.</summary>
    internal abstract IEnumerable<double> Landmarks { get; }

    /// <summary>The borders of supports: where the density may jump, vanish or be infinite.</summary>
    internal virtual IEnumerable<double> Borders => new[] { Lower, Upper }.Where(double.IsFinite);

    /// <summary>anchor + offset − from, without rounding where the anchor is that point.</summary>
    private protected static double Distance(double anchor, double offset, double from) =>
        anchor == from ? offset : anchor - from + offset;
}

using System.Collections.Immutable;

namespace FGan.Symbolics;

/// <summary>The size of a term as s falls to 0: q₁^c₁·q₂^c₂·…·s^a·(log s)^b, faster scales first.</summary>
/// <param name="Exponentials">The exponents of the small exponentials, the fastest first.</param>
/// <param name="Power">The exponent of s.</param>
/// <param name="Logarithm">The exponent of log s.</param>
internal sealed record GrowthKey(ImmutableArray<Rational> Exponentials, Rational Power, Rational Logarithm)
{
    public bool IsConstant => Power.IsZero && Logarithm.IsZero && Exponentials.All(c => c.IsZero);

    public static GrowthKey Constant(int exponentials) => new([.. Enumerable.Repeat(Rational.Zero, exponentials)], Rational.Zero, Rational.Zero);

    public static GrowthKey operator *(GrowthKey a, GrowthKey b) => new(
        [.. a.Exponentials.Zip(b.Exponentials, (x, y) => x + y)], a.Power + b.Power, a.Logarithm + b.Logarithm);

    public GrowthKey Raise(Rational exponent) => new([.. Exponentials.Select(c => c * exponent)], Power * exponent, Logarithm * exponent);

    /// <summary>Larger is what grows faster: high powers of s and of exponentials are small.</summary>
    public int CompareTo(GrowthKey other)
    {
        for (var i = 0; i < Exponentials.Length; i++)
        {
            var order = other.Exponentials[i].CompareTo(Exponentials[i]);
            if (order != 0) return order;
        }

        var powers = other.Power.CompareTo(Power);
        return powers != 0 ? powers : Logarithm.CompareTo(other.Logarithm);
    }

    public bool Equals(GrowthKey? other) => other is not null && CompareTo(other) == 0;

    public override int GetHashCode() => HashCode.Combine(Power, Logarithm);
}

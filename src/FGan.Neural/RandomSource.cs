using FGan.Numerics;

namespace FGan.Neural;

/// <summary>Hands out random numbers in order, from a counter-based generator whose position can be saved and restored.</summary>
/// <param name="seed">The run's seed.</param>
/// <param name="stream">Which independent sequence; give each purpose its own.</param>
public sealed class RandomSource(ulong seed, ulong stream)
{
    private readonly Philox _philox = new(seed, stream);

    /// <summary>How many numbers have been handed out; set it to resume exactly.</summary>
    public ulong Position { get; set; }

    /// <summary>Fills with standard normal numbers.</summary>
    /// <param name="destination">Receives the numbers.</param>
    /// <param name="team">The threads to work with; never changes the numbers.</param>
    public void FillNormal(Span<float> destination, ThreadTeam? team = null)
    {
        _philox.Normals(destination, Position, team);
        Position += (ulong)destination.Length;
    }

    /// <summary>Fills with uniform numbers from [0, 1).</summary>
    /// <param name="destination">Receives the numbers.</param>
    /// <param name="team">The threads to work with; never changes the numbers.</param>
    public void FillUniform(Span<float> destination, ThreadTeam? team = null)
    {
        _philox.Uniforms(destination, Position, team);
        Position += (ulong)destination.Length;
    }
}

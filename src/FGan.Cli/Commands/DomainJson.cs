using FGan.Divergences;

namespace FGan.Cli.Commands;

/// <summary>An effective domain as <c>--json</c> prints it.</summary>
internal sealed record DomainJson(double Lower, double Upper, bool LowerClosed, bool UpperClosed)
{
    public static DomainJson Of(EffectiveDomain domain) =>
        new(domain.Lower, domain.Upper, domain.LowerClosed, domain.UpperClosed);
}

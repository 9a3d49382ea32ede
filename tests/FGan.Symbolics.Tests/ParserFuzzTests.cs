using System.Text;

namespace FGan.Symbolics.Tests;

public sealed class ParserFuzzTests
{
    private static readonly string[] Formulas =
    [
        "u*log(u)", "-(u+1)/2*log((1+u)/2)+u/2*log(u)", "(u-1)^2/(u+1)", "abs(u-1)/2", "max(0, 1-u) + min(u, 2)", "(sqrt(u)-1)^2", "1.5e-3u^(3/2)", "exp(-u^2)/(1+exp(u))",
        "\\frac{(u-1)^2}{u}", "u² − 2u + ½",
    ];

    [Fact]
    public void Damaged_formulas_are_read_or_refused_in_one_line() =>
        Fuzzing.Run<ParseException>([.. Formulas.Select(Encoding.UTF8.GetBytes)], bytes => Parser.Parse(Encoding.UTF8.GetString(bytes)).ToString());
}

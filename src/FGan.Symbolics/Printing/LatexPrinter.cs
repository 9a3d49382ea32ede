using System.Text;

namespace FGan.Symbolics;

/// <summary>Prints expressions as LaTeX, fractions and roots typeset as such.</summary>
internal sealed class LatexPrinter
{
    private static readonly Dictionary<string, string> Greek = new(StringComparer.Ordinal)
    {
        ["alpha"] = @"\alpha",
        ["beta"] = @"\beta",
        ["gamma"] = @"\gamma",
        ["lambda"] = @"\lambda",
        ["theta"] = @"\theta",
        ["xi"] = @"\xi",
    };

    private readonly StringBuilder _text = new();

    private enum Level
    {
        Sum,
        Product,
        Factor,
        Base,
    }

    public static string Print(Expr expression)
    {
        var printer = new LatexPrinter();
        printer.Write(expression, Level.Sum);
        return printer._text.ToString();
    }

    private void Write(Expr expression, Level level)
    {
        switch (expression)
        {
            case Number number: WriteNumber(number.Value, level); break;
            case Symbol symbol: _text.Append(Greek.GetValueOrDefault(symbol.Name, symbol.Name)); break;
            case Sum sum: Enclose(level > Level.Sum, () => WriteSum(sum)); break;
            case Product product: Enclose(level > Level.Product, () => WriteProduct(product.Factors)); break;
            case Power { Exponent: Number { Value.Sign: < 0 } }: Enclose(level > Level.Factor, () => WriteProduct([expression])); break;
            case Power power: WritePower(power.Base, power.Exponent, level); break;
            case Call { Function: Function.Pi }: _text.Append(@"\pi"); break;
            case Call { Function: Function.Exp } call: WriteExponential(call, level); break;
            case Call { Function: Function.Abs } call: WriteBetween(@"\left|", call.Argument, @"\right|"); break;
            case Call call: WriteCall(call); break;
            case Choice choice: WriteChoice(choice); break;
        }
    }

    private void WriteNumber(Rational value, Level level)
    {
        var decimals = TextPrinter.Print(value);
        var text = decimals.Contains('/', StringComparison.Ordinal)
            ? (value.Sign < 0 ? "-" : "") + $@"\frac{{{value.Abs().Numerator}}}{{{value.Denominator}}}"
            : decimals;
        Enclose((value.Sign < 0 && level > Level.Product) || (level == Level.Base && text.Length != decimals.Length), () => _text.Append(text));
    }

    private void WriteSum(Sum sum)
    {
        for (var i = 0; i < sum.Terms.Length; i++)
        {
            var (negative, term) = TextPrinter.SplitSign(sum.Terms[i]);
            if (negative || i > 0) _text.Append(negative ? (i > 0 ? " - " : "-") : " + ");
            Write(term, Level.Product);
        }
    }

    private void WriteProduct(IReadOnlyList<Expr> factors)
    {
        var (coefficient, above, below) = TextPrinter.Split(factors);
        if (coefficient.Sign < 0) _text.Append('-');
        coefficient = coefficient.Abs();
        if (!coefficient.Numerator.IsOne || above.Count == 0) above.Insert(0, new Number(coefficient.Numerator));
        if (!coefficient.Denominator.IsOne) below.Insert(0, new Number(coefficient.Denominator));
        if (below.Count == 0)
        {
            WriteFactors(above);
            return;
        }

        // A long sum over a plain number reads better beside ½ than on top of it.
        _text.Append(@"\frac{");
        WriteFactors(above);
        _text.Append("}{");
        WriteFactors(below);
        _text.Append('}');
    }

    private void WriteFactors(List<Expr> factors)
    {
        for (var i = 0; i < factors.Count; i++)
        {
            if (i > 0) _text.Append(factors[i] is Number || (factors[i - 1] is Number && StartsWithDigit(factors[i])) ? @" \cdot " : @" \, ");
            Write(factors[i], factors.Count == 1 ? Level.Sum : Level.Factor);
        }
    }

    private static bool StartsWithDigit(Expr factor) => factor is Number or Power { Base: Number };

    private void WritePower(Expr value, Expr exponent, Level level)
    {
        if (exponent.Equals(Expr.Half))
        {
            WriteBetween(@"\sqrt{", value, "}");
            return;
        }

        Enclose(level == Level.Base, () =>
        {
            Write(value, Level.Base);
            WriteBetween("^{", exponent, "}");
        });
    }

    private void WriteExponential(Call call, Level level) => Enclose(level == Level.Base, () =>
    {
        _text.Append('e');
        if (!call.Argument.Equals(Expr.One)) WriteBetween("^{", call.Argument, "}");
    });

    private void WriteCall(Call call)
    {
        _text.Append(FunctionTable.Of(call.Function).Latex).Append(@"\left(");
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            if (i > 0) _text.Append(", ");
            Write(call.Arguments[i], Level.Sum);
        }

        _text.Append(@"\right)");
    }

    private void WriteChoice(Choice choice)
    {
        _text.Append(@"\begin{cases} ");
        Write(choice.WhenLess, Level.Sum);
        _text.Append(" & ");
        Write(choice.Left, Level.Sum);
        _text.Append(" < ");
        Write(choice.Right, Level.Sum);
        _text.Append(@" \\ ");
        Write(choice.Otherwise, Level.Sum);
        _text.Append(@" & \text{otherwise} \end{cases}");
    }

    private void WriteBetween(string open, Expr inner, string close)
    {
        _text.Append(open);
        Write(inner, Level.Sum);
        _text.Append(close);
    }

    private void Enclose(bool parentheses, Action write)
    {
        if (parentheses) _text.Append(@"\left(");
        write();
        if (parentheses) _text.Append(@"\right)");
    }
}

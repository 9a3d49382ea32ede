using System.Globalization;
using System.Text;

namespace FGan.Symbolics;

/// <summary>Prints expressions as text that <see cref="Parser"/> reads back.</summary>
internal sealed class TextPrinter
{
    private readonly StringBuilder _text = new();

    // What surrounds a part: whatever binds less tightly than this needs parentheses.
    private enum Level
    {
        Sum,
        Product,
        Factor,
        Base,
    }

    public static string Print(Expr expression)
    {
        var printer = new TextPrinter();
        printer.Write(expression, Level.Sum);
        return printer._text.ToString();
    }

    /// <summary>Prints a number: whole, as a short decimal where a fraction would be longer, else as a fraction.</summary>
    public static string Print(Rational value)
    {
        if (value.IsInteger || !IsShortDecimal(value.Denominator)) return value.ToString();
        var digits = 0;
        while (!(value * Ten(digits)).IsInteger) digits++;
        var scaled = (value.Abs() * Ten(digits)).Numerator.ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        return (value.Sign < 0 ? "-" : "") + scaled[..^digits] + "." + scaled[^digits..];
    }

    private static Rational Ten(int power) => ((Rational)10).Pow(power);

    private static bool IsShortDecimal(System.Numerics.BigInteger denominator)
    {
        if (denominator % 5 != 0) return false;
        for (var i = 0; i < 20 && denominator % 5 == 0; i++) denominator /= 5;
        for (var i = 0; i < 20 && denominator.IsEven; i++) denominator /= 2;
        return denominator.IsOne;
    }

    private void Write(Expr expression, Level level)
    {
        switch (expression)
        {
            case Number number: WriteNumber(number.Value, level); break;
            case Symbol symbol: _text.Append(symbol.Name); break;
            case Sum sum: Enclose(level > Level.Sum, () => WriteSum(sum)); break;
            case Product product: Enclose(level > Level.Product, () => WriteProduct(product.Factors)); break;
            case Power { Exponent: Number { Value.Sign: < 0 } }:
                Enclose(level > Level.Product, () => WriteProduct([expression]));
                break;
            case Power power: WritePower(power.Base, power.Exponent, level); break;
            case Call call when call.Equals(Expr.E): _text.Append('e'); break;
            case Call { Arguments.Length: 0 } call: _text.Append(FunctionTable.Of(call.Function).Name); break;
            case Call call: WriteCall(FunctionTable.Of(call.Function).Name, call.Arguments, ", "); break;
            case Choice choice: WriteChoice(choice); break;
        }
    }

    private void WriteNumber(Rational value, Level level)
    {
        var text = Print(value);
        var isFraction = text.Contains('/', StringComparison.Ordinal);
        Enclose((value.Sign < 0 && level > Level.Product) || (isFraction && level > Level.Product), () => _text.Append(text));
    }

    private void WriteSum(Sum sum)
    {
        for (var i = 0; i < sum.Terms.Length; i++)
        {
            var (negative, term) = SplitSign(sum.Terms[i]);
            if (negative || i > 0) _text.Append(negative ? '-' : '+');
            Write(term, Level.Product);
        }
    }

    private void WriteProduct(IReadOnlyList<Expr> factors)
    {
        var (coefficient, above, below) = Split(factors);
        if (coefficient.Sign < 0) _text.Append('-');
        coefficient = coefficient.Abs();

        // A decimal such as 0.3 stays whole; a fraction 3/2 gives its parts to both sides of the bar.
        var asDecimal = !coefficient.IsInteger && (!coefficient.Numerator.IsOne || above.Count == 0) && !Print(coefficient).Contains('/', StringComparison.Ordinal);
        var numerator = asDecimal ? coefficient : coefficient.Numerator;
        var denominator = asDecimal ? Rational.One : coefficient.Denominator;
        if (!numerator.IsOne || above.Count == 0) above.Insert(0, numerator);
        if (!denominator.IsOne) below.Insert(0, denominator);
        WriteFactors(above);
        if (below.Count == 0) return;
        _text.Append('/');
        if (below.Count == 1) Write(below[0], Level.Factor);
        else Enclose(true, () => WriteFactors(below));
    }

    private void WriteFactors(List<Expr> factors)
    {
        for (var i = 0; i < factors.Count; i++)
        {
            if (i > 0) _text.Append('*');
            Write(factors[i], factors.Count == 1 ? Level.Product : Level.Factor);
        }
    }

    private void WritePower(Expr value, Expr exponent, Level level)
    {
        if (exponent.Equals(Expr.Half))
        {
            WriteCall("sqrt", [value], "");
            return;
        }

        // 2^3^2 reads as 2^(3^2): a power needs parentheses as a base, not as an exponent.
        Enclose(level == Level.Base, () =>
        {
            Write(value, Level.Base);
            _text.Append('^');
            Enclose(!IsBare(exponent), () => Write(exponent, Level.Sum));
        });
    }

    private static bool IsBare(Expr exponent) => exponent switch
    {
        Number number => number.Value.Sign > 0 && !Print(number.Value).Contains('/', StringComparison.Ordinal),
        Power power => power.Exponent is not Number { Value.Sign: < 0 },
        _ => exponent is Symbol or Call,
    };

    private void WriteCall(string name, IReadOnlyList<Expr> arguments, string separator)
    {
        _text.Append(name).Append('(');
        for (var i = 0; i < arguments.Count; i++)
        {
            if (i > 0) _text.Append(separator);
            Write(arguments[i], Level.Sum);
        }

        _text.Append(')');
    }

    private void WriteChoice(Choice choice)
    {
        _text.Append("if(");
        Write(choice.Left, Level.Sum);
        _text.Append('<');
        Write(choice.Right, Level.Sum);
        _text.Append(", ");
        Write(choice.WhenLess, Level.Sum);
        _text.Append(", ");
        Write(choice.Otherwise, Level.Sum);
        _text.Append(')');
    }

    private void Enclose(bool parentheses, Action write)
    {
        if (parentheses) _text.Append('(');
        write();
        if (parentheses) _text.Append(')');
    }

    /// <summary>Splits a term into its sign and the rest.</summary>
    internal static (bool Negative, Expr Magnitude) SplitSign(Expr term) => term switch
    {
        Number { Value.Sign: < 0 } number => (true, -number.Value),
        Product { Factors: [Number { Value.Sign: < 0 } number, ..] } product =>
            (true, Product.Of([-number.Value, .. product.Factors.Skip(1)])),
        _ => (false, term),
    };

    /// <summary>Splits factors into a coefficient, those above the bar, and those below it with their powers made positive.</summary>
    internal static (Rational Coefficient, List<Expr> Above, List<Expr> Below) Split(IReadOnlyList<Expr> factors)
    {
        var coefficient = Rational.One;
        var (above, below) = (new List<Expr>(), new List<Expr>());
        foreach (var factor in factors)
        {
            if (factor is Number number) coefficient *= number.Value;
            else if (factor is Power { Exponent: Number { Value: { Sign: < 0 } power } } down) below.Add(Power.Of(down.Base, -power));
            else above.Add(factor);
        }

        return (coefficient, above, below);
    }
}

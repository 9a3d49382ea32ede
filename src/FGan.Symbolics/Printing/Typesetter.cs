using System.Globalization;

namespace FGan.Symbolics;

/// <summary>Sets expressions as mathematics: what a computer wants to hear as softplus(−v) or expm1(v) is set as people write it.</summary>
internal sealed class Typesetter
{
    private const int LongestSumOnABar = 8;

    private static readonly Dictionary<string, string> Greek = new(StringComparer.Ordinal)
    {
        ["alpha"] = "α",
        ["beta"] = "β",
        ["gamma"] = "γ",
        ["delta"] = "δ",
        ["kappa"] = "κ",
        ["lambda"] = "λ",
        ["mu"] = "μ",
        ["pi"] = "π",
        ["theta"] = "θ",
        ["xi"] = "ξ",
    };

    // In a script fractions are set with a slash, so that exponents stay low.
    private int _scripts;

    // What surrounds a part: whatever binds less tightly than this needs parentheses.
    private enum Level
    {
        Sum,
        Product,
        Factor,
        Base,
    }

    public static MathNotation Set(Expr expression) => new Typesetter().Set(expression, Level.Sum);

    private MathNotation Set(Expr expression, Level level) => expression switch
    {
        Number number => SetNumber(number.Value, level),
        Symbol symbol => SetSymbol(symbol.Name),
        Sum sum => Enclose(level > Level.Sum, SetSum(sum)),
        Product product => SetProduct(product.Factors, level),
        Power { Exponent: Number { Value.Sign: < 0 } } => SetProduct([expression], level),
        Power power => SetPower(power, level),
        Call call => SetCall(call, level),
        Choice choice => Enclose(level > Level.Sum, SetChoice(choice)),
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "No notation for this node."),
    };

    private static MathNotation Enclose(bool parentheses, MathNotation inner) => parentheses ? new MathFence("(", inner, ")") : inner;

    // A symbol such as V(x) is a function at a point.
    private static MathNotation SetSymbol(string name)
    {
        var open = name.IndexOf('(', StringComparison.Ordinal);
        if (open > 0 && name[^1] == ')')
            return MathNotation.Row(SetSymbol(name[..open]), new MathFence("(", SetSymbol(name[(open + 1)..^1]), ")"));
        var letter = Greek.GetValueOrDefault(name, name);
        return letter.Length == 1 ? new MathLetter(letter) : new MathName(letter);
    }

    private MathNotation SetNumber(Rational value, Level level)
    {
        var magnitude = SetMagnitude(value.Abs());
        var isCompound = magnitude is not MathNumber;
        var signed = value.Sign < 0 ? MathNotation.Row(new MathSign("−", IsPrefix: true), magnitude) : magnitude;
        return Enclose((value.Sign < 0 && level > Level.Product) || (isCompound && level == Level.Base), signed);
    }

    private MathNotation SetMagnitude(Rational value)
    {
        var text = TextPrinter.Print(value);
        return text.Contains('/', StringComparison.Ordinal)
            ? Bar(Digits(value.Numerator), Digits(value.Denominator))
            : new MathNumber(text);
    }

    private static MathNumber Digits(System.Numerics.BigInteger value) => new(value.ToString(CultureInfo.InvariantCulture));

    private MathNotation Bar(MathNotation above, MathNotation below) =>
        _scripts > 0 ? MathNotation.Row(above, new MathSign("/"), below) : new MathFraction(above, below);

    private MathRow SetSum(Sum sum)
    {
        var parts = new List<MathNotation>();
        foreach (var term in sum.Terms)
        {
            var (negative, magnitude) = TextPrinter.SplitSign(term);
            if (negative || parts.Count > 0) parts.Add(new MathSign(negative ? "−" : "+", IsPrefix: parts.Count == 0));
            parts.Add(Set(magnitude, Level.Product));
        }

        return new MathRow([.. parts]);
    }

    private MathNotation SetProduct(IReadOnlyList<Expr> factors, Level level)
    {
        var (coefficient, above, below) = TextPrinter.Split(factors);
        var isNegative = coefficient.Sign < 0;
        var positive = SetQuotient(coefficient.Abs(), above, below);
        var signed = isNegative ? MathNotation.Row(new MathSign("−", IsPrefix: true), positive) : positive;
        var isBar = positive is MathFraction && !isNegative;
        return Enclose(isBar ? level == Level.Base : level > Level.Product, signed);
    }

    private MathNotation SetQuotient(Rational coefficient, List<Expr> above, List<Expr> below)
    {
        var isDecimal = !coefficient.Numerator.IsOne && TextPrinter.Print(coefficient).Contains('.', StringComparison.Ordinal);
        if (below.Count == 0 && (coefficient.IsInteger || isDecimal || !StandsOnBar(above))) return SetFactors(coefficient, above, isBare: false);
        var (numerator, denominator) = isDecimal ? (coefficient, Rational.One) : (coefficient.Numerator, coefficient.Denominator);
        var top = SetFactors(numerator, above, isBare: _scripts == 0);
        var bottom = SetFactors(denominator, below, isBare: _scripts == 0);
        var isSeveral = below.Count + (denominator.IsOne ? 0 : 1) > 1;
        return Bar(top, Enclose(_scripts > 0 && isSeveral, bottom));
    }

    // v/2 and (u−1)/2 stand on the bar; ½ log 2 and ½(…) with a long sum do not.
    private static bool StandsOnBar(List<Expr> above) => above is [Sum sum]
        ? sum.Size <= LongestSumOnABar
        : above.TrueForAll(factor => factor is Symbol or Power or Call { Function: Function.Exp or Function.Abs or Function.Pi });

    // Functions come last, so that what stands in front of them is not read as their argument; a sum alone on a bar is bare.
    private MathNotation SetFactors(Rational coefficient, List<Expr> factors, bool isBare)
    {
        if (factors.Count == 0) return SetMagnitude(coefficient);
        var parts = new List<MathNotation>();
        if (!coefficient.IsOne) parts.Add(SetMagnitude(coefficient));
        var left = factors.Count;
        foreach (var factor in factors.OrderBy(IsNamed))
        {
            if (parts.Count > 0 && StartsWithDigit(factor)) parts.Add(new MathSign("⋅"));
            else if (parts.Count > 0 && IsNamed(factor)) parts.Add(new MathGap());
            var isLast = --left == 0;
            parts.Add(Set(factor, isBare && isLast && parts.Count == 0 ? Level.Sum : isLast && IsNamed(factor) ? Level.Product : Level.Factor));
        }

        return parts.Count == 1 ? parts[0] : new MathRow([.. parts]);
    }

    private static bool StartsWithDigit(Expr factor) =>
        factor is Number || (factor is Power { Base: Number } power && !power.Exponent.Equals(Expr.Half));

    private static bool IsNamed(Expr factor) => factor is Call { Function: not (Function.Abs or Function.Exp or Function.Pi) };

    private MathNotation SetPower(Power power, Level level)
    {
        if (power.Exponent.Equals(Expr.Half)) return new MathRoot(Set(power.Base, Level.Sum));
        return Enclose(level == Level.Base, new MathScript(Set(power.Base, Level.Base), InScript(power.Exponent)));
    }

    private MathNotation InScript(Expr expression)
    {
        _scripts++;
        var script = Set(expression, Level.Sum);
        _scripts--;
        return script;
    }

    private MathNotation SetCall(Call call, Level level) => call.Function switch
    {
        Function.Pi => new MathLetter("π"),
        Function.Abs => new MathFence("|", Set(call.Argument, Level.Sum), "|"),
        Function.Exp when call.Argument.Equals(Expr.One) => new MathLetter("e"),
        Function.Exp => Enclose(level == Level.Base, new MathScript(new MathLetter("e"), InScript(call.Argument))),
        Function.Softplus => SetNamed("log", 1 + Expr.Exp(call.Argument), level),
        Function.Log1p => SetNamed("log", 1 + call.Argument, level),
        Function.Expm1 => Set(Expr.Exp(call.Argument) - 1, level),
        Function.WrightOmega => SetNamed("W", Expr.Exp(call.Argument), level),
        _ when call.Arguments.Length == 1 => SetNamed(FunctionTable.Of(call.Function).Sign, call.Argument, level),
        _ => SetArguments(call),
    };

    // log u needs no parentheses, log(u+1) does.
    private MathNotation SetNamed(string name, Expr argument, Level level)
    {
        var set = Set(argument, Level.Sum);
        var isSimple = name.Length > 1 && level != Level.Factor && (argument is Symbol or Number { Value: { Sign: > 0, IsInteger: true } });
        return isSimple
            ? Enclose(level == Level.Base, MathNotation.Row(NameOf(name), new MathGap(), set))
            : Enclose(level == Level.Base, MathNotation.Row(NameOf(name), new MathFence("(", set, ")")));
    }

    private static MathNotation NameOf(string name) => name switch
    {
        "W₋₁" => new MathScript(new MathLetter("W"), Lower: MathNotation.Row(new MathSign("−", IsPrefix: true), new MathNumber("1"))),
        { Length: 1 } => new MathLetter(name),
        _ => new MathName(name),
    };

    private MathNotation SetArguments(Call call)
    {
        var parts = new List<MathNotation>();
        foreach (var argument in call.Arguments)
        {
            if (parts.Count > 0) parts.Add(new MathSign(","));
            parts.Add(Set(argument, Level.Sum));
        }

        return MathNotation.Row(NameOf(FunctionTable.Of(call.Function).Sign), new MathFence("(", new MathRow([.. parts]), ")"));
    }

    // if(a, x, if(b, y, z)) is one brace of three.
    private MathCases SetChoice(Choice choice)
    {
        var cases = new List<(MathNotation Value, MathNotation Condition)>();
        Expr rest = choice;
        while (rest is Choice next)
        {
            var condition = MathNotation.Row(Set(next.Left, Level.Sum), new MathSign("<"), Set(next.Right, Level.Sum));
            cases.Add((Set(next.WhenLess, Level.Sum), condition));
            rest = next.Otherwise;
        }

        cases.Add((Set(rest, Level.Sum), new MathWords("otherwise")));
        return new MathCases([.. cases]);
    }
}

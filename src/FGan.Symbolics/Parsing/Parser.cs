using System.Collections.Immutable;
using System.Globalization;

namespace FGan.Symbolics;

/// <summary>Reads formulas such as <c>u*log(u)</c>, <c>abs(u-1)/2</c> or <c>(u^alpha-1)/alpha</c>.</summary>
/// <remarks>
/// <para>Grammar: <c>sum = product {(+|-) product}</c>, <c>product = signed {(*|/) signed}</c>, <c>signed = {+|-} power</c>,
/// <c>power = atom [^ {+|-} power]</c>, <c>atom = number | name | name(sum, …) | (sum)</c>. So −u^2 is −(u²), and 2^3^2 is 2^9.</para>
/// <para>Numbers are kept exactly: 0.1 is 1/10. Names are the variable, given parameters, pi, e and the functions; sqrt, cbrt, pow, log2
/// and log10 are read as powers and quotients, <c>if(a&lt;b, x, y)</c> as a choice.</para>
/// </remarks>
public static class Parser
{
    /// <summary>How deeply parentheses, powers and calls may nest.</summary>
    public const int LargestDepth = 200;

    /// <summary>How many characters a formula may have.</summary>
    public const int LargestLength = 100_000;

    /// <summary>Reads a formula.</summary>
    /// <param name="text">The formula.</param>
    /// <param name="variable">The name of the variable; <c>u</c> stands for a positive number, any other for a real one.</param>
    /// <param name="parameters">Named numbers, such as alpha = 0.5.</param>
    /// <returns>The expression as typed, nothing simplified.</returns>
    /// <exception cref="ParseException">The text is not a formula, or nests more than <see cref="LargestDepth"/> deep.</exception>
    public static Expr Parse(string text, string variable = "u", IReadOnlyDictionary<string, double>? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LargestLength)
            throw new ParseException($"The formula has {text.Length} characters; at most {LargestLength} are read", text, LargestLength);
        return new Reader(text, Symbol.Named(variable), parameters ?? ImmutableDictionary<string, double>.Empty, false).Whole();
    }

    /// <summary>Reads one side of a rewrite rule, in which every unknown name is a symbol.</summary>
    internal static Expr ParsePattern(string text) =>
        new Reader(text, Symbol.Named("x"), ImmutableDictionary<string, double>.Empty, true).Whole();

    private ref struct Reader
    {
        private readonly string _text;
        private readonly Symbol _variable;
        private readonly IReadOnlyDictionary<string, double> _parameters;
        private readonly bool _anyName;
        private Lexer _lexer;
        private Token _token;
        private int _depth;

        public Reader(string text, Symbol variable, IReadOnlyDictionary<string, double> parameters, bool anyName)
        {
            (_text, _variable, _parameters, _anyName) = (text, variable, parameters, anyName);
            _lexer = new Lexer(text);
            _token = _lexer.Next();
        }

        public Expr Whole()
        {
            if (_token.Kind == TokenKind.End) throw Error("The formula is empty; write one such as u*log(u)");
            var value = ReadSum();
            return _token.Kind switch
            {
                TokenKind.End => value,
                TokenKind.Close => throw Error("This closing parenthesis has no opening one"),
                TokenKind.Name or TokenKind.Number or TokenKind.Open => throw Error("An operator is missing; write 2*u, not 2u"),
                _ => throw Error($"'{_token.In(_text)}' does not belong here"),
            };
        }

        private Expr ReadSum()
        {
            var terms = new List<Expr> { ReadProduct() };
            while (_token.Kind is TokenKind.Plus or TokenKind.Minus)
            {
                var minus = Take().Kind == TokenKind.Minus;
                var term = ReadProduct();
                terms.Add(minus ? -term : term);
            }

            return terms.Count == 1 ? terms[0] : Sum.Of(terms);
        }

        private Expr ReadProduct()
        {
            var factors = new List<Expr> { ReadSigned() };
            while (_token.Kind is TokenKind.Times or TokenKind.Divide)
            {
                var divide = Take().Kind == TokenKind.Divide;
                var at = _token.Start;
                var factor = ReadSigned();
                if (divide && factor.Equals(Expr.Zero)) throw new ParseException("Division by zero", _text, at);
                factors.Add(divide ? Power.Of(factor, Expr.MinusOne) : factor);
            }

            return factors.Count == 1 ? factors[0] : Product.Of(factors);
        }

        private Expr ReadSigned()
        {
            var minus = false;
            while (_token.Kind is TokenKind.Plus or TokenKind.Minus) minus ^= Take().Kind == TokenKind.Minus;
            var value = ReadPower();
            return minus ? -value : value;
        }

        private Expr ReadPower()
        {
            var value = ReadAtom();
            if (_token.Kind != TokenKind.Power) return value;
            var at = Take().Start;
            Enter(at);
            var exponent = ReadSigned();
            _depth--;
            if (value.Equals(Expr.Zero) && exponent is Number { Value.Sign: <= 0 })
                throw new ParseException("Zero to a power that is not positive", _text, at);
            return value.Equals(Expr.E) ? Expr.Exp(exponent) : Power.Of(value, exponent);
        }

        private Expr ReadAtom()
        {
            switch (_token.Kind)
            {
                case TokenKind.Number: return ReadNumber();
                case TokenKind.Name: return ReadName();
                case TokenKind.Open:
                    var open = Take();
                    Enter(open.Start);
                    var inner = ReadSum();
                    Close(open);
                    return inner;
                case TokenKind.End: throw Error("The formula ends where a number, a name or '(' is due");
                default: throw Error($"'{_token.In(_text)}' stands where a number, a name or '(' is due");
            }
        }

        private Number ReadNumber()
        {
            var digits = _token.In(_text);
            var size = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
            var isZero = digits[..(digits.IndexOfAny('e', 'E') is var at && at < 0 ? digits.Length : at)].IndexOfAnyInRange('1', '9') < 0;
            if (!double.IsFinite(size) || (size == 0 && !isZero))
                throw Error("This number is outside the range of a double, 5e-324 to 1.8e308");
            var value = isZero ? Rational.Zero : Rational.ParseDecimal(digits);
            Take();
            return new Number(value);
        }

        private Expr ReadName()
        {
            var token = Take();
            var name = token.In(_text).ToString();
            if (_token.Kind == TokenKind.Open) return ReadCall(token, name);
            if (name == _variable.Name) return _variable;
            if (_parameters.TryGetValue(name, out var value)) return Rational.FromDouble(value);
            if (name is "pi" or "π") return Expr.Pi;
            if (name == "e") return Expr.E;
            if (_anyName) return Symbol.Named(name);
            throw new ParseException(
                FunctionNames.Known(name)
                    ? $"The function {name} needs its argument in parentheses, as in {name}({_variable.Name})"
                    : $"Unknown name '{FunctionNames.Short(name)}'; the variable is {_variable.Name}{Parameters()}, constants are pi and e",
                _text,
                token.Start);
        }

        private readonly string Parameters() =>
            _parameters.Count == 0 ? "" : ", parameters are " + string.Join(", ", _parameters.Keys.Order(StringComparer.Ordinal));

        private Expr ReadCall(Token token, string name)
        {
            if (!FunctionNames.Known(name) || name is "pi" or "π")
            {
                throw new ParseException(
                    name == _variable.Name || _parameters.ContainsKey(name)
                        ? $"An operator is missing after '{name}'; write {name}*(…)"
                        : $"Unknown function '{FunctionNames.Short(name)}'; {FunctionNames.Suggest(name)}",
                    _text,
                    token.Start);
            }

            var open = Take();
            Enter(open.Start);
            var arguments = ReadArguments(out var comparesAt);
            Close(open);
            if (comparesAt >= 0 != (name == "if")) throw new ParseException("Write a choice as if(a<b, x, y)", _text, token.Start);
            return FunctionNames.Build(name, arguments)
                ?? throw new ParseException($"{name} {FunctionNames.Arity(name)}; got {arguments.Count}", _text, token.Start);
        }

        private List<Expr> ReadArguments(out int comparesAt)
        {
            comparesAt = -1;
            var arguments = new List<Expr>();
            if (_token.Kind == TokenKind.Close) return arguments;
            arguments.Add(ReadSum());
            while (_token.Kind is TokenKind.Comma or TokenKind.Less)
            {
                if (_token.Kind == TokenKind.Less && (arguments.Count != 1 || comparesAt >= 0))
                    throw Error("'<' belongs into the first argument of if(a<b, x, y)");
                if (Take() is { Kind: TokenKind.Less, Start: var at }) comparesAt = at;
                arguments.Add(ReadSum());
            }

            return arguments;
        }

        private void Enter(int at)
        {
            if (++_depth > LargestDepth)
                throw new ParseException($"The formula nests more than {LargestDepth} deep", _text, at);
        }

        private void Close(Token open)
        {
            _depth--;
            if (_token.Kind != TokenKind.Close)
            {
                throw _token.Kind == TokenKind.End
                    ? new ParseException("This parenthesis is never closed", _text, open.Start)
                    : Error($"'{_token.In(_text)}' stands where an operator or ')' is due");
            }

            Take();
        }

        private Token Take()
        {
            var token = _token;
            _token = _lexer.Next();
            return token;
        }

        private readonly ParseException Error(string problem) => new(problem, _text, _token.Start);
    }
}

namespace FGan.Symbolics;

/// <summary>Lowers expressions to instructions, giving equal instructions one number.</summary>
internal sealed class TapeBuilder(Symbol variable)
{
    // Up to here a power by multiplication is both faster and as exact as a general one.
    private const int LargestIntegerPower = 64;

    private readonly Dictionary<Expr, int> _known = [];
    private readonly Dictionary<Instruction, int> _numbers = [];
    private readonly Dictionary<Expr, int> _constantNumbers = [];
    private readonly Dictionary<Expr, bool> _isConstant = [];

    public List<Instruction> Instructions { get; } = [];

    public List<Expr> Constants { get; } = [];

    /// <summary>Lowers the whole expression so that its value is that of the last instruction.</summary>
    public void Finish(Expr expression)
    {
        var result = Lower(expression);
        if (result != Instructions.Count - 1) Instructions.Add(Instructions[result]);
    }

    private int Lower(Expr expression)
    {
        if (_known.TryGetValue(expression, out var known)) return known;
        var number = IsConstant(expression) ? Constant(expression) : expression switch
        {
            Symbol symbol => symbol == variable ? Emit(new(Operation.Variable, 0)) : throw Unknown(symbol),
            Sum sum => LowerSum(sum),
            Product product => LowerProduct(product.Factors),
            Power power => LowerPower(power),
            Call { Function: Function.Max or Function.Min } call => Emit(new(
                call.Function == Function.Max ? Operation.Max : Operation.Min, Lower(call.Argument), Lower(call.Arguments[1]))),
            Call call => Emit(new(Operation.Apply, Lower(call.Argument), Function: call.Function)),
            Choice choice => Emit(new(
                Operation.Select, Lower(choice.Left), Lower(choice.Right), Lower(choice.WhenLess), Lower(choice.Otherwise))),
            _ => throw new NotSupportedException($"Cannot lower {expression.GetType().Name}."),
        };
        _known[expression] = number;
        return number;
    }

    private bool IsConstant(Expr expression)
    {
        if (expression is Number) return true;
        if (expression is Symbol) return false;
        if (_isConstant.TryGetValue(expression, out var known)) return known;
        return _isConstant[expression] = expression.Children.All(IsConstant);
    }

    private int Constant(Expr value)
    {
        if (!_constantNumbers.TryGetValue(value, out var index))
        {
            _constantNumbers[value] = index = Constants.Count;
            Constants.Add(value);
        }

        return Emit(new(Operation.Constant, index));
    }

    private int LowerSum(Sum sum)
    {
        var terms = Fold(sum.Terms, Sum.Of);

        // a − b rather than −b + a: one instruction less, and the same number.
        var first = Math.Max(0, terms.FindIndex(t => !TextPrinter.SplitSign(t).Negative));
        var result = Lower(terms[first]);
        for (var i = 0; i < terms.Count; i++)
        {
            if (i == first) continue;
            var (negative, rest) = TextPrinter.SplitSign(terms[i]);
            result = Emit(new(negative ? Operation.Subtract : Operation.Add, result, Lower(rest)));
        }

        return result;
    }

    private int LowerProduct(IReadOnlyList<Expr> factors)
    {
        var (coefficient, above, below) = TextPrinter.Split(Fold(factors, Product.Of));
        var negative = coefficient.Sign < 0;
        coefficient = coefficient.Abs();

        // x/3 is rounded once; x·(1/3) twice.
        var divides = coefficient.Numerator.IsOne && !coefficient.Denominator.IsPowerOfTwo;
        if (divides) below.Insert(0, new Number(coefficient.Denominator));
        else if (!coefficient.IsOne) above.Insert(0, coefficient);
        var result = above.Count == 0 ? Constant(negative ? Expr.MinusOne : Expr.One) : Multiply(above);
        if (below.Count > 0) result = Emit(new(Operation.Divide, result, Multiply(below)));
        return negative && above.Count > 0 ? Emit(new(Operation.Negate, result)) : result;
    }

    private int Multiply(List<Expr> factors)
    {
        var result = Lower(factors[0]);
        for (var i = 1; i < factors.Count; i++) result = Emit(new(Operation.Multiply, result, Lower(factors[i])));
        return result;
    }

    private int LowerPower(Power power)
    {
        if (power.Exponent is not Number { Value: var exponent })
            return Emit(new(Operation.Power, Lower(power.Base), Lower(power.Exponent)));
        if (exponent.Sign < 0) return Emit(new(Operation.Divide, Constant(Expr.One), Lower(Power.Of(power.Base, -exponent))));
        if (exponent.Numerator > LargestIntegerPower || exponent.Denominator > 4 || exponent.Denominator == 3)
            return Emit(new(Operation.Power, Lower(power.Base), Constant(exponent)));

        // x^(p/4) by two square roots, x^(p/2) by one, whole powers by multiplication.
        var root = Lower(power.Base);
        for (var left = exponent.Denominator; left > 1; left /= 2) root = Emit(new(Operation.Sqrt, root));
        return IntegerPower(root, (int)exponent.Numerator);
    }

    private int IntegerPower(int value, int exponent) => exponent switch
    {
        1 => value,
        2 => Emit(new(Operation.Multiply, value, value)),
        _ => Emit(new(Operation.IntegerPower, value, exponent)),
    };

    // Brings the constants among the parts together, at the place of the first.
    private List<Expr> Fold(IReadOnlyList<Expr> parts, Func<IEnumerable<Expr>, Expr> combine)
    {
        var constants = parts.Where(IsConstant).ToList();
        if (constants.Count < 2) return [.. parts];
        var at = parts.TakeWhile(p => !IsConstant(p)).Count();
        var rest = parts.Where(p => !IsConstant(p)).ToList();
        rest.Insert(at, combine(constants));
        return rest;
    }

    private int Emit(Instruction instruction)
    {
        if (_numbers.TryGetValue(instruction, out var number)) return number;
        Instructions.Add(instruction);
        return _numbers[instruction] = Instructions.Count - 1;
    }

    private ArgumentException Unknown(Symbol symbol) =>
        new($"The expression contains {symbol.Name}; only {variable.Name} may vary. Give {symbol.Name} a value first.");
}

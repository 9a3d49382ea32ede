namespace FGan.Symbolics;

/// <summary>Expands expressions in a small positive s; throws <see cref="NoSeriesException"/> where the scales here do not reach.</summary>
internal sealed class SeriesExpansion
{
    private readonly Symbol _small;
    private readonly SmallExponentials _exponentials;
    private readonly Normalizer _algebra;
    private readonly int _count;
    private IReadOnlyList<Symbol> _scales = [];

    public SeriesExpansion(Symbol small, int count)
    {
        (_small, _count) = (small, count);
        _exponentials = new(small);
        _algebra = new(new(HyperbolicAsExponential: true, InverseAsLogarithm: true), _exponentials);
    }

    /// <summary>The largest terms of an expression in s.</summary>
    public AsymptoticSeries Expand(Expr expression)
    {
        var form = _algebra.Normalize(expression);
        _scales = _exponentials.FastestFirst();
        return Expand(form);
    }

    private AsymptoticSeries Expand(NormalForm form)
    {
        var sum = AsymptoticSeries.Of([], null, _count);
        foreach (var (monomial, coefficient) in form.Terms)
        {
            var product = AsymptoticSeries.Of(Key(), NormalForm.Of(coefficient));
            foreach (var power in monomial.Powers) product = AsymptoticSeries.Multiply(product, Expand(power), _algebra, _count);
            sum = AsymptoticSeries.Add(sum, product, _count);
        }

        return sum;
    }

    private AsymptoticSeries Expand(AtomPower power)
    {
        var (atom, exponent) = power;
        if (!DependsOnSmall(atom)) return AsymptoticSeries.Of(Key(), _algebra.Raise(_algebra.Normalize(atom), exponent));
        if (atom is Symbol symbol) return AsymptoticSeries.Of(KeyOf(symbol, exponent), NormalForm.One);
        if (atom is Call { Function: Function.Log } log && log.Argument.Equals(_small))
            return AsymptoticSeries.Of(Key() with { Logarithm = exponent }, NormalForm.One);
        var series = atom switch
        {
            Sum => Expand(_algebra.Normalize(atom)),
            Call { Function: Function.Log } call => Logarithm(Expand(_algebra.Normalize(call.Argument))),
            Call { Function: Function.Sign } call => AsymptoticSeries.Of(Key(), NormalForm.Of(SignOf(Leading(Expand(_algebra.Normalize(call.Argument)))))),
            Call { Function: Function.Abs } call => Absolute(Expand(_algebra.Normalize(call.Argument))),
            Call { Arguments.Length: 1 } call => Analytic(call.Function, Expand(_algebra.Normalize(call.Argument))),
            Choice choice => Choose(choice),
            _ => throw new NoSeriesException(),
        };
        return Raise(series, exponent);
    }

    // T·(1 + x) to a power: T^e·Σ binomial(e, k)·x^k.
    private AsymptoticSeries Raise(AsymptoticSeries series, Rational exponent)
    {
        if (exponent.IsOne) return series;
        var (key, coefficient) = Leading(series);
        if (!exponent.IsInteger && (key.Logarithm.Sign != 0 || ExactValue.Sign(coefficient.ToExpr()) is not 1)) throw new NoSeriesException();
        var factor = Rational.One;
        var binomial = Powers(Relative(series), k =>
        {
            if (k > 0) factor *= (exponent - (k - 1)) / k;
            return NormalForm.Of(factor);
        });
        return binomial.Scale(_algebra.Raise(coefficient, exponent), key.Raise(exponent), _algebra);
    }

    // log(c·s^a·q^b·(1 + x)) = log c + a·log s + b·log q + x − x²/2 + …
    private AsymptoticSeries Logarithm(AsymptoticSeries series)
    {
        var (key, coefficient) = Leading(series);
        if (!key.Logarithm.IsZero || ExactValue.Sign(coefficient.ToExpr()) is not 1) throw new NoSeriesException();
        var sum = AsymptoticSeries.Of(Key(), _algebra.Normalize(Expr.Log(coefficient.ToExpr())));
        sum = AsymptoticSeries.Add(sum, AsymptoticSeries.Of(Key() with { Logarithm = Rational.One }, NormalForm.Of(key.Power)), _count);
        for (var i = 0; i < _scales.Count; i++)
        {
            if (key.Exponentials[i].IsZero) continue;
            var exponent = Expand(_algebra.Normalize(_exponentials.Logarithm(_scales[i])!));
            sum = AsymptoticSeries.Add(sum, exponent.Scale(NormalForm.Of(key.Exponentials[i]), Key(), _algebra), _count);
        }

        var rest = Powers(Relative(series), k => NormalForm.Of(k == 0 ? Rational.Zero : Rational.Of((k & 1) != 0 ? 1 : -1, k)));
        return AsymptoticSeries.Add(sum, rest, _count);
    }

    private AsymptoticSeries Absolute(AsymptoticSeries series) => series.Scale(NormalForm.Of(SignOf(Leading(series))), Key(), _algebra);

    private AsymptoticSeries Choose(Choice choice)
    {
        var difference = Expand(_algebra.Normalize(choice.Left - choice.Right));
        var less = difference.Terms.Count > 0 && SignOf(Leading(difference)) < 0;
        return Expand(_algebra.Normalize(less ? choice.WhenLess : choice.Otherwise));
    }

    // Taylor's series about the limit of the argument; atan of something large by its reciprocal.
    private AsymptoticSeries Analytic(Function function, AsymptoticSeries argument)
    {
        if (argument.IsUncertain) throw new MoreTermsException();
        var large = argument.Terms.Count > 0 && argument.Terms[0].Key.CompareTo(Key()) > 0;
        if (large)
        {
            if (function != Function.Atan) throw new NoSeriesException();
            var sign = SignOf(Leading(argument));
            var half = AsymptoticSeries.Of(Key(), _algebra.Normalize(sign * Expr.Pi * Rational.Half));
            return AsymptoticSeries.Add(half, Analytic(function, Raise(argument, -1)).Scale(NormalForm.Of(-1), Key(), _algebra), _count);
        }

        var constant = argument.Terms.Count > 0 && argument.Terms[0].Key.IsConstant ? argument.Terms[0].Coefficient : NormalForm.Zero;
        var rest = constant.IsZero ? argument : argument.Tail();
        var (x, derivative, factorial) = (Symbol.Named("x"), Expr.Call(function, Symbol.Named("x")), Rational.One);
        return Powers(rest, k =>
        {
            if (k > 0) (derivative, factorial) = (Differentiation.Derivative(derivative, x), factorial * k);
            var value = derivative.Substitute(x, constant.ToExpr());
            if (!double.IsFinite(ExactValue.Constant(value))) throw new NoSeriesException();
            return _algebra.Normalize(value) * (Rational.One / factorial);
        });
    }

    // Σ cₖ·x^k for a vanishing x.
    private AsymptoticSeries Powers(AsymptoticSeries x, Func<int, NormalForm> coefficient)
    {
        var sum = AsymptoticSeries.Of(Key(), coefficient(0));
        var power = AsymptoticSeries.Of(Key(), NormalForm.One);
        if (x.Terms.Count == 0 && x.Rest is null) return sum;
        for (var k = 1; k <= _count; k++)
        {
            power = AsymptoticSeries.Multiply(power, x, _algebra, _count);
            sum = AsymptoticSeries.Add(sum, power.Scale(coefficient(k), Key(), _algebra), _count);
        }

        var step = x.Terms.Count > 0 ? x.Terms[0].Key : x.Rest!;
        return AsymptoticSeries.Of(sum.Terms, AsymptoticSeries.Larger(sum.Rest, step.Raise(_count + 1)), _count);
    }

    // x of T·(1 + x).
    private AsymptoticSeries Relative(AsymptoticSeries series)
    {
        var (key, coefficient) = Leading(series);
        return series.Tail().Scale(_algebra.Raise(coefficient, -1), key.Raise(-1), _algebra);
    }

    private static (GrowthKey Key, NormalForm Coefficient) Leading(AsymptoticSeries series) => series.Terms.Count > 0
        ? series.Terms[0]
        : throw (series.Rest is null ? new NoSeriesException() : new MoreTermsException());

    /// <summary>The sign of a term for small s, where log s is negative.</summary>
    public static int SignOf((GrowthKey Key, NormalForm Coefficient) term)
    {
        var sign = ExactValue.Sign(term.Coefficient.ToExpr()) ?? throw new NoSeriesException();
        if (!term.Key.Logarithm.IsInteger) throw new NoSeriesException();
        return term.Key.Logarithm.Numerator.IsEven ? sign : -sign;
    }

    private bool DependsOnSmall(Expr atom) => atom.Contains(_small) || _scales.Any(atom.Contains);

    private GrowthKey Key() => GrowthKey.Constant(_scales.Count);

    private GrowthKey KeyOf(Symbol symbol, Rational exponent)
    {
        if (symbol == _small) return Key() with { Power = exponent };
        var key = Key();
        for (var i = 0; i < _scales.Count; i++)
        {
            if (_scales[i] == symbol) return key with { Exponentials = key.Exponentials.SetItem(i, exponent) };
        }

        throw new NoSeriesException();
    }
}

/// <summary>Thrown where a function has no expansion in the scales of <see cref="GrowthKey"/>.</summary>
internal sealed class NoSeriesException : Exception;

/// <summary>Thrown where all terms kept have cancelled.</summary>
internal sealed class MoreTermsException : Exception;

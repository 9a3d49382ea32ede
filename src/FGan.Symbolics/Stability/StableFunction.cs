namespace FGan.Symbolics;

/// <summary>Evaluates an expression in a form that was found, and measured, not to overflow or to cancel.</summary>
/// <remarks>
/// Equivalent forms are derived by rules, each is compared with exact values on a grid over the domain, in double and in single precision,
/// and the best that keeps 1e-12 (1e-5 in single) is used; else two or three forms share the domain; else single values are computed in exact
/// arithmetic and spans from a polynomial table made from it.
/// </remarks>
public sealed class StableFunction : RealFunction
{
    private readonly RealFunction _values;
    private readonly Lazy<RealFunction> _derivative;

    private StableFunction(Expr expression, Symbol variable, Interval domain, RealFunction values, StabilityReport report)
    {
        (Expression, Domain, _values, Report) = (expression, domain, values, report);
        _derivative = new(() => From(Differentiation.Derivative(expression, variable), variable, domain));
    }

    /// <summary>The expression that was asked for.</summary>
    public Expr Expression { get; }

    /// <summary>Where it was asked for.</summary>
    public Interval Domain { get; }

    /// <summary>The form in use and its accuracy.</summary>
    public StabilityReport Report { get; }

    /// <inheritdoc/>
    public override string Text => Report.Method == StableMethod.Table ? Expression.ToString() : Report.Form.ToString();

    /// <summary>The derivative, itself in a stable form; searched for when it is first asked for.</summary>
    public override RealFunction Derivative => _derivative.Value;

    /// <summary>Finds a stable form over all that the variable can be.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="variable">The only symbol in it; the real line is searched, or the positive numbers if it is positive.</param>
    /// <returns>The function and its report.</returns>
    /// <exception cref="ArgumentException">Another symbol occurs.</exception>
    public static StableFunction From(Expr expression, Symbol variable) =>
        From(expression, variable, variable.IsPositive ? Interval.Positives : Interval.Reals);

    /// <summary>Finds a stable form over a domain.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="variable">The only symbol in it.</param>
    /// <param name="domain">Where the function is defined; its ends are approached but not reached.</param>
    /// <returns>The function and its report.</returns>
    /// <exception cref="ArgumentException">Another symbol occurs.</exception>
    public static StableFunction From(Expr expression, Symbol variable, Interval domain)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var trial = new Trial(expression, variable, domain);
        var forms = CandidateForms.Of(expression, variable);
        trial.Settle(forms);
        var attempts = forms.Select(trial.Try).ToList();
        var chosen = attempts.Where(a => a.PassesDouble).MinBy(a => (a.Score, a.Form.ToString().Length));
        var method = StableMethod.SingleForm;
        if (chosen is null && Piecewise.Join(attempts, trial, variable) is { } joined)
        {
            method = StableMethod.Piecewise;
            chosen = trial.Try(joined) is { PassesDouble: true } passing ? passing : null;
        }

        if (chosen is null)
        {
            var table = new TabulatedFunction(new ContinuousFunction(expression, variable), variable.IsPositive);
            return new(expression, variable, domain, table, new(StableMethod.Table, expression, 0, 0, true, attempts.Count, trial.Points.Length));
        }

        RealFunction values = new CompiledFunction(chosen.Form, variable);
        if (!chosen.PassesFloat) values = new WidenedFunction(values);
        return new(expression, variable, domain, new GuardedFunction(values, new ContinuousFunction(expression, variable)), new(
            method, chosen.Form, chosen.Worst(chosen.Doubles), chosen.PassesFloat ? chosen.Worst(chosen.Floats) : 0, !chosen.PassesFloat,
            attempts.Count, trial.Points.Length));
    }

    /// <inheritdoc/>
    public override double Evaluate(double x) => _values.Evaluate(x);

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => _values.Evaluate(x, y);

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<float> x, Span<float> y) => _values.Evaluate(x, y);
}

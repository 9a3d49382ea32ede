using System.Collections.Immutable;

namespace FGan.Symbolics;

/// <summary>A node with parts below it; compares and hashes them as sequences, the hash and size computed once.</summary>
public abstract record Compound : Expr
{
    private readonly int _hash;

    private protected Compound(int kind, ImmutableArray<Expr> parts)
    {
        Parts = parts;
        Size = Sizes(parts);
        var hash = new HashCode();
        hash.Add(kind);
        foreach (var part in parts) hash.Add(part);
        _hash = hash.ToHashCode();
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Expr> Children => Parts;

    /// <inheritdoc/>
    public sealed override int Size { get; }

    private protected ImmutableArray<Expr> Parts { get; }

    /// <inheritdoc/>
    public virtual bool Equals(Compound? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && EqualityContract == other.EqualityContract && SameParts(other.Parts));

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    private bool SameParts(ImmutableArray<Expr> other)
    {
        if (Parts.Length != other.Length) return false;
        for (var i = 0; i < other.Length; i++)
        {
            if (!Parts[i].Equals(other[i])) return false;
        }

        return true;
    }
}

/// <summary>A sum of two or more terms.</summary>
public sealed record Sum : Compound
{
    private Sum(ImmutableArray<Expr> terms)
        : base(1, terms)
    {
    }

    /// <summary>The terms, none of them a sum, at most one a number.</summary>
    public ImmutableArray<Expr> Terms => Parts;

    /// <summary>Adds terms: flattens sums, adds up the numbers, drops zeros; keeps the order otherwise.</summary>
    /// <param name="terms">Any number of terms.</param>
    /// <returns>A sum, or less where less is enough.</returns>
    public static Expr Of(params IEnumerable<Expr> terms)
    {
        var flat = ImmutableArray.CreateBuilder<Expr>();
        var constant = Rational.Zero;
        var constantAt = 0;
        foreach (var term in terms)
        {
            foreach (var part in term is Sum sum ? sum.Terms : [term])
            {
                if (part is Number number)
                {
                    if (constant.IsZero) constantAt = flat.Count;
                    constant += number.Value;
                }
                else
                {
                    flat.Add(part);
                }
            }
        }

        if (!constant.IsZero) flat.Insert(constantAt, constant);
        return flat.Count switch { 0 => Zero, 1 => flat[0], _ => new Sum(flat.DrainToImmutable()) };
    }

    /// <inheritdoc/>
    public bool Equals(Sum? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    public override Expr WithChildren(IReadOnlyList<Expr> children) => Of(children);
}

/// <summary>A product of two or more factors.</summary>
public sealed record Product : Compound
{
    private Product(ImmutableArray<Expr> factors)
        : base(2, factors)
    {
    }

    /// <summary>The factors, none of them a product, at most the first a number.</summary>
    public ImmutableArray<Expr> Factors => Parts;

    /// <summary>Multiplies factors: flattens products, multiplies the numbers into one in front; keeps the order otherwise.</summary>
    /// <param name="factors">Any number of factors.</param>
    /// <returns>A product, or less where less is enough.</returns>
    public static Expr Of(params IEnumerable<Expr> factors)
    {
        var flat = ImmutableArray.CreateBuilder<Expr>();
        var coefficient = Rational.One;
        foreach (var factor in factors)
        {
            foreach (var part in factor is Product product ? product.Factors : [factor])
            {
                if (part is Number number) coefficient *= number.Value;
                else flat.Add(part);
            }
        }

        if (coefficient.IsZero) return Zero;
        if (!coefficient.IsOne) flat.Insert(0, coefficient);
        return flat.Count switch { 0 => One, 1 => flat[0], _ => new Product(flat.DrainToImmutable()) };
    }

    /// <inheritdoc/>
    public bool Equals(Product? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    public override Expr WithChildren(IReadOnlyList<Expr> children) => Of(children);
}

/// <summary>A power.</summary>
public sealed record Power : Compound
{
    // 2^100000 is left as it stands: the number would have more digits than anybody wants to see.
    private const int LargestFoldedBits = 2048;

    private Power(Expr @base, Expr exponent)
        : base(3, [@base, exponent])
    {
    }

    /// <summary>What is raised.</summary>
    public Expr Base => Parts[0];

    /// <summary>The exponent.</summary>
    public Expr Exponent => Parts[1];

    /// <summary>Raises to a power; folds x⁰, x¹, (e^x)^c and modest numbers, and takes integer powers of products apart.</summary>
    /// <param name="value">The base.</param>
    /// <param name="exponent">The exponent.</param>
    /// <returns>A power, or less where less is enough.</returns>
    public static Expr Of(Expr value, Expr exponent)
    {
        if (exponent.Equals(Zero)) return One;
        if (value is Symbolics.Call { Function: Function.Exp } exponential) return Exp(exponent * exponential.Argument);
        if (exponent is not Number { Value: var power }) return new Power(value, exponent);
        if (power.IsOne) return value;
        if (value is Power { Base: Symbol { IsPositive: true }, Exponent: Number { Value: var below } } positive)
            return Of(positive.Base, below * power);
        if (!power.IsInteger) return value is Number { Value.IsOne: true } ? One : new Power(value, exponent);
        return value switch
        {
            Number { Value: var number } when Folds(number, power) => number.Pow((int)power.Numerator),
            Power { Exponent: Number { Value: var inner } } nested when inner.IsInteger => Of(nested.Base, inner * power),
            Product product => Product.Of(product.Factors.Select(factor => Of(factor, exponent))),
            _ => new Power(value, exponent),
        };
    }

    /// <inheritdoc/>
    public bool Equals(Power? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    public override Expr WithChildren(IReadOnlyList<Expr> children) => Of(children[0], children[1]);

    private static bool Folds(Rational number, Rational power)
    {
        if (number.IsZero) return power.Sign > 0;
        var bits = number.Numerator.GetBitLength() + number.Denominator.GetBitLength();
        return power.Abs() <= LargestFoldedBits / (int)Math.Min(bits, LargestFoldedBits);
    }
}

/// <summary>A function applied to arguments.</summary>
public sealed record Call : Compound
{
    /// <summary>Applies a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">As many arguments as it takes.</param>
    /// <exception cref="ArgumentException">The number of arguments is wrong.</exception>
    public Call(Function function, ImmutableArray<Expr> arguments)
        : base(HashCode.Combine(4, function), arguments)
    {
        var arity = FunctionTable.Of(function).Arity;
        if (arguments.Length != arity)
            throw new ArgumentException($"{FunctionTable.Of(function).Name} takes {arity} arguments; got {arguments.Length}.");
        Function = function;
    }

    /// <summary>Which function.</summary>
    public Function Function { get; }

    /// <summary>What it is applied to.</summary>
    public ImmutableArray<Expr> Arguments => Parts;

    /// <summary>The first argument, the only one of most functions.</summary>
    public Expr Argument => Parts[0];

    /// <inheritdoc/>
    public bool Equals(Call? other) => base.Equals(other) && Function == other.Function;

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    public override Expr WithChildren(IReadOnlyList<Expr> children) => new Call(Function, [.. children]);
}

/// <summary>One of two expressions, chosen by a comparison: the first where left &lt; right, the second elsewhere.</summary>
public sealed record Choice : Compound
{
    /// <summary>Chooses between two expressions.</summary>
    /// <param name="left">The left side of the comparison.</param>
    /// <param name="right">The right side.</param>
    /// <param name="whenLess">The value where left &lt; right.</param>
    /// <param name="otherwise">The value elsewhere.</param>
    public Choice(Expr left, Expr right, Expr whenLess, Expr otherwise)
        : base(5, [left, right, whenLess, otherwise])
    {
    }

    /// <summary>The left side of the comparison.</summary>
    public Expr Left => Parts[0];

    /// <summary>The right side of the comparison.</summary>
    public Expr Right => Parts[1];

    /// <summary>The value where left &lt; right.</summary>
    public Expr WhenLess => Parts[2];

    /// <summary>The value elsewhere.</summary>
    public Expr Otherwise => Parts[3];

    /// <inheritdoc/>
    public bool Equals(Choice? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    public override Expr WithChildren(IReadOnlyList<Expr> children) =>
        new Choice(children[0], children[1], children[2], children[3]);
}

using System.Numerics;

namespace FGan.Symbolics;

/// <summary>An immutable real expression: a tree of numbers, symbols, sums, products, powers and function calls.</summary>
/// <remarks>
/// Expressions are equal when their trees are. The operators build trees and fold only what needs no thought (numbers, 0 and 1);
/// <see cref="Simplifier"/> brings them into a normal form. Differences are sums with a factor −1, quotients are products with a
/// power −1, √x is x^(1/2), and Euler's number is exp(1).
/// </remarks>
public abstract record Expr
{
    /// <summary>The number 0.</summary>
    public static Expr Zero { get; } = new Number(Rational.Zero);

    /// <summary>The number 1.</summary>
    public static Expr One { get; } = new Number(Rational.One);

    /// <summary>The number −1.</summary>
    public static Expr MinusOne { get; } = new Number(-1);

    /// <summary>The number ½.</summary>
    public static Expr Half { get; } = new Number(Rational.Half);

    /// <summary>The number π.</summary>
    public static Expr Pi { get; } = new Call(Function.Pi, []);

    /// <summary>The number e, as exp(1).</summary>
    public static Expr E { get; } = new Call(Function.Exp, [One]);

    /// <summary>The parts directly below this node, in order.</summary>
    public abstract IReadOnlyList<Expr> Children { get; }

    /// <summary>How many nodes the tree has, shared ones counted each time, at most <see cref="int.MaxValue"/>.</summary>
    public abstract int Size { get; }

    /// <summary>Reads text; see <see cref="Parser"/>.</summary>
    /// <param name="text">The formula.</param>
    /// <param name="variable">The name of the variable; <c>u</c> stands for a positive number.</param>
    /// <returns>The expression as typed, nothing simplified.</returns>
    /// <exception cref="ParseException">The text is not a formula; the exception points at the character.</exception>
    public static Expr Parse(string text, string variable = "u") => Parser.Parse(text, variable);

    /// <summary>Builds a call.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">As many arguments as it takes.</param>
    /// <returns>The call, not evaluated.</returns>
    public static Expr Call(Function function, params Expr[] arguments) => new Call(function, [.. arguments]);

    /// <summary>Builds e^x.</summary>
    /// <param name="x">The exponent.</param>
    /// <returns>exp(x).</returns>
    public static Expr Exp(Expr x) => Call(Function.Exp, x);

    /// <summary>Builds the natural logarithm.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>log(x).</returns>
    public static Expr Log(Expr x) => Call(Function.Log, x);

    /// <summary>Builds the square root.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>x^(1/2).</returns>
    public static Expr Sqrt(Expr x) => Power(x, Half);

    /// <summary>Builds a power.</summary>
    /// <param name="value">The base.</param>
    /// <param name="exponent">The exponent.</param>
    /// <returns>The power; numbers of modest size are folded.</returns>
    public static Expr Power(Expr value, Expr exponent) => Symbolics.Power.Of(value, exponent);

    /// <summary>Takes an integer as an expression.</summary>
    /// <param name="value">Any integer.</param>
    public static implicit operator Expr(int value) => new Number(value);

    /// <summary>Takes a fraction as an expression.</summary>
    /// <param name="value">Any fraction.</param>
    public static implicit operator Expr(Rational value) => new Number(value);

    /// <summary>Adds.</summary>
    public static Expr operator +(Expr a, Expr b) => Sum.Of(a, b);

    /// <summary>Subtracts.</summary>
    public static Expr operator -(Expr a, Expr b) => Sum.Of(a, -b);

    /// <summary>Negates.</summary>
    public static Expr operator -(Expr a) => Product.Of(MinusOne, a);

    /// <summary>Multiplies.</summary>
    public static Expr operator *(Expr a, Expr b) => Product.Of(a, b);

    /// <summary>Divides.</summary>
    public static Expr operator /(Expr a, Expr b) => Product.Of(a, Power(b, MinusOne));

    /// <summary>Rebuilds this node with other parts below it.</summary>
    /// <param name="children">As many parts as <see cref="Children"/> has.</param>
    /// <returns>The node rebuilt by the folding constructors.</returns>
    public abstract Expr WithChildren(IReadOnlyList<Expr> children);

    /// <summary>Replaces every occurrence of a part.</summary>
    /// <param name="part">What to look for.</param>
    /// <param name="replacement">What to put in its place.</param>
    /// <returns>The expression with the part replaced.</returns>
    public Expr Substitute(Expr part, Expr replacement)
    {
        if (Equals(part)) return replacement;
        var children = Children;
        if (children.Count == 0) return this;
        var changed = false;
        var replaced = new Expr[children.Count];
        for (var i = 0; i < replaced.Length; i++)
        {
            replaced[i] = children[i].Substitute(part, replacement);
            changed |= !ReferenceEquals(replaced[i], children[i]);
        }

        return changed ? WithChildren(replaced) : this;
    }

    /// <summary>Whether a part occurs anywhere in this tree.</summary>
    /// <param name="part">What to look for.</param>
    /// <returns>Whether it is there, this node itself included.</returns>
    public bool Contains(Expr part) => Equals(part) || Children.Any(child => child.Contains(part));

    /// <summary>Lists the symbols that occur.</summary>
    /// <returns>Each once.</returns>
    public IReadOnlySet<Symbol> Symbols()
    {
        var found = new HashSet<Symbol>();
        Collect(this);
        return found;

        void Collect(Expr node)
        {
            if (node is Symbol symbol) found.Add(symbol);
            foreach (var child in node.Children) Collect(child);
        }
    }

    /// <summary>Prints the expression as text that <see cref="Parser"/> reads back to an equal expression.</summary>
    /// <returns>The text, with the least parentheses.</returns>
    public sealed override string ToString() => TextPrinter.Print(this);

    /// <summary>Prints the expression as LaTeX.</summary>
    /// <returns>The formula without dollar signs.</returns>
    public string ToLatex() => ToNotation().ToLatex();

    /// <summary>Prints the expression as MathML.</summary>
    /// <param name="display">Whether the formula stands on a line of its own.</param>
    /// <returns>A <c>math</c> element.</returns>
    public string ToMathMl(bool display = false) => ToNotation().ToMathMl(display);

    /// <summary>Sets the expression as mathematics, to be printed or to be put into a larger formula.</summary>
    /// <returns>The notation.</returns>
    public MathNotation ToNotation() => Typesetter.Set(this);

    private protected static int Sizes(IReadOnlyList<Expr> children)
    {
        long size = 1;
        foreach (var child in children) size += child.Size;
        return (int)Math.Min(size, int.MaxValue);
    }
}

/// <summary>An exact number.</summary>
/// <param name="Value">The number.</param>
public sealed record Number(Rational Value) : Expr
{
    /// <inheritdoc/>
    public override IReadOnlyList<Expr> Children => [];

    /// <inheritdoc/>
    public override int Size => 1;

    /// <summary>Takes an integer.</summary>
    /// <param name="value">Any integer.</param>
    public Number(BigInteger value)
        : this((Rational)value)
    {
    }

    /// <inheritdoc/>
    public override Expr WithChildren(IReadOnlyList<Expr> children) => this;
}

/// <summary>A variable or a parameter.</summary>
/// <param name="Name">Its name, a letter followed by letters, digits or underscores.</param>
/// <param name="IsPositive">Whether it stands for positive numbers only, as the density ratio u does.</param>
public sealed record Symbol(string Name, bool IsPositive) : Expr
{
    /// <summary>The density ratio u, positive.</summary>
    public static Symbol U { get; } = new("u", true);

    /// <summary>The critic's output v, any real number.</summary>
    public static Symbol V { get; } = new("v", false);

    /// <summary>The dual variable t, any real number.</summary>
    public static Symbol T { get; } = new("t", false);

    /// <inheritdoc/>
    public override IReadOnlyList<Expr> Children => [];

    /// <inheritdoc/>
    public override int Size => 1;

    /// <summary>Gives the symbol of a name; <c>u</c> is positive, every other name real.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The symbol.</returns>
    public static Symbol Named(string name) => name == U.Name ? U : new Symbol(name, false);

    /// <inheritdoc/>
    public override Expr WithChildren(IReadOnlyList<Expr> children) => this;
}

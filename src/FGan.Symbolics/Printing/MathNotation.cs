using System.Collections.Immutable;

namespace FGan.Symbolics;

/// <summary>A formula as it is set on a page: boxes of letters, fractions, roots and scripts, the same for LaTeX and MathML.</summary>
/// <remarks>
/// <see cref="Typesetter"/> turns expressions into notation; what is more than an expression (f(u) = …, an expectation, a domain) is put together from
/// the parts below.
/// </remarks>
/// <example><code>new MathRow([MathNotation.Letter("f"), MathNotation.Equal, Expr.Parse("u*log(u)").ToNotation()]).ToMathMl()</code></example>
public abstract record MathNotation
{
    /// <summary>The sign =.</summary>
    public static MathNotation Equal { get; } = new MathSign("=");

    /// <summary>The sign ∞.</summary>
    public static MathNotation Infinity { get; } = new MathLetter("∞");

    /// <summary>Whether it is taller than a line of letters, so that parentheses around it must grow.</summary>
    internal virtual bool IsTall => true;

    /// <summary>Sets a variable or a Greek letter, slanted.</summary>
    /// <param name="name">One letter, with marks such as ′ behind it.</param>
    /// <returns>The letter.</returns>
    public static MathNotation Letter(string name) => new MathLetter(name);

    /// <summary>Sets a sign between two things, spaced as its kind asks for.</summary>
    /// <param name="sign">Such as ∈, +, ⋅.</param>
    /// <returns>The sign.</returns>
    public static MathNotation Sign(string sign) => new MathSign(sign);

    /// <summary>Sets parts beside each other.</summary>
    /// <param name="parts">From left to right.</param>
    /// <returns>The row.</returns>
    public static MathNotation Row(params MathNotation[] parts) => new MathRow([.. parts]);

    /// <summary>Sets a part between signs that grow with it.</summary>
    /// <param name="open">The opening sign.</param>
    /// <param name="inner">What is enclosed.</param>
    /// <param name="close">The closing sign.</param>
    /// <returns>The enclosed part.</returns>
    public static MathNotation Fenced(string open, MathNotation inner, string close) => new MathFence(open, inner, close);

    /// <summary>Sets a function of an argument in parentheses, as in f(u).</summary>
    /// <param name="function">The letter of the function.</param>
    /// <param name="argument">The argument.</param>
    /// <returns>The application.</returns>
    public static MathNotation Apply(string function, MathNotation argument) => Row(Letter(function), Fenced("(", argument, ")"));

    /// <summary>Prints LaTeX for display mathematics.</summary>
    /// <returns>The formula without dollar signs.</returns>
    public string ToLatex() => LatexWriter.Write(this);

    /// <summary>Prints MathML that stands alone.</summary>
    /// <param name="display">Whether the formula stands on a line of its own.</param>
    /// <returns>A <c>math</c> element of MathML Core.</returns>
    public string ToMathMl(bool display = false) => MathMlWriter.Write(this, display);
}

/// <summary>Parts beside each other.</summary>
/// <param name="Parts">From left to right.</param>
public sealed record MathRow(ImmutableArray<MathNotation> Parts) : MathNotation
{
    internal override bool IsTall => Parts.Any(part => part.IsTall);
}

/// <summary>A variable: slanted.</summary>
/// <param name="Name">The letter.</param>
public sealed record MathLetter(string Name) : MathNotation
{
    internal override bool IsTall => false;
}

/// <summary>A name of several letters, upright, such as log.</summary>
/// <param name="Text">The name.</param>
public sealed record MathName(string Text) : MathNotation
{
    internal override bool IsTall => false;
}

/// <summary>Words among the mathematics.</summary>
/// <param name="Text">The words.</param>
public sealed record MathWords(string Text) : MathNotation
{
    internal override bool IsTall => false;
}

/// <summary>A number in digits.</summary>
/// <param name="Digits">The digits.</param>
public sealed record MathNumber(string Digits) : MathNotation
{
    internal override bool IsTall => false;
}

/// <summary>A sign such as + or ∈.</summary>
/// <param name="Text">The sign.</param>
/// <param name="IsPrefix">Whether it belongs to what follows only, as the minus of −1.</param>
public sealed record MathSign(string Text, bool IsPrefix = false) : MathNotation
{
    internal override bool IsTall => false;
}

/// <summary>The thin gap beside a function's name, which LaTeX makes by itself.</summary>
public sealed record MathGap : MathNotation
{
    internal override bool IsTall => false;
}

/// <summary>A fraction.</summary>
/// <param name="Numerator">What is above the bar.</param>
/// <param name="Denominator">What is below.</param>
public sealed record MathFraction(MathNotation Numerator, MathNotation Denominator) : MathNotation;

/// <summary>A square root.</summary>
/// <param name="Radicand">What is under the root.</param>
public sealed record MathRoot(MathNotation Radicand) : MathNotation;

/// <summary>Something with a superscript, a subscript, or both.</summary>
/// <param name="Base">What bears the scripts.</param>
/// <param name="Upper">The superscript.</param>
/// <param name="Lower">The subscript.</param>
public sealed record MathScript(MathNotation Base, MathNotation? Upper = null, MathNotation? Lower = null) : MathNotation;

/// <summary>An operator with what it ranges over below it, such as max over V.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Below">What it ranges over.</param>
public sealed record MathUnder(MathNotation Operator, MathNotation Below) : MathNotation;

/// <summary>A part between signs that grow with it.</summary>
/// <param name="Open">The opening sign.</param>
/// <param name="Inner">What is enclosed.</param>
/// <param name="Close">The closing sign.</param>
public sealed record MathFence(string Open, MathNotation Inner, string Close) : MathNotation
{
    internal override bool IsTall => Inner.IsTall;
}

/// <summary>Values by case behind one brace.</summary>
/// <param name="Cases">Each value with its condition.</param>
public sealed record MathCases(ImmutableArray<(MathNotation Value, MathNotation Condition)> Cases) : MathNotation;

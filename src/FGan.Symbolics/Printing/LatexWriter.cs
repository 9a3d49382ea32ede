using System.Text;

namespace FGan.Symbolics;

/// <summary>Writes notation as LaTeX.</summary>
internal sealed class LatexWriter
{
    private static readonly HashSet<string> Commands = new(StringComparer.Ordinal)
    {
        "log", "max", "min", "sup", "inf", "exp", "sin", "cos", "tan", "arctan", "sinh", "cosh", "tanh",
    };

    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["−"] = "-",
        ["⋅"] = @"\cdot",
        ["∈"] = @"\in",
        ["≥"] = @"\ge",
        ["≤"] = @"\le",
        ["∼"] = @"\sim",
        ["∘"] = @"\circ",
        ["∞"] = @"\infty",
        ["′"] = "'",
        ["″"] = "''",
        ["°"] = @"^{\circ}",
        ["ℝ"] = @"\mathbb{R}",
        ["𝔼"] = @"\mathbb{E}",
        ["α"] = @"\alpha",
        ["β"] = @"\beta",
        ["γ"] = @"\gamma",
        ["δ"] = @"\delta",
        ["κ"] = @"\kappa",
        ["λ"] = @"\lambda",
        ["μ"] = @"\mu",
        ["π"] = @"\pi",
        ["θ"] = @"\theta",
        ["ξ"] = @"\xi",
        ["σ"] = @"\sigma",
        ["ω"] = @"\omega",
        ["{"] = @"\{",
        ["}"] = @"\}",
    };

    private readonly StringBuilder _text = new();

    public static string Write(MathNotation notation)
    {
        var writer = new LatexWriter();
        writer.Add(notation);
        return writer._text.ToString();
    }

    private void Add(MathNotation notation)
    {
        switch (notation)
        {
            case MathRow row:
                foreach (var part in row.Parts) Add(part);
                break;
            case MathLetter letter: AddSpaced(Letters(letter.Name)); break;
            case MathName name: AddSpaced(Commands.Contains(name.Text) ? @"\" + name.Text : $@"\operatorname{{{Escape(name.Text)}}}"); break;
            case MathWords words: _text.Append($@"\text{{{Escape(words.Text)}}}"); break;
            case MathNumber number: AddSpaced(number.Digits); break;
            case MathSign sign: AddSign(sign); break;
            case MathFraction fraction: AddBraced(@"\frac", fraction.Numerator, fraction.Denominator); break;
            case MathRoot root: AddBraced(@"\sqrt", root.Radicand); break;
            case MathScript script: AddScript(script); break;
            case MathUnder under: Add(under.Operator); AddBraced("_", under.Below); break;
            case MathFence fence: AddFence(fence); break;
            case MathCases cases: AddCases(cases); break;
        }
    }

    // A command that ends in a letter needs a space before a letter, and digits must not run together.
    private void AddSpaced(string text)
    {
        if (_text.Length > 0 && char.IsLetter(_text[^1]) && char.IsLetterOrDigit(text[0]) && EndsInCommand()) _text.Append(' ');
        if (text.StartsWith(@"\operatorname", StringComparison.Ordinal) && _text.Length > 0 && char.IsLetterOrDigit(_text[^1])) _text.Append(' ');
        _text.Append(text);
    }

    private bool EndsInCommand()
    {
        var at = _text.Length - 1;
        while (at >= 0 && char.IsLetter(_text[at])) at--;
        return at >= 0 && _text[at] == '\\';
    }

    private void AddSign(MathSign sign)
    {
        var text = Letters(sign.Text);
        var isTight = sign.IsPrefix || sign.Text is "/";
        _text.Append(isTight ? text : sign.Text is "," ? ", " : $" {text} ");
    }

    private void AddScript(MathScript script)
    {
        if (script.Base is MathRow or MathScript) AddBraced("", script.Base);
        else Add(script.Base);
        if (script.Lower is not null) AddBraced("_", script.Lower);
        if (script.Upper is not null) AddBraced("^", script.Upper);
    }

    private void AddBraced(string command, params MathNotation[] parts)
    {
        _text.Append(command);
        foreach (var part in parts)
        {
            _text.Append('{');
            Add(part);
            _text.Append('}');
        }
    }

    private void AddFence(MathFence fence)
    {
        var grows = fence.Inner.IsTall;
        _text.Append(grows ? @"\left" : "").Append(Letters(fence.Open));
        Add(fence.Inner);
        _text.Append(grows ? @"\right" : "").Append(Letters(fence.Close));
    }

    private void AddCases(MathCases cases)
    {
        _text.Append(@"\begin{cases} ");
        for (var i = 0; i < cases.Cases.Length; i++)
        {
            if (i > 0) _text.Append(@" \\ ");
            Add(cases.Cases[i].Value);
            _text.Append(" & ");
            Add(cases.Cases[i].Condition);
        }

        _text.Append(@" \end{cases}");
    }

    private static string Letters(string name)
    {
        var text = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            var sign = rune.ToString();
            text.Append(Signs.GetValueOrDefault(sign, sign));
        }

        return text.ToString();
    }

    private static string Escape(string words) => words.Replace("_", @"\_", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal);
}

using System.Text;

namespace FGan.Symbolics;

/// <summary>Writes notation as MathML Core, which browsers set without scripts or fonts of their own.</summary>
internal sealed class MathMlWriter
{
    private readonly StringBuilder _text = new();

    public static string Write(MathNotation notation, bool display)
    {
        var writer = new MathMlWriter();
        writer._text.Append(display ? "<math display=\"block\">" : "<math>");
        writer.Add(notation);
        return writer._text.Append("</math>").ToString();
    }

    private void Add(MathNotation notation)
    {
        switch (notation)
        {
            case MathRow row: AddElement("mrow", [.. row.Parts]); break;
            case MathLetter letter: AddLetter(letter.Name); break;
            case MathName name: AddLeaf("mi", name.Text); break;
            case MathWords words: AddLeaf("mtext", words.Text.Replace(' ', '\u00a0')); break;
            case MathNumber number: AddLeaf("mn", number.Digits); break;
            case MathSign sign: AddSign(sign); break;
            case MathGap: _text.Append("<mspace width=\"0.17em\"/>"); break;
            case MathFraction fraction: AddElement("mfrac", fraction.Numerator, fraction.Denominator); break;
            case MathRoot root: AddElement("msqrt", root.Radicand); break;
            case MathScript script: AddScript(script); break;
            case MathUnder under: AddElement("munder", under.Operator, under.Below); break;
            case MathFence fence: AddFence(fence.Open, fence.Inner, fence.Close); break;
            case MathCases cases: AddCases(cases); break;
        }
    }

    // Primes are raised as scripts are; a slanted letter is one character.
    private void AddLetter(string name)
    {
        var plain = name.TrimEnd('′', '″', '°');
        if (plain.Length > 0 && plain.Length < name.Length) _text.Append("<msup><mi>").Append(plain).Append("</mi><mo>").Append(name.AsSpan(plain.Length)).Append("</mo></msup>");
        else AddLeaf(name == "∞" ? "mn" : "mi", name);
    }

    private void AddSign(MathSign sign)
    {
        if (sign.IsPrefix) _text.Append("<mo form=\"prefix\">").Append(Escape(sign.Text)).Append("</mo>");
        else if (sign.Text == "/") _text.Append("<mo lspace=\"0\" rspace=\"0\">/</mo>");
        else AddLeaf("mo", sign.Text);
    }

    private void AddScript(MathScript script)
    {
        if (script is { Upper: { } up, Lower: { } down }) AddElement("msubsup", script.Base, down, up);
        else if (script.Upper is { } upper) AddElement("msup", script.Base, upper);
        else if (script.Lower is { } lower) AddElement("msub", script.Base, lower);
        else Add(script.Base);
    }

    private void AddFence(string open, MathNotation inner, string close)
    {
        var stretchy = inner.IsTall ? "true" : "false";
        _text.Append("<mrow><mo form=\"prefix\" stretchy=\"").Append(stretchy).Append("\">").Append(Escape(open)).Append("</mo>");
        Add(inner);
        _text.Append("<mo form=\"postfix\" stretchy=\"").Append(stretchy).Append("\">").Append(Escape(close)).Append("</mo></mrow>");
    }

    private void AddCases(MathCases cases)
    {
        _text.Append("<mrow><mo form=\"prefix\" stretchy=\"true\">{</mo><mtable class=\"cases\">");
        foreach (var (value, condition) in cases.Cases)
        {
            _text.Append("<mtr>");
            AddElement("mtd", value);
            AddElement("mtd", condition);
            _text.Append("</mtr>");
        }

        _text.Append("</mtable></mrow>");
    }

    private void AddElement(string name, params MathNotation[] parts)
    {
        _text.Append('<').Append(name).Append('>');
        foreach (var part in parts) Add(part);
        _text.Append("</").Append(name).Append('>');
    }

    private void AddLeaf(string name, string text) =>
        _text.Append('<').Append(name).Append('>').Append(Escape(text)).Append("</").Append(name).Append('>');

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}

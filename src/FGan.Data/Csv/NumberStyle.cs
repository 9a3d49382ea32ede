namespace FGan.Data;

/// <summary>Finds from all numbers of a column how they are written.</summary>
internal sealed class NumberStyle
{
    private int _wholeDigits, _most, _least;
    private bool _any, _endsInZero, _isFree;

    /// <summary>Counts a number in.</summary>
    public void Add(in NumberToken token)
    {
        _wholeDigits = Math.Max(_wholeDigits, token.WholeDigits);
        _most = Math.Max(_most, token.Decimals);
        _least = _any ? Math.Min(_least, token.Decimals) : token.Decimals;
        _endsInZero |= token.EndsInZero;
        _isFree |= token.IsFree;
        _any = true;
    }

    /// <summary>The most decimals; null where a double would not keep them all, so that its shortest exact text is better.</summary>
    public int? Decimals => _isFree || (_most > 0 && _wholeDigits + _most > NumberText.ExactDigits) ? null : _most;

    /// <summary>Whether zeros after the last digit that counts are left out: 18 beside 18.7.</summary>
    public bool TrimsZeros => Decimals > 0 && _least < _most && !_endsInZero;
}

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

    /// <summary>
    /// The most decimals there were, unless a double would not keep them all, so that its shortest exact text is
    /// better; and whether zeros at their end are left out.
    /// </summary>
    public DecimalNotation Notation
    {
        get
        {
            bool isFree = _isFree || (_most > 0 && _wholeDigits + _most > NumberText.ExactDigits);
            return isFree ? new DecimalNotation(null, false) : new DecimalNotation(
                _most, _least < _most && !_endsInZero);
        }
    }
}

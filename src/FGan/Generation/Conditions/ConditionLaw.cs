namespace FGan;

/// <summary>How likely each place of a condition vector is to be asked for.</summary>
internal sealed class ConditionLaw
{
    private readonly double[] _cumulative;

    /// <summary>Takes weights of any scale.</summary>
    /// <param name="weights">One a place, none negative, at least one positive.</param>
    public ConditionLaw(double[] weights)
    {
        double sum = 0;
        _cumulative = new double[weights.Length];
        for (int place = 0; place < weights.Length; place++) _cumulative[place] = sum += weights[place];
        if (!(sum > 0 && double.IsFinite(sum))) throw new ArgumentException($"The weights add up to {sum}; at least one must be above 0.", nameof(weights));
        for (int place = 0; place < weights.Length; place++) _cumulative[place] /= sum;
    }

    /// <summary>The probability of a place.</summary>
    public double this[int place] => place == 0 ? _cumulative[0] : _cumulative[place] - _cumulative[place - 1];

    /// <summary>Draws a place; none of probability 0.</summary>
    /// <param name="bits">32 random bits.</param>
    public int Draw(uint bits)
    {
        double uniform = (bits + 0.5) * (1.0 / (1UL << 32));
        int low = 0, high = _cumulative.Length - 1;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_cumulative[middle] < uniform) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}

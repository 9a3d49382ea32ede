namespace FGan;

/// <summary>Judges density ratios as weights.</summary>
internal static class RatioWeights
{
    public static ImportanceWeights Of(HeldOutScores v)
    {
        var (effectiveQ, meanQ) = Judge(v.Q, 1);
        var (effectiveP, meanP) = Judge(v.P, -1);
        return new ImportanceWeights(effectiveQ, effectiveP, meanQ, meanP);
    }

    private static (double EffectiveRows, double Mean) Judge(double[] v, int sign)
    {
        double sum = 0, squares = 0;
        foreach (var score in v)
        {
            var weight = Math.Exp(sign * score);
            sum += weight;
            squares += weight * weight;
        }
        return (sum * sum / squares, sum / v.Length);
    }
}

namespace FGan;

/// <summary>Scale and shift of a critic, V ↦ scale·V + shift held within ±limit, chosen on the selection part.</summary>
internal readonly record struct Calibration(double Scale, double Shift, double Limit)
{
    public double Apply(double v) => Math.Clamp(Scale * v + Shift, -Limit, Limit);

    // Akaike: two more parameters must raise the log-likelihood by two, or the noise of the selection part is all they add.
    private const double WorthwhileGain = 2;

    /// <summary>Maximises the balanced log-likelihood of "this row is from P" under σ(scale·V + shift): Platt's calibration.</summary>
    /// <remarks>A critic that is calibrated as far as the selection part can tell is left as it is.</remarks>
    public static Calibration Likely(HeldOutScores selection)
    {
        var start = LikelihoodPoint.Of(selection, 1, 0);
        var point = start;
        for (var iteration = 0; iteration < 50; iteration++)
        {
            var (deltaScale, deltaShift) = point.NewtonStep();
            var next = point;
            for (var length = 1.0; length > 1e-4; length /= 2)
            {
                next = LikelihoodPoint.Of(selection, point.Scale + length * deltaScale, point.Shift + length * deltaShift);
                if (next.Value >= point.Value) break;
            }
            if (!(next.Value > point.Value + 1e-12)) break;
            point = next;
        }
        var worthwhile = (point.Value - start.Value) * Math.Min(selection.P.Length, selection.Q.Length) > WorthwhileGain;
        return worthwhile
            ? new Calibration(point.Scale, point.Shift, selection.Ceiling)
            : new Calibration(1, 0, selection.Ceiling);
    }

    /// <summary>The calibrated score times a factor of at most 1.</summary>
    public Calibration Weakened(double factor) => new(Scale * factor, Shift * factor, Limit);

    /// <summary>The same critic times a factor, held within another limit.</summary>
    public Calibration Stretched(double factor, double limit) => new(Scale * factor, Shift * factor, limit);

    /// <summary>Value, gradient and curvature of the penalised log-likelihood at one (scale, shift).</summary>
    private sealed class LikelihoodPoint
    {
        // A weak pull towards the identity keeps the maximum finite when the two samples are separated.
        private const double Pull = 1e-3;

        private double _gScale, _gShift, _hScaleScale, _hScaleShift, _hShiftShift;

        public double Scale { get; private init; }

        public double Shift { get; private init; }

        public double Value { get; private set; }

        public static LikelihoodPoint Of(HeldOutScores selection, double scale, double shift)
        {
            var point = new LikelihoodPoint { Scale = scale, Shift = shift };
            point.Value = -Pull / 2 * ((scale - 1) * (scale - 1) + shift * shift);
            point.Add(selection.P, 1);
            point.Add(selection.Q, 0);
            return point;
        }

        public (double Scale, double Shift) NewtonStep()
        {
            double a = _hScaleScale + Pull, b = _hScaleShift, c = _hShiftShift + Pull;
            double x = _gScale - Pull * (Scale - 1), y = _gShift - Pull * Shift, determinant = a * c - b * b;
            return ((c * x - b * y) / determinant, (a * y - b * x) / determinant);
        }

        private void Add(ReadOnlySpan<double> scores, double label)
        {
            foreach (var v in scores)
            {
                var logit = Scale * v + Shift;
                var probability = 1 / (1 + Math.Exp(-logit));
                var residual = (label - probability) / scores.Length;
                var weight = probability * (1 - probability) / scores.Length;
                Value -= LogRatioCriticScores.Softplus(label > 0 ? -logit : logit) / scores.Length;
                _gScale += residual * v;
                _gShift += residual;
                _hScaleScale += weight * v * v;
                _hScaleShift += weight * v;
                _hShiftShift += weight;
            }
        }
    }
}

namespace FGan;

/// <summary>Scale and shift of a critic, V ↦ scale·V + shift held within ±limit, chosen on the selection part.</summary>
internal readonly record struct Calibration(double Scale, double Shift, double Limit)
{
    public static Calibration Identity => new(1, 0, double.PositiveInfinity);

    public double Apply(double v) => Math.Clamp(Scale * v + Shift, -Limit, Limit);

    /// <summary>Maximises the balanced log-likelihood of "this row is from P" under σ(scale·V + shift): Platt's calibration.</summary>
    public static Calibration Likely(HeldOutScores selection)
    {
        double scale = 1, shift = 0;
        for (var iteration = 0; iteration < 25; iteration++)
        {
            var system = new NewtonStep();
            system.Add(selection.P, 1, scale, shift);
            system.Add(selection.Q, 0, scale, shift);
            var (deltaScale, deltaShift) = system.Solve(scale, shift);
            scale += deltaScale;
            shift += deltaShift;
            if (Math.Abs(deltaScale) + Math.Abs(deltaShift) < 1e-10) break;
        }
        return new Calibration(scale, shift, selection.Ceiling);
    }

    /// <summary>Maximises a criterion of the calibrated scores by coordinate search from the identity.</summary>
    /// <param name="start">Where to start; its limit is the widest tried.</param>
    /// <param name="criterion">What to maximise; NaN counts as −∞.</param>
    /// <param name="largestScale">The largest scale tried.</param>
    public static Calibration Best(Calibration start, Func<Calibration, double> criterion, double largestScale)
    {
        var best = start;
        var value = Score(best);
        var steps = (LogScale: 0.5, Shift: 0.5, Limit: 0.6);
        for (var round = 0; round < 12; round++)
        {
            var before = value;
            Try(best with { Scale = Math.Min(largestScale, best.Scale * Math.Exp(steps.LogScale)) });
            Try(best with { Scale = best.Scale * Math.Exp(-steps.LogScale) });
            Try(best with { Shift = best.Shift + steps.Shift });
            Try(best with { Shift = best.Shift - steps.Shift });
            Try(best with { Limit = Math.Min(start.Limit, best.Limit * Math.Exp(steps.Limit)) });
            Try(best with { Limit = best.Limit * Math.Exp(-steps.Limit) });
            if (value <= before) steps = (steps.LogScale / 2, steps.Shift / 2, steps.Limit / 2);
        }
        return best;

        void Try(Calibration candidate)
        {
            var candidateValue = Score(candidate);
            if (candidateValue > value) (best, value) = (candidate, candidateValue);
        }

        double Score(Calibration candidate)
        {
            var score = criterion(candidate);
            return double.IsNaN(score) ? double.NegativeInfinity : score;
        }
    }

    /// <summary>Gradient and curvature of the penalised log-likelihood in (scale, shift).</summary>
    private struct NewtonStep
    {
        // A weak pull towards the identity keeps the step finite when the two samples are separated.
        private const double Pull = 1e-3;

        private double _gScale, _gShift, _hScaleScale, _hScaleShift, _hShiftShift;

        public void Add(ReadOnlySpan<double> scores, double label, double scale, double shift)
        {
            foreach (var v in scores)
            {
                var probability = 1 / (1 + Math.Exp(-(scale * v + shift)));
                var residual = (label - probability) / scores.Length;
                var weight = probability * (1 - probability) / scores.Length;
                _gScale += residual * v;
                _gShift += residual;
                _hScaleScale += weight * v * v;
                _hScaleShift += weight * v;
                _hShiftShift += weight;
            }
        }

        public readonly (double Scale, double Shift) Solve(double scale, double shift)
        {
            double a = _hScaleScale + Pull, b = _hScaleShift, c = _hShiftShift + Pull;
            double x = _gScale - Pull * (scale - 1), y = _gShift - Pull * shift, determinant = a * c - b * b;
            return ((c * x - b * y) / determinant, (a * y - b * x) / determinant);
        }
    }
}

using FGan.Neural.Operations;

namespace FGan.Neural;

/// <summary>W/σ(W), σ the largest singular value of a weight seen as a matrix [outputs, all else]: the layer stretches no difference of two inputs.</summary>
/// <remarks>
/// σ is followed by one step of power iteration a pass, v ← Wᵀu/‖Wᵀu‖, u ← Wv/‖Wv‖, σ = uᵀWv, whose u is kept between passes as the statistic
/// <c>weight_u</c>, PyTorch's name. The gradient passes through σ with u and v held fixed, dσ/dW = u·vᵀ, which is exact at the singular vectors. A
/// filter of a convolution counts as a row, as in the paper; the convolution itself may stretch a little more. Source: Miyato et al.,
/// arXiv 1802.05957.
/// </remarks>
internal sealed class SpectralNorm
{
    /// <summary>Added under the root, so that a weight of zeros stays one: far below the square of any σ that single precision holds well.</summary>
    private const float LeastSquare = 1e-24f;

    private readonly Parameter _weight;

    /// <summary>Watches a weight.</summary>
    public SpectralNorm(Parameter weight)
    {
        _weight = weight;
        Left = new Parameter("weight_u", [weight.Dimensions[0]], Initialisation.Normal(1f), isTrained: false);
    }

    /// <summary>u, of length 1 once there was a pass.</summary>
    public Parameter Left { get; }

    /// <summary>Records W/σ; training moves u on, sampling leaves it.</summary>
    public Value Normalised(Tape tape, Mode mode)
    {
        Value w = tape.Parameter(_weight);
        Value u = mode == Mode.Train
            ? tape.Record(new PowerIterationOperation(Left, w.Shape.Columns), [w], Left.Shape)
            : tape.Parameter(Left);

        // With v = Wᵀu/‖Wᵀu‖ held fixed, uᵀWv is ‖Wᵀu‖ to first order, which needs no second vector.
        Value image = u.MatMul(w);
        Value sigma = (image.Square().Sum() / u.Square().Sum() + LeastSquare).Sqrt();
        return w * sigma.Reciprocal().BroadcastTo(w.Shape);
    }
}

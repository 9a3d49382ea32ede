using System.Runtime.CompilerServices;

namespace FGan.Numerics;

/// <summary>Moves some parameters by one Adam step; the step's powers are taken once.</summary>
internal readonly unsafe struct AdamUpdate
{
    private readonly float* _gradients, _parameters, _firstMoments, _secondMoments;
    private readonly float _beta1, _beta2, _complement1, _complement2, _stepSize, _rootFactor, _epsilon;

    public AdamUpdate(AdamStep step, float* gradients, float* parameters, float* firstMoments, float* secondMoments)
    {
        _gradients = gradients;
        _parameters = parameters;
        _firstMoments = firstMoments;
        _secondMoments = secondMoments;
        (_beta1, _beta2, _epsilon) = (step.Beta1, step.Beta2, step.Epsilon);
        (_complement1, _complement2) = (1f - step.Beta1, 1f - step.Beta2);
        _stepSize = (float)(step.LearningRate / (1.0 - Math.Pow(step.Beta1, step.Step)));
        _rootFactor = (float)(1.0 / Math.Sqrt(1.0 - Math.Pow(step.Beta2, step.Step)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TLanes>(nint at)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes g = TLanes.Load(_gradients + at);
        TLanes m = TLanes.MultiplyAdd(TLanes.Create(_beta1), TLanes.Load(_firstMoments + at), TLanes.Create(_complement1) * g);
        TLanes v = TLanes.MultiplyAdd(TLanes.Create(_beta2), TLanes.Load(_secondMoments + at), TLanes.Create(_complement2) * g * g);
        TLanes size = TLanes.MultiplyAdd(TLanes.Sqrt(v), TLanes.Create(_rootFactor), TLanes.Create(_epsilon));
        TLanes step = TLanes.Create(_stepSize) * m / size;
        m.Store(_firstMoments + at);
        v.Store(_secondMoments + at);
        (TLanes.Load(_parameters + at) - step).Store(_parameters + at);
    }
}

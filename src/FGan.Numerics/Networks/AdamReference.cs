namespace FGan.Numerics;

/// <summary>Defines the Adam step, one parameter at a time.</summary>
internal static class AdamReference
{
    public static void Apply(
        AdamStep step, ReadOnlySpan<float> gradients, Span<float> parameters, Span<float> firstMoments, Span<float> secondMoments)
    {
        double correction1 = 1.0 - Math.Pow(step.Beta1, step.Step);
        double correction2 = 1.0 - Math.Pow(step.Beta2, step.Step);
        for (int i = 0; i < parameters.Length; i++)
        {
            float g = gradients[i];
            firstMoments[i] = (step.Beta1 * firstMoments[i]) + ((1f - step.Beta1) * g);
            secondMoments[i] = (step.Beta2 * secondMoments[i]) + ((1f - step.Beta2) * g * g);
            double direction = firstMoments[i] / correction1 / (Math.Sqrt(secondMoments[i] / correction2) + step.Epsilon);
            parameters[i] -= (float)(step.LearningRate * direction);
        }
    }
}

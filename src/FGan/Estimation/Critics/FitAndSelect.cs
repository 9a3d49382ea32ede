using FGan.Data;

namespace FGan;

/// <summary>The rows that a critic may learn from, and those it may be chosen by; neither holds a row it is reported on.</summary>
internal sealed record FitAndSelect(FloatMatrix FitP, FloatMatrix FitQ, FloatMatrix SelectP, FloatMatrix SelectQ);

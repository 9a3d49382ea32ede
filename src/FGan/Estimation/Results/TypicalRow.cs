namespace FGan;

/// <summary>Which of the two samples a row belongs to.</summary>
public enum SampleSide
{
    /// <summary>The data P.</summary>
    P,

    /// <summary>The model Q.</summary>
    Q,
}

/// <summary>A row that shows what is typical of its side: its critic, which never saw it, is surest of it.</summary>
/// <param name="Side">The sample of the row.</param>
/// <param name="Row">Its number in the sample, from 1; a header line is not counted.</param>
/// <param name="LogRatio">V ≈ log p/q of the row, in nats.</param>
public sealed record TypicalRow(SampleSide Side, int Row, double LogRatio);

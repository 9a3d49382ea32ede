using FGan.Data;
using FGan.Neural;

namespace FGan;

/// <summary>Runs a critic over rows, as it is used and not as it is trained.</summary>
internal sealed class CriticScorer : IDisposable
{
    private const int ChunkRows = 256;

    private readonly Value _rows, _scores;
    private readonly Program _program;

    public CriticScorer(Module critic, int width)
    {
        var tape = new Tape();
        _rows = tape.Input(ChunkRows, width, "rows");
        _scores = critic.Forward(_rows, Mode.Sample);
        _program = tape.Compile(_scores);
    }

    /// <summary>V of every row.</summary>
    /// <param name="rows">Encoded rows.</param>
    /// <param name="scores">Receives as many numbers.</param>
    public void Score(FloatMatrix rows, Span<double> scores)
    {
        int width = rows.Columns;
        for (int first = 0; first < rows.Rows; first += ChunkRows)
        {
            int count = Math.Min(ChunkRows, rows.Rows - first);
            Span<float> chunk = _program[_rows];
            rows.Values.Slice(first * width, count * width).CopyTo(chunk);
            chunk[(count * width)..].Clear();
            _program.Run();
            ReadOnlySpan<float> made = _program[_scores];
            for (int i = 0; i < count; i++) scores[first + i] = made[i];
        }
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose() => _program.Dispose();
}

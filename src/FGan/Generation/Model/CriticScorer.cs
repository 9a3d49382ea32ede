using FGan.Data;
using FGan.Neural;

namespace FGan;

/// <summary>Runs a critic over rows, as it is used and not as it is trained.</summary>
internal sealed class CriticScorer : IDisposable
{
    private const int LeastChunk = 256;

    private readonly int _pack;
    private readonly Value _rows, _scores;
    private readonly Value? _conditions;
    private readonly Program _program;

    /// <summary>Records a critic.</summary>
    /// <param name="critic">The critic.</param>
    /// <param name="width">Numbers of a row.</param>
    /// <param name="condition">Numbers that it is told beside it.</param>
    /// <param name="pack">Rows that it judges side by side.</param>
    public CriticScorer(Module critic, int width, int condition = 0, int pack = 1)
    {
        _pack = pack;
        var tape = new Tape();
        int chunk = (LeastChunk + pack - 1) / pack * pack;
        _rows = tape.Input(chunk, width, "rows");
        if (condition > 0) _conditions = tape.Input(chunk, condition, "conditions");
        _scores = critic.Forward(CriticInput.Of(_rows, _conditions, pack), Mode.Sample);
        _program = tape.Compile(_scores);
    }

    /// <summary>V of every row, or of every pack of rows that follow each other; rows beyond the last whole pack are left out.</summary>
    /// <param name="rows">Encoded rows.</param>
    /// <param name="scores">Receives a number a row or pack.</param>
    /// <param name="conditions">What the critic is told of each row; nothing when left out.</param>
    public void Score(FloatMatrix rows, Span<double> scores, ReadOnlySpan<float> conditions = default)
    {
        int packs = _scores.Shape.Rows;
        if (_conditions is not null) _program[_conditions].Clear();
        for (int first = 0; first < rows.Rows / _pack; first += packs)
        {
            int count = Math.Min(packs, rows.Rows / _pack - first);
            Place(rows.Values, first, count, _rows);
            if (_conditions is not null && conditions.Length > 0) Place(conditions, first, count, _conditions);
            _program.Run();
            ReadOnlySpan<float> made = _program[_scores];
            for (int i = 0; i < count; i++) scores[first + i] = made[i];
        }
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose() => _program.Dispose();

    /// <summary>Puts the rows of some packs where <see cref="CriticInput"/> takes each pack from.</summary>
    private void Place(ReadOnlySpan<float> from, int firstPack, int count, Value input)
    {
        int width = input.Shape.Columns, packs = input.Shape.Rows / _pack;
        Span<float> chunk = _program[input];
        chunk.Clear();
        for (int i = 0; i < count * _pack; i++)
        {
            (int pack, int member) = Math.DivRem(i, _pack);
            from.Slice((firstPack * _pack + i) * width, width).CopyTo(chunk[((member * packs + pack) * width)..]);
        }
    }
}

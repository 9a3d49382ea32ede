using System.Collections.Immutable;
using System.Text.Json;
using FGan.Data;
using FGan.Neural;
using FGan.Numerics;

namespace FGan;

/// <summary>
/// The conditional vector of CTGAN (Xu et al. 2019, section 4.3): a place for each value of each discrete column, 1 at the one value that a row is asked
/// to have and 0 elsewhere; 0 throughout where the row is free. Generator and critic receive it beside their rows.
/// </summary>
/// <remarks>
/// What is asked for in training is drawn by <see cref="TrainingBySampling"/>: often nothing, often rare values. The game is the mean over conditions c,
/// with their weights in training, of D_f(P(·|c)‖Q(·|c)): it is 0 where every conditional distribution is right, whatever the weights, that of free rows among them.
/// </remarks>
internal sealed class ConditionVector
{
    private const int CurrentVersion = 1;

    /// <summary>A value of fewer rows is not asked for: networks that meet it often would learn these rows by heart.</summary>
    private const int LeastRows = 10;

    /// <summary>Keeps the logarithm of a probability finite and its slope large where a softmax has all but given a value up.</summary>
    private const float LeastProbability = 1e-20f;

    /// <summary>Shares below are rare.</summary>
    private const double RareShare = 0.05;

    private readonly ImmutableArray<EncodedBlock> _blocks;
    private readonly ImmutableArray<ImmutableArray<double>> _shares;
    private readonly int[] _encoded;
    private readonly double _leastShare;
    private readonly bool[] _isRare;

    private ConditionVector(ImmutableArray<EncodedBlock> blocks, ImmutableArray<ImmutableArray<double>> shares, double leastShare)
    {
        (_blocks, _shares, _leastShare) = (blocks, shares, leastShare);
        Starts = [.. blocks.Select((_, i) => blocks.Take(i).Sum(block => block.Width))];
        _encoded = [.. blocks.SelectMany(block => Enumerable.Range(block.Offset, block.Width))];
        Shares = [.. shares.SelectMany(ofColumn => ofColumn)];
        _isRare = FindRare();
    }

    /// <summary>The discrete columns, as blocks of an encoded row.</summary>
    public ImmutableArray<EncodedBlock> Blocks => _blocks;

    /// <summary>The first place of each column.</summary>
    public ImmutableArray<int> Starts { get; }

    /// <summary>The number of places.</summary>
    public int Width => _encoded.Length;

    /// <summary>The share of the rows that have the value of each place.</summary>
    public ImmutableArray<double> Shares { get; }

    /// <summary>The share of the rows that have each value of a column.</summary>
    public ImmutableArray<double> SharesOf(int column) => _shares[column];

    /// <summary>The share of the rows whose rarest value is that of each place; see <see cref="RarestPlace"/>.</summary>
    public ImmutableArray<double> RarestShares { get; private set; }

    /// <summary>Whether the value of a place is ever asked for: it is not where too few rows have it.</summary>
    public bool IsAsked(int place) => Shares[place] >= _leastShare;

    /// <summary>The vector of an encoder's discrete columns; null where it has none, or none of their values is asked for.</summary>
    /// <param name="encoder">Made the rows.</param>
    /// <param name="rows">Encoded rows.</param>
    public static ConditionVector? Of(TableEncoder encoder, FloatMatrix rows)
    {
        ImmutableArray<EncodedBlock> blocks = [.. encoder.Choices];
        ImmutableArray<ImmutableArray<double>> shares = [.. blocks.Select(block => SharesIn(rows, block))];
        double least = (double)LeastRows / rows.Rows;
        if (!shares.Any(ofColumn => ofColumn.Any(share => share >= least))) return null;
        var vector = new ConditionVector(blocks, shares, least);
        var rarest = new double[vector.Width];
        for (int row = 0; row < rows.Rows; row++)
        {
            if (vector.RarestPlace(rows.Row(row)) is >= 0 and var place) rarest[place] += 1.0 / rows.Rows;
        }

        vector.RarestShares = [.. rarest];
        return vector;
    }

    /// <summary>Restores a vector from <see cref="ToJson"/>.</summary>
    /// <exception cref="DataException">The text is no vector of this encoder's columns.</exception>
    public static ConditionVector FromJson(string json, TableEncoder encoder)
    {
        try
        {
            Saved saved = JsonSerializer.Deserialize<Saved>(json, JsonSerializerOptions.Web) ?? throw new JsonException("null");
            if (saved.Version != CurrentVersion) throw new DataException($"the condition has version {saved.Version}; this program reads {CurrentVersion}");
            ImmutableArray<EncodedBlock> blocks = [.. encoder.Choices];
            SavedColumn[] columns = saved.Columns ?? throw new JsonException("no columns");
            if (!columns.Select(column => (column.Column, column.Shares?.Length)).SequenceEqual(blocks.Select(block => ((string?)block.Column, (int?)block.Width))) || blocks.IsEmpty)
                throw new JsonException("its columns are not the encoder's");
            if (columns.Any(column => !column.Shares!.All(share => share is >= 0 and <= 1) || !(column.Shares!.Sum() > 0)))
                throw new JsonException("a share is not between 0 and 1");
            if (!(saved.LeastShare > 0)) throw new JsonException("the least share is not above 0");
            if (columns.Any(column => column.Rarest?.Length != column.Shares!.Length || !column.Rarest.All(share => share is >= 0 and <= 1)))
                throw new JsonException("the shares of the rarest values do not match");
            return new ConditionVector(blocks, [.. columns.Select(column => column.Shares!.ToImmutableArray())], saved.LeastShare)
            {
                RarestShares = [.. columns.SelectMany(column => column.Rarest!)],
            };
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new DataException($"the condition's JSON is damaged ({e.Message.ReplaceLineEndings(" ")})", inner: e);
        }
    }

    /// <summary>Writes the columns and the shares of their values.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new Saved(CurrentVersion, _leastShare, [.. _blocks.Select((block, i) => new SavedColumn(block.Column, [.. _shares[i]], [.. RarestShares.Slice(Starts[i], block.Width)]))]), JsonSerializerOptions.Web);

    /// <summary>Writes conditions drawn by a law, one a row.</summary>
    /// <param name="conditions">Receives rows of <see cref="Width"/>.</param>
    /// <param name="law">How likely each is; its place <see cref="Width"/>, where it has one, is that of free rows.</param>
    /// <param name="numbers">Where the draws come from.</param>
    /// <param name="first">The number of the first draw.</param>
    public void Fill(Span<float> conditions, ConditionLaw law, Philox numbers, ulong first)
    {
        conditions.Clear();
        for (int row = 0; row * Width < conditions.Length; row++)
        {
            int place = law.Draw(numbers.Bits(first + (ulong)row));
            if (place < Width) conditions[row * Width + place] = 1f;
        }
    }

    /// <summary>Tells whether an encoded row has the value that it was asked for.</summary>
    public bool IsMet(ReadOnlySpan<float> row, ReadOnlySpan<float> condition)
    {
        int place = condition.IndexOf(1f), column = Starts.Length - 1;
        while (Starts[column] > place) column--;
        return Place(row, _blocks[column]) == place - Starts[column];
    }

    /// <summary>
    /// −E[log q(v | z, c)], the cross-entropy between the value v that is asked for and the generator's own probabilities of its column, [1, 1]: what makes
    /// it meet the condition.
    /// </summary>
    /// <param name="raw">The generator's unbounded numbers, [rows, encoded width].</param>
    /// <param name="conditions">[rows, <see cref="Width"/>].</param>
    public Value CrossEntropy(Value raw, Value conditions)
    {
        Value probabilities = new SegmentedSoftmax(_blocks.Select(block => new ColumnSegment(block.Offset, block.Width))).Forward(raw, Mode.Train).GatherColumns(_encoded);
        return ((probabilities + LeastProbability).Log() * conditions).Sum() * (-1f / raw.Shape.Rows);
    }

    /// <summary>Draws the value of each discrete column from a row's probabilities, and writes 1 at it and 0 elsewhere.</summary>
    /// <param name="row">An encoded row with probabilities.</param>
    /// <param name="numbers">Where the draws come from.</param>
    /// <param name="first">The number of the first draw; a row takes one a column.</param>
    public void Choose(Span<float> row, Philox numbers, ulong first)
    {
        for (int column = 0; column < _blocks.Length; column++)
        {
            Span<float> places = row.Slice(_blocks[column].Offset, _blocks[column].Width);
            float sum = 0, left = numbers.Uniform(first + (ulong)column);
            foreach (float probability in places) sum += probability;
            left *= sum;
            int value = 0;
            while (value < places.Length - 1 && left >= places[value]) left -= places[value++];
            places.Clear();
            places[value] = 1f;
        }
    }

    /// <summary>The place of a row's rarest value; −1 where none of its values is rare.</summary>
    public int RarestPlace(ReadOnlySpan<float> row)
    {
        int rarest = -1;
        for (int column = 0; column < _blocks.Length; column++)
        {
            int place = Starts[column] + Place(row, _blocks[column]);
            if (_isRare[place] && (rarest < 0 || Shares[place] < Shares[rarest])) rarest = place;
        }

        return rarest;
    }

    /// <summary>The value of a block: its largest place.</summary>
    public static int Place(ReadOnlySpan<float> row, EncodedBlock block)
    {
        ReadOnlySpan<float> places = row.Slice(block.Offset, block.Width);
        int largest = 0;
        for (int place = 1; place < places.Length; place++) largest = places[place] > places[largest] ? place : largest;
        return largest;
    }

    /// <summary>The rarest values that are asked for, as long as rows without any of them stay common.</summary>
    private bool[] FindRare()
    {
        var isRare = new bool[Width];
        double sum = 0;
        foreach (int place in Enumerable.Range(0, Width).Where(IsAsked).OrderBy(place => Shares[place]))
        {
            if (Shares[place] >= RareShare || (sum += Shares[place]) > 1) break;
            isRare[place] = true;
        }

        return isRare;
    }

    private static ImmutableArray<double> SharesIn(FloatMatrix rows, EncodedBlock block)
    {
        var counts = new double[block.Width];
        for (int row = 0; row < rows.Rows; row++) counts[Place(rows.Row(row), block)]++;
        return [.. counts.Select(count => count / rows.Rows)];
    }

    private sealed record Saved(int Version, double LeastShare, SavedColumn[]? Columns);

    private sealed record SavedColumn(string? Column, double[]? Shares, double[]? Rarest);
}

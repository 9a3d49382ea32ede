using System.Globalization;
using FGan.Data;

namespace FGan;

/// <summary>Makes rows again that break a constraint, until none does.</summary>
/// <remarks>
/// A row that breaks one is replaced by the row of the same number in a part of the seed's sequence far behind, and that by the one of the
/// next part: so a row depends on nothing but the seed and its number. What is made follows the model's distribution given the constraints.
/// </remarks>
internal sealed class ConstrainedRows
{
    private const int BatchRows = 4096;
    private const int MostTries = 256;
    private const int PartBits = 40;

    private long _made, _broken;

    /// <summary>Share of the rows made so far that broke a constraint.</summary>
    public double RejectedShare => _made == 0 ? 0 : _broken / (double)_made;

    public Table Draw(GanModel model, TableSpace space, int count, ulong seed, long first, ConditionLaw? law, CancellationToken cancellation)
    {
        Table made = Make(0, count);
        var batches = new List<Table>();
        for (int done = 0; done < count; done += BatchRows) batches.Add(Repair(done, Math.Min(BatchRows, count - done)));
        while (batches.Count > 1) batches = [.. batches.Chunk(2).Select(pair => pair.Length == 2 ? Table.Concat(pair[0], pair[1]) : pair[0])];

        // Identifiers are all different within what is made at once, so they stay.
        return space.Encoder.Identifiers.Where(made.Contains).Aggregate(batches[0], (table, name) => table.With(made[name]));

        Table Make(long offset, int rows) => space.DecodeTable(model.Rows(rows, seed, first + offset, law, cancellation), seed, first + offset);

        Table Repair(int start, int length)
        {
            Table rows = made.Take([.. Enumerable.Range(start, length)]);
            List<int> broken = Broken(rows, [.. Enumerable.Range(0, length)]);
            for (int part = 1; broken.Count > 0; part++)
            {
                if (part > MostTries) throw TooRare(space);
                int from = broken[0];
                Table again = Make(((long)part << PartBits) + start + from, broken[^1] - from + 1);
                int[] source = [.. Enumerable.Range(0, length)];
                foreach (int row in broken) source[row] = length + row - from;
                rows = Table.Concat(rows, again).Take(source);
                broken = Broken(rows, broken);
            }

            return rows;
        }

        List<int> Broken(Table table, List<int> rows)
        {
            bool[] breaks = space.Constraints.Breaks(table.Take([.. rows]));
            List<int> broken = [.. rows.Where((_, i) => breaks[i])];
            Count(rows.Count, broken.Count);
            return broken;
        }
    }

    private void Count(int made, int broken) => (_made, _broken) = (_made + made, _broken + broken);

    private DataException TooRare(TableSpace space) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{100 * RejectedShare:0.#} % of the rows made break a constraint ({string.Join("; ", space.Constraints.Checks)}), and one did so {MostTries} times running; train longer, or drop a constraint"));
}

namespace FGan.Numerics;

/// <summary>Deals parts out to lanes: each takes those of its own share in order, then what is left of the others'.</summary>
/// <remarks>
/// A lane has the same share every time, so what a thread wrote into its caches in one round of work it finds there in the next. Where two cores do not
/// share a cache, as between the chiplets of a large processor, a line that changes cores costs more than a thousand multiply-adds.
/// </remarks>
/// <param name="lanes">The most lanes.</param>
internal sealed class PartShares(int lanes)
{
    /// <summary>Counters stand this far apart, on cache lines of their own.</summary>
    private const int Apart = 32;

    private readonly int[] _next = new int[(lanes + 1) * Apart];
    private int _parts;

    /// <summary>Lanes of this round.</summary>
    public int Lanes { get; private set; }

    /// <summary>Puts the parts of a new round out.</summary>
    public void Deal(int parts, int among)
    {
        _parts = parts;
        Lanes = among;
        for (int lane = 0; lane < among; lane++) Next(lane) = First(lane, parts, among);
    }

    /// <summary>Takes a part that nobody has: of the lane's own share while there is one. Returns −1 when all are taken.</summary>
    /// <param name="lane">The lane that asks.</param>
    /// <param name="from">The lane whose share was last found not empty; the asking one at first.</param>
    public int Take(int lane, ref int from)
    {
        while (true)
        {
            int part = Interlocked.Increment(ref Next(from)) - 1;
            if (part < First(from + 1, _parts, Lanes)) return part;
            from = from + 1 == Lanes ? 0 : from + 1;
            if (from == lane) return -1;
        }
    }

    /// <summary>Withdraws what nobody has taken.</summary>
    public void Withdraw()
    {
        for (int lane = 0; lane < Lanes; lane++) Volatile.Write(ref Next(lane), First(lane + 1, _parts, Lanes));
    }

    /// <summary>The first part of a lane's share; the shares of the first lanes have one more where they do not come out even.</summary>
    public static int First(int lane, int parts, int lanes) => (lane * (parts / lanes)) + Math.Min(lane, parts % lanes);

    /// <summary>The place of a part when, rather than share after share, parts are dealt out one to each lane in turn.</summary>
    /// <remarks>For lists that begin with their longest: every lane then begins with one of the longest.</remarks>
    public static int InTurn(int part, int parts, int lanes)
    {
        lanes = Math.Min(lanes, parts);
        int lane = 0;
        while (part >= First(lane + 1, parts, lanes)) lane++;
        return ((part - First(lane, parts, lanes)) * lanes) + lane;
    }

    private ref int Next(int lane) => ref _next[(lane + 1) * Apart];
}

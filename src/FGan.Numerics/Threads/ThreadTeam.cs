using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace FGan.Numerics;

/// <summary>Keeps threads that share out the parts of one piece of work after another, at a cost of microseconds and no allocation.</summary>
/// <remarks>
/// The caller takes part. Idle threads look for work for some ten microseconds and then sleep. A call from inside a part, or while
/// another caller has the team, does all its parts on its own thread. What a part computes must depend on its number
/// alone; then the result does not depend on the team. Parts with low numbers go to the caller, as far as it gets to them, the others to the
/// helpers in order, so that the same part of the same work finds what it left in its core's caches.
/// </remarks>
public sealed unsafe class ThreadTeam : IDisposable
{
    private static readonly long SpinTicks = Stopwatch.Frequency / 25_000;
    private static ThreadTeam? _shared;

    [ThreadStatic]
    private static bool _insidePart;

    private readonly Thread[] _threads;
    private readonly PartShares _shares;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly bool _spins;
    private int _taken;
    private volatile bool _stopping;

    private delegate*<void*, int, void> _runPart;
    private void* _work;
    private ExceptionDispatchInfo? _failure;

    private PaddedCounters _counters;

    /// <summary>Gathers a team.</summary>
    /// <param name="size">Number of threads, the caller's included, 1 to 256.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is out of range.</exception>
    public ThreadTeam(int size)
    {
        if (size is < 1 or > MaximumSize)
            throw new ArgumentOutOfRangeException(nameof(size), size, $"A team of {size} threads; expected 1 to {MaximumSize}. Choose a size in that range.");
        Size = size;
        _spins = size <= Environment.ProcessorCount;
        _shares = new PartShares(size);
        _threads = new Thread[size - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            int lane = i + 1;
            _threads[i] = new Thread(() => Serve(lane)) { IsBackground = true, Name = $"FGan team {i + 1}" };
            _threads[i].Start();
        }
    }

    /// <summary>The largest size.</summary>
    public const int MaximumSize = 256;

    /// <summary>The team that kernels use where none is given: FGAN_THREADS threads, or one a processor.</summary>
    /// <exception cref="ArgumentNullException">Set to null.</exception>
    public static ThreadTeam Shared
    {
        get => Volatile.Read(ref _shared) ?? Found();
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Volatile.Write(ref _shared, value);
        }
    }

    /// <summary>The team of the caller alone: every part runs on its thread, one after another.</summary>
    public static ThreadTeam Single { get; } = new(1);

    /// <summary>Number of threads, the caller's included.</summary>
    public int Size { get; }

    /// <summary>Does every part of the work, 0 to <paramref name="parts"/> − 1, and returns when all are done.</summary>
    /// <param name="work">The work; threads share this one copy.</param>
    /// <param name="parts">Number of parts, 0 or more.</param>
    /// <typeparam name="TWork">A struct, or a ref struct that holds spans.</typeparam>
    /// <exception cref="Exception">The first exception that a part threw; the parts not yet begun are skipped.</exception>
    public void Run<TWork>(TWork work, int parts)
        where TWork : IParallelWork, allows ref struct
    {
        if (parts <= 1 || Size == 1 || _insidePart || Interlocked.CompareExchange(ref _taken, 1, 0) != 0)
        {
            for (int part = 0; part < parts; part++) work.Run(part);
            return;
        }

        try
        {
            Share(&RunPart<TWork>, Unsafe.AsPointer(ref work), parts);
        }
        finally
        {
            Volatile.Write(ref _taken, 0);
        }
    }

    /// <summary>Says which item of a list that begins with its longest a part is to do, so that every thread begins with one of the longest.</summary>
    /// <param name="part">The part.</param>
    /// <param name="parts">Number of parts, and of items.</param>
    /// <param name="threads">Size of the team that does them.</param>
    public static int InTurn(int part, int parts, int threads) => PartShares.InTurn(part, parts, threads);

    /// <summary>Dismisses the threads; the team then does its work on the caller's thread.</summary>
    public void Dispose()
    {
        if (_stopping || Size == 1) return;
        while (Interlocked.CompareExchange(ref _taken, 1, 0) != 0) Thread.Yield();
        _stopping = true;
        _wake.Release(_threads.Length);
        foreach (Thread thread in _threads) thread.Join();
        _wake.Dispose();
        Interlocked.CompareExchange(ref _shared, null, this);
    }

    private static ThreadTeam Found()
    {
        string? wanted = Environment.GetEnvironmentVariable("FGAN_THREADS");
        int size = int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int threads)
            ? Math.Clamp(threads, 1, MaximumSize)
            : Math.Min(Environment.ProcessorCount, MaximumSize);
        var team = new ThreadTeam(size);
        ThreadTeam winner = Interlocked.CompareExchange(ref _shared, team, null) ?? team;
        if (winner != team) team.Dispose();
        return winner;
    }

    private static void RunPart<TWork>(void* work, int part)
        where TWork : IParallelWork, allows ref struct => Unsafe.AsRef<TWork>(work).Run(part);

    // The work lies on the caller's stack, which outlives it: the caller leaves only when every thread has left.
    private void Share(delegate*<void*, int, void> runPart, void* work, int parts)
    {
        _runPart = runPart;
        _work = work;
        _failure = null;
        int helpers = Math.Min(_threads.Length, parts - 1);
        _shares.Deal(parts, helpers + 1);
        Volatile.Write(ref _counters.Left, helpers);
        // Publishes the round: as many helpers as there are seats may join it. The full fence stands between this
        // and the look at who sleeps, as it does between a helper's note that it sleeps and its last look for a seat.
        Interlocked.Exchange(ref _counters.Seats, helpers);
        int asleep = Math.Min(Volatile.Read(ref _counters.Asleep), helpers);
        if (asleep > 0) _wake.Release(asleep);

        TakeParts(0);
        AwaitHelpers();
        _failure?.Throw();
    }

    private void TakeParts(int lane)
    {
        EnterPart(true);
        try
        {
            int from = lane;
            for (int part; (part = _shares.Take(lane, ref from)) >= 0;) _runPart(_work, part);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
            _shares.Withdraw();
        }
        finally
        {
            EnterPart(false);
        }
    }

    private static void EnterPart(bool inside) => _insidePart = inside;

    private void AwaitHelpers()
    {
        // Parts are all begun: seats that nobody took yet are withdrawn, so a helper that sleeps late is not waited for.
        int empty = Interlocked.Exchange(ref _counters.Seats, 0);
        if (Interlocked.Add(ref _counters.Left, -empty) == 0) return;
        long begin = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _counters.Left) > 0)
        {
            if (!_spins || Stopwatch.GetTimestamp() - begin > SpinTicks) Thread.Yield();
            else Thread.SpinWait(4);
        }
    }

    private void Serve(int lane)
    {
        while (true)
        {
            if (!TakeSeat()) return;
            TakeParts(lane % _shares.Lanes);
            Interlocked.Decrement(ref _counters.Left);
        }
    }

    // Waits for a seat in a round: first awake, then asleep. Returns false when the team is dismissed.
    private bool TakeSeat()
    {
        long begin = Stopwatch.GetTimestamp();
        while (_spins && Stopwatch.GetTimestamp() - begin < SpinTicks)
        {
            if (TrySeat()) return true;
            if (_stopping) return false;
            Thread.SpinWait(4);
        }

        Interlocked.Increment(ref _counters.Asleep);
        try
        {
            while (true)
            {
                // A round may have been published between the last look and the note that this thread sleeps.
                if (TrySeat()) return true;
                if (_stopping) return false;
                _wake.Wait();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _counters.Asleep);
        }
    }

    private bool TrySeat()
    {
        int seats = Volatile.Read(ref _counters.Seats);
        while (seats > 0)
        {
            int seen = Interlocked.CompareExchange(ref _counters.Seats, seats - 1, seats);
            if (seen == seats) return true;
            seats = seen;
        }

        return false;
    }
}

namespace FGan.Numerics;

/// <summary>Fills spans with numbers of a kind, whole groups in place and the ends through a group beside.</summary>
internal static unsafe class PhiloxFilling
{
    /// <summary>Groups that one part of the work makes.</summary>
    private const int GroupsAPart = 64;

    public static void Fill<T, TValues>(Philox philox, TValues values, Span<T> destination, ulong start, ThreadTeam? team)
        where T : unmanaged
        where TValues : struct, IPhiloxValues<T>
    {
        fixed (T* pointer = destination)
            Simd.Run(new Work<T, TValues>(philox, values, pointer, destination.Length, start, team ?? ThreadTeam.Shared));
    }

    private readonly struct Work<T, TValues>(Philox philox, TValues values, T* destination, int length, ulong start, ThreadTeam team) : ILanesWork
        where T : unmanaged
        where TValues : struct, IPhiloxValues<T>
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            ulong first = start / PhiloxGroup.Size;
            long groups = length == 0 ? 0 : (long)((start % PhiloxGroup.Size) + (ulong)length + PhiloxGroup.Size - 1) / PhiloxGroup.Size;
            var part = new Part<T, TValues, TLanes>(philox, values, destination, length, start, first);
            team.Run(part, (int)((groups + GroupsAPart - 1) / GroupsAPart));
        }
    }

    private readonly struct Part<T, TValues, TLanes>(Philox philox, TValues values, T* destination, int length, ulong start, ulong firstGroup) : IParallelWork
        where T : unmanaged
        where TValues : struct, IPhiloxValues<T>
        where TLanes : struct, ILanes<TLanes>
    {
        public void Run(int part)
        {
            uint* words = stackalloc uint[2 * PhiloxGroup.Size];
            for (int i = 0; i < GroupsAPart; i += 2)
            {
                long group = ((long)part * GroupsAPart) + i;
                // The group's first number stands here in the destination, which may be before its beginning.
                long at = (group * PhiloxGroup.Size) - (long)(start % PhiloxGroup.Size);
                if (at >= length) return;
                PhiloxGroup.FillTwo(philox, firstGroup + (ulong)group, words);
                Make(words, at);
                Make(words + PhiloxGroup.Size, at + PhiloxGroup.Size);
            }
        }

        private void Make(uint* words, long at)
        {
            if (at >= 0 && at + PhiloxGroup.Size <= length)
            {
                values.Make<TLanes>(words, destination + at);
                return;
            }

            T* beside = stackalloc T[PhiloxGroup.Size];
            values.Make<TLanes>(words, beside);
            for (long j = Math.Max(0, -at); j < Math.Min(PhiloxGroup.Size, length - at); j++) destination[at + j] = beside[j];
        }
    }
}

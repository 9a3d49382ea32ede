namespace FGan.Numerics;

/// <summary>Packs the weights of sliding products, once for all images, in scratch memory of the calling thread.</summary>
internal static unsafe class SlidingWeights
{
    /// <summary>Packs tiles of channels that go out, for a product with those as rows.</summary>
    public static float* PackTiles<TLanes>(SlidingPlan plan, SlidingPhase* phases, float* weights, ThreadTeam team)
        where TLanes : struct, ILanes<TLanes> =>
        Pack<TLanes>(plan, phases, weights, Tiling<TLanes>.Rows, Tiling<TLanes>.PaddedRows(plan.Results), team);

    /// <summary>Packs panels of channels that go out, for a product with those as columns.</summary>
    public static float* PackPanels<TLanes>(SlidingPlan plan, SlidingPhase* phases, float* weights, ThreadTeam team)
        where TLanes : struct, ILanes<TLanes> =>
        Pack<TLanes>(plan, phases, weights, Tiling<TLanes>.Columns, Tiling<TLanes>.PaddedColumns(plan.Results), team);

    private static float* Pack<TLanes>(SlidingPlan plan, SlidingPhase* phases, float* weights, int most, int padded, ThreadTeam team)
        where TLanes : struct, ILanes<TLanes>
    {
        plan.Lay(phases, padded);
        float* packed = Scratch.Get(ScratchUse.Weights, checked(padded * plan.TapCount));
        team.Run(new PackPart(plan, phases, weights, most, padded, packed), (plan.Results + most - 1) / most);
        return packed;
    }

    private readonly ref struct PackPart(SlidingPlan plan, SlidingPhase* phases, float* weights, int most, int padded, float* packed) : IParallelWork
    {
        private readonly SlidingPlan _plan = plan;

        public void Run(int part) =>
            _plan.PackWeights(weights, phases, part * most, Math.Min(most, padded - (part * most)), padded, packed);
    }
}

namespace FGan.Numerics;

/// <summary>Packs the weights of sliding products, once for all images.</summary>
internal static unsafe class SlidingWeights
{
    /// <summary>Returns the packed weights, in scratch memory of the calling thread.</summary>
    public static float* Pack<TLanes>(SlidingPlan plan, SlidingPhase* phases, float* weights, ThreadTeam team)
        where TLanes : struct, ILanes<TLanes>
    {
        float* packed = Scratch.Get(ScratchUse.Weights, checked(Tiling<TLanes>.PaddedRows(plan.Results) * plan.TapCount));
        team.Run(new PackPart<TLanes>(plan, phases, weights, packed), (plan.Results + Tiling<TLanes>.Rows - 1) / Tiling<TLanes>.Rows);
        return packed;
    }

    private readonly ref struct PackPart<TLanes>(SlidingPlan plan, SlidingPhase* phases, float* weights, float* packed) : IParallelWork
        where TLanes : struct, ILanes<TLanes>
    {
        private readonly SlidingPlan _plan = plan;

        public void Run(int part)
        {
            int row = part * Tiling<TLanes>.Rows;
            _plan.PackWeights(weights, phases, row, Tiling<TLanes>.TileRows(_plan.Results - row), Tiling<TLanes>.PaddedRows(_plan.Results), packed);
        }
    }
}

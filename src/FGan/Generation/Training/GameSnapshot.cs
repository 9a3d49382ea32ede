using FGan.Numerics;

namespace FGan;

/// <summary>A copy of a game's whole state, to return to.</summary>
internal sealed class GameSnapshot
{
    private readonly Game _game;
    private readonly float[][] _tensors;

    public GameSnapshot(Game game)
    {
        _game = game;
        _tensors = [.. game.Tensors.Select(t => new float[t.Tensor.Count])];
    }

    /// <summary>The step at which it was taken.</summary>
    public long Step { get; private set; }

    /// <summary>Copies the state, unless something in it is not finite.</summary>
    /// <returns>Whether it was copied.</returns>
    public bool TryTake(long step)
    {
        foreach ((_, Neural.NamedTensor tensor) in _game.Tensors)
        {
            if (!Reductions.AllFinite(tensor.Values)) return false;
        }

        for (int i = 0; i < _tensors.Length; i++) _game.Tensors[i].Tensor.Values.CopyTo(_tensors[i]);
        Step = step;
        return true;
    }

    /// <summary>Puts the game back to the state copied.</summary>
    public void Restore()
    {
        for (int i = 0; i < _tensors.Length; i++) _game.Tensors[i].Tensor.Load(_tensors[i]);
    }
}

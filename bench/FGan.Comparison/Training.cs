using FGan.Neural;
using FGan.Numerics;

namespace FGan.Comparison;

/// <summary>One f-GAN in training: the critic's program, the generator's program and their optimisers.</summary>
internal sealed class Training : IDisposable
{
    private static readonly AdamOptions Options = new() { LearningRate = 2e-4f, Beta1 = 0.5f, Beta2 = 0.999f };

    private readonly Workload _workload;
    private readonly ParameterSet _generator;
    private readonly ParameterSet _critic;
    private readonly Adam _generatorAdam;
    private readonly Adam _criticAdam;
    private readonly Program _criticStep;
    private readonly Program _generatorStep;
    private readonly Value _real;
    private readonly Value _firstNoise;
    private readonly Value _secondNoise;
    private readonly Value _criticLoss;
    private readonly Value _generatorLoss;
    private readonly float[] _data;
    private readonly int[] _rows;
    private readonly Philox _batches = new(1, 5);
    private ulong _drawn;

    /// <summary>Prepares a training.</summary>
    /// <param name="workload">What to train.</param>
    /// <param name="draw">Whether the programs draw z themselves; if not, it is an input.</param>
    public Training(Workload workload, bool draw)
    {
        _workload = workload;
        (Sequential generator, Sequential critic) = workload.Networks();
        _generator = new ParameterSet(generator, seed: 1, stream: 1);
        _critic = new ParameterSet(critic, seed: 1, stream: 2);
        _generatorAdam = new Adam(_generator, Options);
        _criticAdam = new Adam(_critic, Options);
        _data = new float[10_000 * workload.Columns];
        new Philox(1, 3).Uniforms(_data);
        _rows = new int[workload.Batch];
        var noise = new RandomSource(1, 4);

        var first = new Tape();
        _firstNoise = Noise(first);
        _real = first.Input(workload.Batch, workload.Columns, "real");
        Value v = critic.Forward(Value.StackRows(_real, generator.Forward(_firstNoise, Mode.Train)), Mode.Train);
        Value onData = v.Rows(0, workload.Batch).Apply(JensenShannon.Value), onSamples = v.Rows(workload.Batch, workload.Batch).Apply(JensenShannon.Composition);
        _criticLoss = onSamples.Mean() - onData.Mean();
        first.Backward(_criticLoss, _critic);
        _criticStep = first.Compile(_criticLoss);

        var second = new Tape();
        _secondNoise = Noise(second);
        _generatorLoss = -critic.Forward(generator.Forward(_secondNoise, Mode.Train), Mode.Train).Apply(JensenShannon.Composition).Mean();
        second.Backward(_generatorLoss, _generator);
        _generatorStep = second.Compile(_generatorLoss);

        Value Noise(Tape tape) => draw ? tape.Normal(workload.Batch, workload.Noise, noise) : tape.Input(workload.Batch, workload.Noise, "noise");
    }

    /// <summary>The generator's parameters, flat.</summary>
    public ReadOnlySpan<float> GeneratorWeights => _generator.Values;

    /// <summary>The critic's parameters, flat.</summary>
    public ReadOnlySpan<float> CriticWeights => _critic.Values;

    public Program CriticProgram => _criticStep;

    public Program GeneratorProgram => _generatorStep;

    /// <summary>Draws a batch and moves both networks once.</summary>
    public void Step()
    {
        DrawBatch();
        MoveBoth();
    }

    /// <summary>Does what follows the critic's program in a step, and what precedes it in the next.</summary>
    public void FinishStepFromCritic()
    {
        _criticAdam.Step();
        _generatorStep.Run();
        _generatorAdam.Step();
        DrawBatch();
    }

    /// <summary>Does what follows the generator's program in a step, and what precedes it in the next.</summary>
    public void FinishStepFromGenerator()
    {
        _generatorAdam.Step();
        DrawBatch();
        _criticStep.Run();
        _criticAdam.Step();
    }

    private void DrawBatch()
    {
        _batches.Integers(_rows, 10_000, _drawn);
        _drawn += (ulong)_rows.Length;
        MatrixCopy.GatherRows(_data, _workload.Columns, _rows, _criticStep[_real]);
    }

    /// <summary>Writes the weights and some batches for the peer, trains on them, and returns the losses.</summary>
    public float[] WriteAndReplay(string path, int steps)
    {
        using var file = new BinaryWriter(File.Create(path));
        foreach (Parameter parameter in _generator.Parameters.Concat(_critic.Parameters)) Write(file, parameter.Values);
        float[] losses = new float[2 * steps];
        for (int step = 0; step < steps; step++)
        {
            new Philox(7, (ulong)step).Uniforms(_criticStep[_real]);
            new Philox(8, (ulong)step).Normals(_criticStep[_firstNoise]);
            new Philox(9, (ulong)step).Normals(_generatorStep[_secondNoise]);
            Write(file, _criticStep[_real]);
            Write(file, _criticStep[_firstNoise]);
            Write(file, _generatorStep[_secondNoise]);
            MoveBoth();
            losses[2 * step] = _criticStep[_criticLoss][0];
            losses[(2 * step) + 1] = _generatorStep[_generatorLoss][0];
        }
        return losses;
    }

    public void Dispose()
    {
        foreach (IDisposable owned in new IDisposable[] { _criticStep, _generatorStep, _criticAdam, _generatorAdam, _critic, _generator }) owned.Dispose();
    }

    private void MoveBoth()
    {
        _criticStep.Run();
        _criticAdam.Step();
        _generatorStep.Run();
        _generatorAdam.Step();
    }

    private static void Write(BinaryWriter file, ReadOnlySpan<float> numbers) => file.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers));
}

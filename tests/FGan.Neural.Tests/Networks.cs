using FGan.Neural.Compilation;
using FGan.Numerics;

namespace FGan.Neural.Tests;

/// <summary>Small networks of every kind, ready to train.</summary>
internal static class Networks
{
    public static TheoryData<string> Names => ["mlp", "wide", "normalised", "images", "pixels", "table", "penalty"];

    public static Case Build(string name, bool fuse = true, float? clip = null, bool keepAll = false, int rows = 12)
    {
        Module module = Module(name);
        var weights = new ParameterSet(module, seed: 5);
        var adam = new Adam(weights, new AdamOptions { LearningRate = 1e-2f, MaximumGradientNorm = clip });
        var tape = new Tape();
        int width = name is "images" or "pixels" ? 36 : 5;
        Value x = tape.Input(rows, width), y = module.Forward(x, Mode.Train), loss = (y.Softplus() - 0.3f).Square().Mean();
        if (name == "penalty") loss += 0.1f * tape.Gradient(y, x).Square().RowSums().Mean();
        tape.Backward(loss, weights);
        Value[] outputs = keepAll ? [.. tape.Nodes.SelectMany(n => n.Outputs).Where(v => v != loss).Prepend(loss)] : [loss];
        Program step = Compiler.Compile(tape, outputs, fuse);
        Samples.Normal(rows * width, 31).CopyTo(step[x]);
        return new Case(weights, adam, step, loss);
    }

    public static Sequential Module(string name) => name switch
    {
        "mlp" => new(new Linear(5, 17), new ActivationLayer(ActivationKind.Elu, 1f), new Linear(17, 9), new ActivationLayer(ActivationKind.Relu), new Linear(9, 1)),
        "wide" => new(new Linear(5, 70), new ActivationLayer(Activation.Relu), new Linear(70, 64), new ActivationLayer(Activation.Relu), new Linear(64, 1)),
        "normalised" => new(new Linear(5, 17), new BatchNorm(17), new ActivationLayer(ActivationKind.Relu), new Linear(17, 3), new ActivationLayer(ActivationKind.Sigmoid)),
        "images" => new(
            new Conv2d(1, 6, 6, 4, 4, 2, 1), new BatchNorm(4, 9), new ActivationLayer(ActivationKind.LeakyRelu, 0.2f),
            new ConvTranspose2d(4, 3, 3, 2, 4, 2, 1), new ActivationLayer(ActivationKind.Tanh), new Linear(72, 1)),
        // Many channels: images stay in the order of pixels from the first layer to the last.
        "pixels" => new(
            new Conv2d(1, 6, 6, 12, 4, 2, 1), new ActivationLayer(Activation.LeakyRelu(0.2f)), new Conv2d(12, 3, 3, 14, 3, 1, 1), new BatchNorm(14, 9), new ActivationLayer(Activation.Relu),
            new ConvTranspose2d(14, 3, 3, 12, 4, 2, 1), new BatchNorm(12, 36), new ActivationLayer(Activation.Softplus), new ConvTranspose2d(12, 6, 6, 1, 4, 2, 1),
            new ActivationLayer(Activation.Tanh), new Linear(144, 1)),
        "table" => new(new Linear(5, 17), new ActivationLayer(Activation.LeakyRelu(0.2f)), new Linear(17, 9), new SegmentedSoftmax([new(2, 4), new(6, 3)], 0.5f, Activation.Tanh)),
        _ => new(new Linear(5, 17), new ActivationLayer(Activation.Tanh), new Linear(17, 9), new ActivationLayer(Activation.Softplus), new Linear(9, 1)),
    };

    internal sealed record Case(ParameterSet Weights, Adam Adam, Program Step, Value Loss) : IDisposable
    {
        public void Run() => Step.Run();

        public void Train()
        {
            Step.Run();
            Adam.Step();
        }

        public void Dispose()
        {
            Step.Dispose();
            Adam.Dispose();
            Weights.Dispose();
        }
    }
}

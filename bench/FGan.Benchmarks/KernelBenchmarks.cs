using BenchmarkDotNet.Attributes;
using FGan.Numerics;

namespace FGan.Benchmarks;

/// <summary>Times the kernels on one thread at a width; the scalar width is the baseline, and nothing may be allocated.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private const int Rows = 256, Columns = 256, Length = Rows * Columns;

    private readonly AlignedBuffer _x = new(Length), _y = new(Length), _z = new(Length), _w = new(Length);
    private readonly ConvolutionGeometry _geometry = new(Channels: 16, Height: 14, Width: 14, Filters: 16, KernelHeight: 4, KernelWidth: 4, Stride: 2, Padding: 1);
    private readonly AlignedBuffer _images = new(16 * 16 * 14 * 14), _results = new(16 * 16 * 7 * 7), _weights = new(16 * 16 * 16);
    private readonly AlignedBuffer _channel = new(Columns), _other = new(Columns);

    /// <summary>The vector width that is forced.</summary>
    [Params(SimdWidth.Scalar, SimdWidth.Bits256, SimdWidth.Bits512)]
    public SimdWidth Width { get; set; }

    /// <summary>Fills the buffers and forces the width.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        new Philox(1, 1).Uniforms(_x.Span);
        new Philox(1, 2).Uniforms(_y.Span);
        _channel.Span.Fill(1f);
        Simd.Force(Width);
    }

    /// <summary>c = a·b, 256³.</summary>
    [Benchmark]
    public void Product() => MatrixProduct.Multiply(
        new(_x.Span, Rows, Columns), new(_y.Span, Rows, Columns), new(_z.Span, Rows, Columns), team: ThreadTeam.Single);

    /// <summary>A convolution of 16 images, forward.</summary>
    [Benchmark]
    public void ConvolutionForward() => Convolution.Forward(_geometry, _images.Span, _weights.Span, _results.Span, team: ThreadTeam.Single);

    /// <summary>The same back to the images, which is a transposed convolution.</summary>
    [Benchmark]
    public void ConvolutionBackwardData() => Convolution.BackwardData(_geometry, _results.Span, _weights.Span, _images.Span, team: ThreadTeam.Single);

    /// <summary>The same back to the weights.</summary>
    [Benchmark]
    public void ConvolutionBackwardWeights() =>
        Convolution.BackwardWeights(_geometry, _images.Span, _results.Span, _weights.Span, team: ThreadTeam.Single);

    /// <summary>z = x + y.</summary>
    [Benchmark]
    public void Add() => Elementwise.Add(_x.Span, _y.Span, _z.Span, ThreadTeam.Single);

    /// <summary>z = eˣ.</summary>
    [Benchmark]
    public void Exp() => Elementwise.Exp(_x.Span, _z.Span, ThreadTeam.Single);

    /// <summary>z = log x.</summary>
    [Benchmark]
    public void Log() => Elementwise.Log(_x.Span, _z.Span, ThreadTeam.Single);

    /// <summary>z = tanh x.</summary>
    [Benchmark]
    public void Tanh() => Elementwise.Tanh(_x.Span, _z.Span, ThreadTeam.Single);

    /// <summary>z = log(1 + eˣ).</summary>
    [Benchmark]
    public void Softplus() => Elementwise.Softplus(_x.Span, _z.Span, ThreadTeam.Single);

    /// <summary>Column sums.</summary>
    [Benchmark]
    public void SumChannels() => Reductions.SumChannels(_x.Span, _other.Span, team: ThreadTeam.Single);

    /// <summary>Batch normalisation, forward.</summary>
    [Benchmark]
    public void BatchNorm() => BatchNormKernels.Forward(
        _x.Span, _channel.Span, _channel.Span, 1e-5f, Activation.Relu, _other.Span, _w.Span[..Columns], _z.Span, 1, ThreadTeam.Single);

    /// <summary>One Adam step.</summary>
    [Benchmark]
    public void Adam() => AdamKernel.Apply(new AdamStep(1, 1e-3f), _x.Span, _y.Span, _z.Span, _w.Span, ThreadTeam.Single);

    /// <summary>Standard normal numbers.</summary>
    [Benchmark]
    public void Normals() => new Philox(1, 3).Normals(_z.Span, 0, ThreadTeam.Single);
}

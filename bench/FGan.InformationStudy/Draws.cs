using FGan.Numerics;

namespace FGan.Bench;

/// <summary>Random numbers of one sample of a task, drawn column by column.</summary>
internal sealed class Draws(ulong seed, int rows)
{
    private ulong _stream = 1;

    public int Rows { get; } = rows;

    /// <summary>A column of standard normal numbers.</summary>
    public double[] Normals()
    {
        var values = new float[Rows];
        new Philox(seed, _stream++).Normals(values);
        return Array.ConvertAll(values, v => (double)v);
    }

    /// <summary>A column of uniform numbers from [0, 1), with 48 bits.</summary>
    public double[] Uniforms()
    {
        float[] high = new float[Rows], low = new float[Rows];
        new Philox(seed, _stream++).Uniforms(high);
        new Philox(seed, _stream++).Uniforms(low);
        return [.. high.Zip(low, (h, l) => h + l / (1 << 24))];
    }

    /// <summary>A column of χ² numbers with whole degrees of freedom.</summary>
    public double[] ChiSquares(int freedom)
    {
        var sum = new double[Rows];
        for (var k = 0; k < freedom; k++)
        {
            var normals = Normals();
            for (var i = 0; i < Rows; i++) sum[i] += normals[i] * normals[i];
        }
        return sum;
    }

    /// <summary>Columns of standard normal numbers.</summary>
    public double[][] Normals(int columns) => [.. Enumerable.Range(0, columns).Select(_ => Normals())];
}

using FGan.Numerics;

namespace FGan;

/// <summary>A curve in the plane, walked along uniformly in its parameter, with Gaussian noise.</summary>
internal sealed class ToyCurve(string name, Func<double, (double X, double Y)> curve, double deviation) : ToyData(name, 2)
{
    /// <summary>One and a half turns of a spiral, within a radius of 2.</summary>
    public static (double X, double Y) SwissRoll(double parameter)
    {
        double angle = 1.5 * Math.PI * (1 + 2 * parameter);
        double radius = 2 * angle / (4.5 * Math.PI);
        return (radius * Math.Cos(angle), radius * Math.Sin(angle));
    }

    /// <summary>Two half circles of radius 1, one inside the other's opening.</summary>
    public static (double X, double Y) Moons(double parameter)
    {
        double angle = 2 * Math.PI * parameter;
        return parameter < 0.5
            ? (Math.Cos(angle) - 0.5, Math.Sin(angle) - 0.25)
            : (0.5 + Math.Cos(angle), 0.25 + Math.Sin(angle));
    }

    public override void Draw(Span<float> rows, ulong seed, ulong stream = RandomStreams.ToyRows, ulong firstRow = 0)
    {
        var along = new Philox(seed, stream + RandomStreams.SecondPart);
        new Philox(seed, stream).Normals(rows, firstRow * 2);
        for (int row = 0; 2 * row < rows.Length; row++)
        {
            (double x, double y) = curve(along.Uniform(firstRow + (ulong)row));
            rows[2 * row] = (float)(x + deviation * rows[2 * row]);
            rows[2 * row + 1] = (float)(y + deviation * rows[2 * row + 1]);
        }
    }
}

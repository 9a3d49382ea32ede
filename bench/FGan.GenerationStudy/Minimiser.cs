namespace FGan.GenerationStudy;

/// <summary>Finds the least value of a smooth function of two numbers by Nelder and Mead's simplex.</summary>
internal static class Minimiser
{
    private const int MostSteps = 200;
    private const double Enough = 1e-5;

    public static (double X, double Y) Find(Func<double, double, double> function, double x, double y)
    {
        (double Value, double X, double Y) At(double px, double py) => (function(px, py), px, py);
        (double Value, double X, double Y)[] simplex = [At(x, y), At(x + 0.2, y), At(x, y + 0.2)];
        for (int step = 0; step < MostSteps; step++)
        {
            Array.Sort(simplex, (a, b) => a.Value.CompareTo(b.Value));
            (var best, var middle, var worst) = (simplex[0], simplex[1], simplex[2]);
            if (Math.Abs(worst.X - best.X) + Math.Abs(worst.Y - best.Y) < Enough) break;
            (double cx, double cy) = ((best.X + middle.X) / 2, (best.Y + middle.Y) / 2);
            (double Value, double X, double Y) Along(double share) => At(cx + share * (cx - worst.X), cy + share * (cy - worst.Y));
            var reflected = Along(1);
            if (reflected.Value < best.Value) simplex[2] = Along(2) is var far && far.Value < reflected.Value ? far : reflected;
            else if (reflected.Value < middle.Value) simplex[2] = reflected;
            else if (Along(reflected.Value < worst.Value ? 0.5 : -0.5) is var near && near.Value < worst.Value) simplex[2] = near;
            else simplex = [best, At((best.X + middle.X) / 2, (best.Y + middle.Y) / 2), At((best.X + worst.X) / 2, (best.Y + worst.Y) / 2)];
        }

        return (simplex[0].X, simplex[0].Y);
    }
}

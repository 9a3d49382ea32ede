namespace FGan.Divergences.Exact;

/// <summary>Adds panels up, refining and splitting the ones that still change until the sum is good to 15 digits.</summary>
internal static class Quadrature
{
    private const double Tolerance = 2e-16;
    private const int MostPanels = 2000;
    private const int MostIdleRounds = 3;

    /// <summary>Integrates a non-negative function over panels.</summary>
    /// <returns>The integral, +∞ where a double cannot hold it.</returns>
    public static double Integrate(AnchoredFunction f, List<Panel> panels)
    {
        foreach (var panel in panels) panel.Refine(f);
        var (smallestError, idleRounds) = (double.PositiveInfinity, 0);
        while (true)
        {
            var total = panels.Sum(panel => panel.Value);
            if (!double.IsFinite(total)) return double.PositiveInfinity;
            var open = panels.FindAll(panel => panel.Change > Tolerance * total);
            // Splitting that no longer helps has met the rounding of the integrand itself.
            var error = open.Sum(panel => panel.Change);
            idleRounds = error < smallestError / 2 ? 0 : idleRounds + 1;
            smallestError = Math.Min(smallestError, error);
            if (open.Count == 0 || panels.Count > MostPanels || idleRounds > MostIdleRounds) return total;
            foreach (var panel in open) Improve(f, panels, panel);
        }
    }

    private static void Improve(AnchoredFunction f, List<Panel> panels, Panel panel)
    {
        if (!panel.IsExhausted)
        {
            panel.Refine(f);
            return;
        }
        var (left, right) = panel.Split();
        left.Refine(f);
        right.Refine(f);
        panels.Remove(panel);
        panels.Add(left);
        panels.Add(right);
    }
}

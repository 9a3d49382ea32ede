using System.Globalization;
using System.Text;
using FGan.Data;

namespace FGan.Cli.Commands;

/// <summary>The file of density ratios that <c>fgan estimate --scores</c> writes: one line a row of P, then of Q.</summary>
internal static class ScoresFile
{
    public static void Write(string path, HeldOutRatios ratios)
    {
        var text = new StringBuilder("side,row,fold,log_ratio,weight\n");
        // A row of Q weighs p/q to stand for P, a row of P weighs q/p to stand for Q.
        Append(text, "P", ratios.P, ratios.FoldP, -1);
        Append(text, "Q", ratios.Q, ratios.FoldQ, 1);
        AtomicFile.WriteAllText(path, text.ToString());
    }

    private static void Append(StringBuilder text, string side, IReadOnlyList<double> ratios, IReadOnlyList<int> folds, int sign)
    {
        for (var row = 0; row < ratios.Count; row++)
            text.Append(CultureInfo.InvariantCulture, $"{side},{row + 1},{folds[row]},{ratios[row]:R},{Math.Exp(sign * ratios[row]):R}\n");
    }
}

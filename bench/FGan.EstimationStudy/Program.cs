using System.Globalization;
using FGan.Bench;
using FGan.Numerics;

// Estimates of known divergences, and of none, as Markdown.
//   dotnet run -c Release --project bench/FGan.EstimationStudy -- normals 100 > docs/results/estimation.md
//   dotnet run -c Release --project bench/FGan.EstimationStudy -- lines 40 > docs/results/lines.md
//   dotnet run -c Release --project bench/FGan.EstimationStudy -- self 200 4000 samples/penguins.csv adult.csv.gz t10k-images-idx3-ubyte > docs/results/nothing.md
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
// Repetitions run side by side; each estimate then has one core, which changes no bit of it.
ThreadTeam.Shared = ThreadTeam.Single;
switch (args)
{
    case ["normals" or "lines", var repetitions, .. var part]:
        KnownStudy.Run(args[0], Count(repetitions), part.Length > 0 ? part[0] : "");
        return 0;
    case ["self", var splits, var rows, .. var files]:
        SelfStudy.Run(Count(splits), Count(rows), files);
        return 0;
    default:
        await Console.Error.WriteLineAsync("Say normals REPETITIONS [PART OF A NAME], lines REPETITIONS [PART OF A NAME], or self SPLITS ROWS FILE...");
        return 2;
}

static int Count(string word) => int.Parse(word, CultureInfo.InvariantCulture);

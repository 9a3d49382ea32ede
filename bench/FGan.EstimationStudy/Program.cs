using System.Globalization;
using FGan.Bench;

// Repeats the estimation of known divergences and prints how large the errors are and how often the limits hold, as Markdown.
//   dotnet run -c Release --project bench/FGan.EstimationStudy -- [repetitions]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var repetitions = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100;
Console.WriteLine($"Made by `dotnet run -c Release --project bench/FGan.EstimationStudy -- {repetitions}`: {repetitions} repetitions, 10,000 rows a side, defaults.");
Console.WriteLine();
foreach (var (p, q) in new[] { ((0.0, 1.0), (1.0, 1.0)), ((0.0, 1.0), (0.5, 1.5)) })
{
    var study = new GaussianStudy(p, q, rows: 10_000);
    for (var repetition = 0; repetition < repetitions; repetition++) study.Repeat((ulong)repetition + 1);
    study.Print();
}

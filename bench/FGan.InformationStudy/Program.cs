using System.Globalization;
using FGan.Bench;

// Measures mutual information where it is known, and prints the results as Markdown: docs/results/information.md.
//   dotnet run -c Release --project bench/FGan.InformationStudy [-- benchmark | variants | held-out | limits | part of a task's name]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var what = args.Length > 0 ? args[0] : "all";
if (what == "all")
{
    Console.WriteLine("# Mutual information where it is known\n");
    Console.WriteLine("Made by `dotnet run -c Release --project bench/FGan.InformationStudy > docs/results/information.md`: 10,000 rows, columns standardised, defaults only, no task known to the");
    Console.WriteLine("estimator. The peers' figures are those of `bench/FGan.InformationStudy/peers.json`, which says how they were run. Solved means within a factor of 1.5 (Czyż et al. 2023).\n");
}
string[] parts = ["benchmark", "variants", "held-out", "limits"];
foreach (var part in what == "all" ? parts : [what])
{
    switch (part)
    {
        case "benchmark": TaskStudy.Print("The twenty tasks", TaskLists.Benchmark, Peers.Read()); break;
        case "variants": TaskStudy.Print("Variants looked at while the estimator was made", TaskLists.Variants); break;
        case "held-out": TaskStudy.Print("Tasks that no design was chosen by", TaskLists.HeldOut); break;
        case "limits": LimitStudy.Print(repetitions: 20); break;
        default: TaskStudy.Print($"Tasks whose name holds '{part}'", TaskLists.Named(part)); break;
    }
}

using System.Globalization;
using FGan.Bench;

// Measures mutual information where it is known, and prints the results as Markdown: docs/results/information.md.
//   dotnet run -c Release --project bench/FGan.InformationStudy [-- benchmark | variants | held-out | limits | part of a task's name]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var what = args.Length > 0 ? args[0] : "all";
string[] parts = ["benchmark", "variants", "held-out", "limits"];
foreach (var part in what == "all" ? parts : [what])
{
    switch (part)
    {
        case "benchmark": TaskStudy.Print("The twenty tasks", TaskLists.Benchmark, Peers.Read()); break;
        case "variants": TaskStudy.Print("Variants looked at while the estimator was made", TaskLists.Variants); break;
        case "held-out": TaskStudy.Print("Tasks first run when all else was settled", TaskLists.HeldOut); break;
        case "limits": LimitStudy.Print(repetitions: 20); break;
        default: TaskStudy.Print($"Tasks whose name holds '{part}'", TaskLists.Named(part)); break;
    }
}

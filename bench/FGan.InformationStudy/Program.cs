using System.Globalization;
using FGan.Bench;

// Measures mutual information where it is known, and prints the results as Markdown: docs/results/information.md.
//   dotnet run -c Release --project bench/FGan.InformationStudy -- [all | limits | part of a task's name]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var what = args.Length > 0 ? args[0] : "all";
if (what is not ("all" or "limits"))
{
    TaskStudy.Print("Tasks named so", [.. TaskLists.Benchmark.Concat(TaskLists.Variants).Concat(TaskLists.HeldOut).Where(t => t.Id.Contains(what, StringComparison.Ordinal))]);
    return;
}
if (what == "all")
{
    TaskStudy.Print("The twenty tasks", TaskLists.Benchmark, Peers.Read());
    TaskStudy.Print("Variants looked at while the estimator was made", TaskLists.Variants);
    TaskStudy.Print("Tasks first run when all else was settled", TaskLists.HeldOut);
}
LimitStudy.Print(repetitions: 40);

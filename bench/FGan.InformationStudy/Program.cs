using System.Diagnostics;
using System.Globalization;
using FGan;
using FGan.Bench;

// Development view.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var set = args.Length > 0 ? args[0] : "benchmark";
var pattern = args.Length > 1 ? args[1] : "";
var seed = args.Length > 2 ? ulong.Parse(args[2], CultureInfo.InvariantCulture) : 1;
var tasks = set switch { "benchmark" => TaskLists.Benchmark, "variants" => TaskLists.Variants, _ => TaskLists.HeldOut };
double total = 0;
int solved = 0, count = 0;
foreach (var task in tasks.Where(t => t.Id.Contains(pattern, StringComparison.Ordinal)))
{
    var (x, y) = task.Draw(10_000, 1000 + seed);
    var clock = Stopwatch.StartNew();
    var r = new MutualInformationEstimator(new InformationOptions { Seed = seed }).Estimate(x, y);
    var error = r.Estimate - task.Truth;
    var ok = Math.Abs(Math.Log(r.Estimate / task.Truth)) < Math.Log(1.5);
    total += Math.Abs(error);
    count++;
    if (ok) solved++;
    Console.WriteLine($"{task.Id,-52} true {task.Truth:0.0000} est {r.Estimate:0.0000} err {error:+0.0000;-0.0000} se {r.StandardError:0.0000} bound {r.LowerBound:0.0000} limit {r.LowerLimit:0.0000} js {r.JensenShannon:0.000} cop {r.CopulaFolds} net {r.NetworkFolds} {clock.Elapsed.TotalSeconds:0.0}s {(ok ? "" : "UNSOLVED")}");
}
Console.WriteLine($"mean absolute error {total / count:0.0000}, solved {solved} of {count}");

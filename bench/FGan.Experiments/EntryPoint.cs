using FGan;
using FGan.Experiments;

const string Usage = """
    usage: FGan.Experiments modes TOY -o FILE.md [--seeds 1,2,3] [--steps N]
      modes   trains every divergence of the table in both directions on a toy with known modes, and writes what each run found
    """;

try
{
    if (args is not ["modes", var toy, "-o", var file, ..])
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }

    string[] seeds = (After("--seeds") ?? "1").Split(',');
    long? steps = After("--steps") is string text ? long.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
    var experiment = new ModesExperiment(ToyData.Find(toy), [.. seeds.Select(ulong.Parse)], steps);
    File.WriteAllText(file, experiment.Run(string.Join(' ', args)));
    return 0;
}
catch (Exception e) when (e is ArgumentException or FormatException or IOException)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

string? After(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

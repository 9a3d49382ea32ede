using System.Globalization;
using FGan.Bench;
using FGan.Numerics;

// Estimates of known divergences, and of none, as Markdown.
//   dotnet run -c Release --project bench/FGan.EstimationStudy -- known [repetitions] [part of a scenario's name]
//   dotnet run -c Release --project bench/FGan.EstimationStudy -- self FILE [splits] [rows]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
// Repetitions run side by side; each estimate then has one core, which changes no bit of it.
ThreadTeam.Shared = ThreadTeam.Single;
switch (args)
{
    case ["known", .. var rest]:
        KnownStudy.Run(Count(rest, 0, 100), rest.Length > 1 ? rest[1] : "");
        return 0;
    case ["self", var file, .. var rest]:
        SelfStudy.Run(file, Count(rest, 0, 200), Count(rest, 1, int.MaxValue));
        return 0;
    default:
        await Console.Error.WriteLineAsync("Say known [repetitions] [scenario], or self FILE [splits] [rows].");
        return 2;
}

static int Count(string[] words, int index, int otherwise) =>
    words.Length > index ? int.Parse(words[index], CultureInfo.InvariantCulture) : otherwise;

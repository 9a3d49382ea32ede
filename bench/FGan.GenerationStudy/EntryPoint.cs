using System.Globalization;
using FGan.Data;
using FGan.Divergences;

namespace FGan.GenerationStudy;

/// <summary>Runs a study of training and writes its table: dotnet run -c Release --project bench/FGan.GenerationStudy -- modes toy:ring8 -o docs/results/ring8.md.</summary>
internal static class EntryPoint
{
    private const string Usage = """
        usage: FGan.GenerationStudy modes TOY -o FILE.md [--seeds 1,2,3] [--steps N] [--divergences js,kl,…]
               FGan.GenerationStudy mixture -o FILE.md [--seeds 1]
               FGan.GenerationStudy mnist FOLDER -o FILE.md [--minutes 10] [--divergences js,kl,…] [--architecture convolutional]
               FGan.GenerationStudy fashion FOLDER -o FILE.md [--minutes 10] [--pairs perceptron,convolutional] [--pictures docs/pictures]
               FGan.GenerationStudy table TRAIN TEST -o FILE.md --target COLUMN --positive VALUE [--divergences js,kl,…] [--seeds 1] [--steps N] [--python python3]
          modes     trains every divergence of the table in both directions on a toy with known modes, and writes what each run found
          mixture   fits one normal to a mixture of two under five divergences, beside the true minimisers
          table     every divergence of the table on a table: F1 of classifiers fitted to new rows and tried on real ones, and how near the rows come
          mnist     the paper's experiment on the IDX files of a folder: every divergence of the table and gan for the same time, scored by Parzen windows
          fashion   trains the perceptrons and the convolutional pair on the IDX files of a folder, measures both with one critic of its own, and writes grids
        Rows of table, mnist and fashion join those that FILE.md has already, so that parts can run by themselves or beside each other.
        """;

    public static int Main(string[] args)
    {
        try
        {
            string command = string.Join(" ", args.Select(Quoted));
            switch (args)
            {
                case ["modes", var toy, "-o", var file, ..]:
                    new ModesStudy(ToyData.Find(toy), Divergences(args, also: []), Seeds(args), Steps(args)).Run(command, file);
                    return 0;
                case ["mixture", "-o", var file, ..]:
                    new MixtureStudy(Seeds(args)[0]).Run(command, file);
                    return 0;
                case ["mnist", var folder, "-o", var file, ..]:
                    new DigitsStudy(folder, Minutes(args), Divergences(args, also: ["gan"]), Architecture(args), file).Run(command);
                    return 0;
                case ["table", var train, var test, "-o", var file, ..]:
                    var task = new TableTask(train, test, Required(args, "--target"), Required(args, "--positive"), file, After(args, "--python") ?? "python3");
                    new TableStudy(task, Divergences(args, also: []), Seeds(args)[0], Steps(args)).Run(command);
                    return 0;
                case ["fashion", var folder, "-o", var file, ..]:
                    new PicturesStudy(folder, Minutes(args), Pairs(args), file, After(args, "--pictures") ?? Path.Combine("docs", "pictures")).Run(command);
                    return 0;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }
        catch (Exception e) when (e is ArgumentException or FormatException or IOException or DataException or DivergenceException)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
    }

    /// <summary>An argument as a shell takes it.</summary>
    private static string Quoted(string argument) => argument.Any(c => !char.IsLetterOrDigit(c) && !"-_./:,=".Contains(c, StringComparison.Ordinal)) ? $"'{argument}'" : argument;

    private static ulong[] Seeds(string[] args) =>
        [.. (After(args, "--seeds") ?? "1").Split(',').Select(seed => ulong.Parse(seed, CultureInfo.InvariantCulture))];

    private static long? Steps(string[] args) => After(args, "--steps") is string text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    private static TimeSpan Minutes(string[] args) => TimeSpan.FromMinutes(double.Parse(After(args, "--minutes") ?? "10", CultureInfo.InvariantCulture));

    private static string[] Divergences(string[] args, string[] also) =>
        After(args, "--divergences")?.Split(',') ?? [.. Catalogue.Table.Select(divergence => divergence.Id), .. also];

    private static string Required(string[] args, string name) => After(args, name) ?? throw new ArgumentException($"{name} is missing.\n{Usage}");

    private static NetworkArchitecture Architecture(string[] args) =>
        After(args, "--architecture") is string name ? Enum.Parse<NetworkArchitecture>(name, ignoreCase: true) : NetworkArchitecture.PaperMnist;

    private static NetworkArchitecture[] Pairs(string[] args) =>
        [.. (After(args, "--pairs") ?? "perceptron,convolutional").Split(',').Select(name => name switch
        {
            "perceptron" => NetworkArchitecture.PaperMnist,
            "convolutional" => NetworkArchitecture.Convolutional,
            _ => throw new ArgumentException($"--pairs has '{name}'; allowed: perceptron, convolutional."),
        })];

    private static string? After(string[] args, string name) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}

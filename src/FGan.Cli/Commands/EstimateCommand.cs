using System.CommandLine;
using FGan.Data;
using FGan.Reports;

namespace FGan.Cli.Commands;

/// <summary><c>fgan estimate</c>: how far apart two data sets are.</summary>
internal sealed class EstimateCommand : Command
{
    private const int SelfComparisons = 20;

    private readonly Argument<string[]> _files = new("files")
    {
        Description = $"P, the data, and Q, the model's samples or a second data set; with --reference the new data alone. Each is {DataInput.Kinds}",
        Arity = new ArgumentArity(1, 2),
        HelpName = "P Q",
    };

    private readonly Option<string> _divergences = DivergenceOption.Several();
    private readonly Option<double> _confidence = new("--confidence") { Description = "Confidence of the lower limits", DefaultValueFactory = _ => 0.95, HelpName = "number" };
    private readonly Option<int> _folds = new("--folds") { Description = "Cross-fitting folds", DefaultValueFactory = _ => 5, HelpName = "number" };
    private readonly Option<int> _permutations = new("--permutations") { Description = "How often scores are dealt anew for the p-value", DefaultValueFactory = _ => 999, HelpName = "number" };
    private readonly Option<bool> _calibrate = new("--calibrate") { Description = $"Also compare P with itself, half against half, {SelfComparisons} times" };
    private readonly Option<string> _scores = new("--scores") { Description = "Write log p/q and the weight of every row", HelpName = "file.csv" };
    private readonly Option<string> _saveReference = new("--save-reference") { Description = "Write the fitted critic, to compare new data with P later", HelpName = "file.safetensors" };
    private readonly Option<string> _reference = new("--reference") { Description = "Compare new data with the P of a saved reference", HelpName = "file.safetensors" };
    private readonly Option<ulong> _seed = SharedOptions.Seed();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly EstimationOutputs _outputs = new();
    private readonly TableReading _reading = new();
    private readonly Terminal _terminal;

    public EstimateCommand(Terminal terminal)
        : base("estimate", "Estimate how far apart the distributions of two data sets are, with lower limits that hold")
    {
        _terminal = terminal;
        Arguments.Add(_files);
        foreach (Option option in new Option[] { _divergences, _confidence, _folds, _permutations, _calibrate, _scores, _saveReference, _reference, _seed, _json })
            Options.Add(option);
        foreach (var option in _outputs.Options.Concat(_reading.Options)) Options.Add(option);
        this.SetLongAction(Run);
    }

    private ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        var gates = _outputs.Gates(parsed);
        var options = new EstimatorOptions
        {
            Divergences = EstimationOutputs.With(DivergenceOption.ParseSeveral(parsed.GetValue(_divergences)!), gates),
            Confidence = parsed.GetValue(_confidence),
            Folds = parsed.GetValue(_folds),
            Permutations = parsed.GetValue(_permutations),
            SelfComparisons = parsed.GetValue(_calibrate) ? SelfComparisons : 0,
            KeepReference = parsed.GetValue(_saveReference) is not null,
            Seed = parsed.GetValue(_seed),
        };
        var (result, subject) = Estimate(parsed, options, cancellation);
        if (parsed.GetValue(_scores) is { } scores) ScoresFile.Write(scores, result.Ratios);
        if (parsed.GetValue(_saveReference) is { } reference) result.Reference!.Save(reference);
        var tried = gates.Select(gate => gate.Try(result)).ToList();
        if (parsed.GetValue(_json)) _terminal.PrintJson(EstimationJson.Of(result, tried));
        else EstimationText.Print(_terminal, result);
        return _outputs.Finish(parsed, _terminal, result, subject with { Gates = tried });
    }

    private (EstimationResult Result, EstimationSubject Subject) Estimate(ParseResult parsed, EstimatorOptions options, CancellationToken cancellation)
    {
        var files = parsed.GetValue(_files)!;
        var reading = _reading.Read(parsed);
        using var line = new ProgressLine(_terminal);
        var progress = new DirectProgress<EstimationProgress>(step =>
            line.Show($"fold {step.Fold} of {step.Folds}: held-out loss {Number.Short(step.LogLoss)} (0.6931 tells nothing apart)"));
        if (parsed.GetValue(_reference) is { } path)
        {
            if (options.KeepReference) throw new UsageException("--reference and --save-reference are given together; a reference is saved when P and Q are compared.");
            if (options.SelfComparisons > 0) throw new UsageException("--calibrate needs the rows of P, which a reference does not hold. Leave it out, or give P and Q.");
            if (files.Length != 1) throw new UsageException("--reference takes the place of P: give the file of new data alone.");
            var news = DataInput.Open(files[0], reading, cancellation);
            return (ReferenceModel.Load(path).Compare(news, options, progress, cancellation), EstimationOutputs.Subject(path, files[0], null, news));
        }
        if (files.Length != 2) throw new UsageException("one file is given; estimate compares two: fgan estimate P.csv Q.csv, or --reference model.safetensors new.csv.");
        var (p, q) = (DataInput.Open(files[0], reading, cancellation), DataInput.Open(files[1], reading, cancellation));
        return (new DivergenceEstimator(options).Estimate(p, q, progress, cancellation), EstimationOutputs.Subject(files[0], files[1], p, q));
    }
}

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using FGan.Cli.Commands;
using FGan.Data;
using FGan.Divergences;
using FGan.Sql;

namespace FGan.Cli;

/// <summary>The <c>fgan</c> command: parses, runs, and turns every failure into one line and an exit code.</summary>
public static class CommandLine
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">The words after <c>fgan</c>.</param>
    /// <param name="data">Standard output: data.</param>
    /// <param name="talk">Standard error: talk.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter data, TextWriter talk)
    {
        var terminal = new Terminal(data, talk);
        var result = Root(terminal).Parse(args, new ParserConfiguration { EnablePosixBundling = false });
        if (result.Errors.Count > 0) return Fail(terminal, ExitCode.Usage, ParseFault(result));
        try
        {
            OutputGuard.Check(result);
            return await result.InvokeAsync(new InvocationConfiguration
            {
                Output = data,
                Error = talk,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
            });
        }
        catch (Exception failure)
        {
            return Explain(terminal, failure);
        }
    }

    // A plain command, since a RootCommand takes its name from the assembly, which is not what people type.
    internal static Command Root(Terminal terminal) =>
        new("fgan", "FGan: a factory for generative adversarial networks and a measuring instrument for distributions.")
        {
            new HelpOption(),
            new VersionOption(),
            new ListCommand(terminal),
            new DeriveCommand(terminal),
            new VerifyCommand(terminal),
            new ExactCommand(terminal),
            new EstimateCommand(terminal),
            new MiCommand(terminal),
            new SchemaCommand(terminal),
            new TrainCommand(terminal),
            new SampleCommand(terminal),
            new AuditCommand(terminal),
            new EvaluateCommand(terminal),
            new ExportCommand(terminal),
            new RunsCommand(terminal),
        };

    private static string ParseFault(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        var path = command.Name == "fgan" ? "fgan" : $"fgan {command.Name}";
        var fault = command.Subcommands.Count > 0 && result.UnmatchedTokens is [var word, ..]
            ? $"'{word}' is no command or option of {path}; its commands are {string.Join(", ", command.Subcommands.Select(known => known.Name))}"
            : result.Errors[0].Message.TrimEnd('.');
        return $"{fault}. See {path} --help.";
    }

    private static int Explain(Terminal terminal, Exception failure) => failure switch
    {
        TrainingDivergedException => Fail(terminal, ExitCode.Diverged, failure.Message),
        OperationCanceledException => Fail(terminal, ExitCode.Interrupted, "interrupted."),
        UsageException or DataException or DivergenceException or InvalidOptionsException => Fail(terminal, ExitCode.Usage, failure.Message),
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or IOException =>
            Fail(terminal, ExitCode.Usage, failure.Message),
        _ => Bug(terminal, failure),
    };

    private static int Fail(Terminal terminal, ExitCode code, string message)
    {
        terminal.Say($"fgan: {Secrets.Mask(message.ReplaceLineEndings(" "))}");
        return (int)code;
    }

    private static int Bug(Terminal terminal, Exception failure)
    {
        if (Environment.GetEnvironmentVariable("FGAN_DEBUG") == "1") terminal.Say(failure.ToString());
        return Fail(terminal, ExitCode.Bug,
            $"this is a fault of fgan, not yours: {failure.GetType().Name}: {failure.Message} Run again with FGAN_DEBUG=1 and report what it prints.");
    }
}

using System.CommandLine;

namespace FGan.Cli.Commands;

/// <summary>Actions that may take minutes and end early on Ctrl-C.</summary>
internal static class LongAction
{
    /// <summary>
    /// Runs the action on another thread: the library listens for Ctrl-C only once the action has returned its task.
    /// </summary>
    public static void SetLongAction(this Command command, Func<ParseResult, CancellationToken, ExitCode> action) =>
        command.SetAction((parsed, cancellation) => Task.Run(() => (int)action(parsed, cancellation), CancellationToken.None));
}

namespace FGan.Cli;

/// <summary>The exit codes of every <c>fgan</c> command.</summary>
public enum ExitCode
{
    /// <summary>The command did what was asked.</summary>
    Ok = 0,

    /// <summary>A gate such as <c>--fail-if</c> found what it guards against.</summary>
    GateFailed = 1,

    /// <summary>The command line or the data cannot be used.</summary>
    Usage = 2,

    /// <summary>Training diverged and could not be brought back.</summary>
    Diverged = 3,

    /// <summary>A fault of fgan itself.</summary>
    Bug = 70,

    /// <summary>Stopped by Ctrl-C or a termination signal.</summary>
    Interrupted = 130,
}

namespace FGan.Cli.Tests;

/// <summary>Runs the command in this process and keeps what it said.</summary>
internal sealed record Fgan(int ExitCode, string Data, string Talk)
{
    public static async Task<Fgan> RunAsync(params string[] args)
    {
        using var data = new StringWriter();
        using var talk = new StringWriter();
        var code = await CommandLine.RunAsync(args, data, talk);
        return new Fgan(code, data.ToString(), talk.ToString());
    }
}

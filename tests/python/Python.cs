using System.Diagnostics;

namespace FGan.Testing;

/// <summary>The system's Python, which reads what is written here as other people would.</summary>
internal static class Python
{
    private const string Interpreter = "/usr/bin/python3";

    /// <summary>Says why a script that imports <paramref name="module"/> cannot run; null when it can.</summary>
    public static string? Lacks(string module)
    {
        if (!File.Exists(Interpreter)) return $"{Interpreter} is not installed";
        return Start("-c", $"import {module}").ExitCode == 0 ? null : $"{Interpreter} lacks {module}: apt-get install python3-{module}";
    }

    /// <summary>Runs a file, or <c>-c</c> and a script, with its arguments; a failure fails the test with the end of what was said.</summary>
    public static void Run(params string[] arguments)
    {
        (int exitCode, string said) = Start(arguments);
        Assert.True(exitCode == 0, said.Length > 1000 ? said[^1000..] : said);
    }

    private static (int ExitCode, string Said) Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Interpreter, arguments) { RedirectStandardError = true };
        start.Environment.Remove("OPENBLAS_CORETYPE");
        using Process python = Process.Start(start)!;
        string said = python.StandardError.ReadToEnd();
        python.WaitForExit();
        return (python.ExitCode, said);
    }
}

/// <summary>A test that Python with a module takes part in; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    /// <summary>Asks for a module.</summary>
    public PythonFactAttribute(string module)
    {
        Module = module;
        if (Python.Lacks(module) is { } reason) Skip = reason;
    }

    /// <summary>The module that the test's script imports.</summary>
    public string Module { get; }
}

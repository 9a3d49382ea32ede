using System.Globalization;
using BenchmarkDotNet.Running;

namespace FGan.Benchmarks;

/// <summary>
/// Runs micro-benchmarks (dotnet run -c Release --project bench/FGan.Benchmarks -- --filter '*' -i --job short) or, with the argument
/// <c>peak</c>, measures products beside the machine's limit in the same run.
/// </summary>
internal static class EntryPoint
{
    public static int Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (args is ["peak", ..]) ProductShares.Print();
        else BenchmarkSwitcher.FromAssembly(typeof(EntryPoint).Assembly).Run(args);
        return 0;
    }
}

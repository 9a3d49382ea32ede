using System.Diagnostics;
using System.Globalization;

namespace FGan.Comparison;

/// <summary>A PyTorch process under one thread setting, kept alive so that its blocks can be interleaved with ours.</summary>
internal sealed class TorchPeer : IDisposable
{
    private readonly Process _process;

    public TorchPeer(Workload workload, int threads, int blasThreads, string start)
    {
        Setting = $"{threads}/{blasThreads}";
        var how = new ProcessStartInfo("/usr/bin/python3")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "torch_steps.py"), workload.Name, threads.ToString(CultureInfo.InvariantCulture), start },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        how.Environment["OPENBLAS_NUM_THREADS"] = blasThreads.ToString(CultureInfo.InvariantCulture);
        how.Environment["OMP_WAIT_POLICY"] = "passive";
        // Overrides of OpenBLAS's own choice of kernel would handicap it.
        how.Environment.Remove("OPENBLAS_CORETYPE");
        how.Environment.Remove("OPENBLAS_L2_SIZE");
        _process = Process.Start(how) ?? throw new InvalidOperationException("Could not start /usr/bin/python3.");
    }

    /// <summary>Threads of PyTorch and of OpenBLAS.</summary>
    public string Setting { get; }

    public string Version() => Ask("version");

    public float[] Curve(int steps) => [.. Ask($"curve {steps}").Split(' ').Select(n => float.Parse(n, CultureInfo.InvariantCulture))];

    /// <summary>Milliseconds a step over a block of steps.</summary>
    public BlockTime Block(int steps)
    {
        double[] times = [.. Ask($"block {steps}").Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
        return new BlockTime(times[0], times[1]);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(10_000)) _process.Kill();
        _process.Dispose();
    }

    private string Ask(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException(
            "The PyTorch peer ended early; see its message above. It needs: apt-get install -y --no-install-recommends python3-torch libopenblas0-pthread");
    }
}

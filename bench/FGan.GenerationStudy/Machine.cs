using System.Runtime.InteropServices;
using FGan.Numerics;

namespace FGan.GenerationStudy;

/// <summary>The machine that figures were measured on.</summary>
internal static class Machine
{
    public static string Describe()
    {
        const string CpuInfo = "/proc/cpuinfo", Key = "model name";
        string? model = File.Exists(CpuInfo)
            ? File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;
        return $"{model ?? RuntimeInformation.ProcessArchitecture.ToString()}, {ThreadTeam.Shared.Size} threads, {RuntimeInformation.FrameworkDescription}";
    }
}

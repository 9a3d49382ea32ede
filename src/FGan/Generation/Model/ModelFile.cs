using System.Globalization;
using System.Reflection;
using FGan.Data;
using FGan.Neural;

namespace FGan;

/// <summary>The file format of models.</summary>
internal static class ModelFile
{
    private const int Version = 1;
    private const string Role = "model";

    public static void Save(GanModel model, string path)
    {
        var file = new SafetensorsWriter();
        WriteHead(file, Role, model.Space, model.Options, model.Steps);
        foreach (NamedTensor tensor in model.Networks.GeneratorWeights.Tensors) file.Add(tensor.Name, tensor);
        foreach (NamedTensor tensor in model.Networks.CriticWeights.Tensors) file.Add(CriticPrefix + tensor.Name, tensor);
        file.Save(path);
    }

    public static GanModel Load(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        var metadata = new Metadata(file, path);
        (SampleSpace space, GanTrainerOptions options, long steps) = ReadHead(metadata, Role);
        RequireRoom(file, path, space, options);
        var model = new GanModel(space, options, steps);
        try
        {
            foreach (NamedTensor tensor in model.Networks.GeneratorWeights.Tensors) file.Read(path, tensor.Name, tensor);
            foreach (NamedTensor tensor in model.Networks.CriticWeights.Tensors) file.Read(path, CriticPrefix + tensor.Name, tensor);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    public const string CriticPrefix = "critic.";

    /// <summary>Writes what models and checkpoints have in common.</summary>
    public static void WriteHead(SafetensorsWriter file, string role, SampleSpace space, GanTrainerOptions options, long steps)
    {
        file.AddMetadata("fgan.file", role);
        file.AddMetadata("fgan.format", Version.ToString(CultureInfo.InvariantCulture));
        file.AddMetadata("fgan.version", typeof(ModelFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "");
        file.AddMetadata("fgan.options", OptionsJson.Write(options));
        file.AddMetadata("fgan.steps", steps.ToString(CultureInfo.InvariantCulture));
        space.Save(file);
    }

    /// <summary>Reads what models and checkpoints have in common.</summary>
    /// <exception cref="DataException">Something is missing or damaged, or the file is of another role or from a newer version.</exception>
    public static (SampleSpace Space, GanTrainerOptions Options, long Steps) ReadHead(Metadata metadata, string role)
    {
        if (metadata.Text("fgan.file") != role)
            throw metadata.Damaged("fgan.file", $"this is a {Metadata.Shorten(metadata.Text("fgan.file"))}; a {role} is expected here");
        if (metadata.Count("fgan.format") is var version and not Version)
            throw metadata.Damaged("fgan.format", $"version {version}; this program reads {Version}, so use the one that wrote the file");
        SampleSpace space = SampleSpace.Load(metadata);
        try
        {
            return (space, OptionsJson.Read(metadata.Text("fgan.options")), metadata.Count("fgan.steps"));
        }
        catch (FormatException e)
        {
            throw metadata.Damaged("fgan.options", e.Message);
        }
    }

    /// <summary>Options are text and may claim networks of any size: nothing is allocated that the tensors in the file do not account for.</summary>
    public static void RequireRoom(SafetensorsFile file, string path, SampleSpace space, GanTrainerOptions options)
    {
        long claimed = NetworkPair.Of(options, space).WeightCount;
        long present = file.Tensors.Values.Sum(tensor => tensor.Count);
        if (claimed > present)
            throw new DataException($"its options describe networks of {claimed} weights, but it holds {present} numbers; it is damaged", path);
    }
}

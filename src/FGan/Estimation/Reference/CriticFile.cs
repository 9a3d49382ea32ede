using System.Text.Json;
using FGan.Data;
using FGan.Neural;

namespace FGan;

/// <summary>Writes critics into safetensors files and reads them back.</summary>
internal static class CriticFile
{
    private const string FeaturesKey = "fgan.features";
    private const string HiddenKey = "fgan.hidden";
    private const string WeightsName = "features.weight";
    private const string NetworkPrefix = "network.";
    private const int MostFeatures = 100_000;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Writes a critic.</summary>
    /// <exception cref="DataException">It is constant: it tells nothing apart.</exception>
    public static void Write(SafetensorsWriter file, ILogRatioCritic critic)
    {
        switch (critic)
        {
            case FeatureCritic features:
                file.AddMetadata(FeaturesKey, JsonSerializer.Serialize(features.Features, Json));
                file.Add(WeightsName, [features.Weights.Length], features.Weights);
                break;
            case ResidualCritic residual:
                if (residual.Start is not ConstantCritic) Write(file, residual.Start);
                file.AddMetadata(HiddenKey, JsonSerializer.Serialize(residual.HiddenWidths, Json));
                foreach (var tensor in residual.Tensors) file.Add(NetworkPrefix + tensor.Name, tensor);
                break;
            default:
                throw new DataException("the two samples could not be told apart, so a reference would see nothing; save one fitted to samples that differ");
        }
    }

    /// <summary>Reads a critic of rows of a width.</summary>
    public static ILogRatioCritic Read(SafetensorsFile file, Metadata metadata, string path, int width)
    {
        ILogRatioCritic critic = file.Metadata.ContainsKey(FeaturesKey) ? Features(file, metadata, width) : new ConstantCritic();
        return file.Metadata.ContainsKey(HiddenKey) ? Network(file, metadata, path, width, critic) : critic;
    }

    private static FeatureCritic Features(SafetensorsFile file, Metadata metadata, int width)
    {
        var features = Parse<CriticFeatures>(metadata, FeaturesKey);
        var sound = features.Width == width && features.Count <= MostFeatures
            && features.Products.All(p => Inside(p.I) && Inside(p.J))
            && features.Splines.All(s => s is not null && Inside(s.Column) && s.IsSound);
        if (!sound) throw metadata.Damaged(FeaturesKey, $"it does not describe features of rows of {width}");
        var weights = new float[features.Count];
        file.Read(WeightsName, weights);
        if (!Numerics.Reductions.AllFinite(weights)) throw metadata.Damaged(WeightsName, "a weight is not finite");
        return new FeatureCritic(features, weights);

        bool Inside(int column) => column >= 0 && column < width;
    }

    private static ResidualCritic Network(SafetensorsFile file, Metadata metadata, string path, int width, ILogRatioCritic start)
    {
        var hidden = Parse<int[]>(metadata, HiddenKey);
        var claimed = hidden.Prepend(width).Zip(hidden.Append(1), (inputs, outputs) => (long)inputs * outputs).Sum();
        if (hidden.Length == 0 || hidden.Any(w => w < 1) || claimed > file.Tensors.Values.Sum(tensor => tensor.Count))
            throw metadata.Damaged(HiddenKey, "the file does not hold so many weights");
        var critic = new ResidualCritic(start, width, hidden, seed: 0, stream: 0);
        foreach (var tensor in critic.Tensors) file.Read(path, NetworkPrefix + tensor.Name, tensor);
        return critic;
    }

    private static T Parse<T>(Metadata metadata, string key)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(metadata.Text(key), Json) ?? throw new JsonException("null");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw metadata.Damaged(key, "it is not the JSON expected");
        }
    }
}

namespace FGan.Neural;

/// <summary>Copies named tensors into others of the same names, or says everything that does not fit.</summary>
internal static class StateTransfer
{
    public static void Copy(IReadOnlyList<NamedTensor> from, IReadOnlyList<NamedTensor> to)
    {
        var source = from.ToDictionary(t => t.Name);
        var faults = new List<string>();
        foreach (NamedTensor tensor in to)
        {
            if (!source.TryGetValue(tensor.Name, out NamedTensor? found)) faults.Add($"{tensor} is missing");
            else if (!found.Dimensions.SequenceEqual(tensor.Dimensions)) faults.Add($"{found}, expected {tensor}");
        }
        var known = to.Select(t => t.Name).ToHashSet();
        faults.AddRange(from.Where(t => !known.Contains(t.Name)).Select(t => $"{t} is unexpected"));
        if (faults.Count > 0) throw new ArgumentException($"The state does not fit: {string.Join("; ", faults)}. Load it into a network of the same layers and widths.");
        foreach (NamedTensor tensor in to) tensor.Load(source[tensor.Name].Values);
    }

    public static void Copy(ReadOnlySpan<float> from, Span<float> to, string name)
    {
        if (from.Length != to.Length) throw new ArgumentException($"{from.Length} elements for {name}, which has {to.Length}. Give as many as it has.");
        from.CopyTo(to);
    }
}

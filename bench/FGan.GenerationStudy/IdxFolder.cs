using FGan.Data;

namespace FGan.GenerationStudy;

/// <summary>The four files of MNIST and its likes, gzipped or not, in a folder.</summary>
internal static class IdxFolder
{
    public static ImageSet Training(string folder) => Images(folder, "train-images-idx3-ubyte");

    public static ImageSet Test(string folder) => Images(folder, "t10k-images-idx3-ubyte");

    private static ImageSet Images(string folder, string name)
    {
        string plain = Path.Combine(folder, name), path = File.Exists(plain) ? plain : plain + ".gz";
        return DataSource.Open(path) as ImageSet ?? throw new DataException("holds no images", path);
    }
}

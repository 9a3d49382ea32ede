namespace FGan.Data;

/// <summary>Reads a folder of PNG pictures, all of one size.</summary>
internal static class PngFolder
{
    private const long LongestFile = 1L << 28;

    /// <summary>Reads the pictures in the order of their names; other files and folders within are left alone.</summary>
    public static ImageSet Read(string folder)
    {
        string[] files = List(folder);
        Picture first = ReadPicture(files[0]);
        int size = first.Pixels.Length;
        if ((long)size * files.Length > Array.MaxLength)
            throw new DataException(
                $"holds {files.Length} pictures of {first.Height} × {first.Width}, more than {Array.MaxLength} bytes; make "
                + "them smaller or fewer",
                folder);
        var pixels = new byte[size * files.Length];
        for (int i = 0; i < files.Length; i++)
        {
            Picture picture = i == 0 ? first : ReadPicture(files[i]);
            RequireAlike(first, picture, files[0], files[i]);
            ChannelsFirst(picture, pixels.AsSpan(i * size, size));
        }

        return new ImageSet(files.Length, first.Channels, first.Height, first.Width, pixels);
    }

    private static string[] List(string folder)
    {
        try
        {
            string[] files = [.. Directory.EnumerateFiles(folder).Where(IsPng).Order(StringComparer.Ordinal)];
            if (files.Length > 0) return files;
            string? within = Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
                .FirstOrDefault(inner => Directory.EnumerateFiles(inner).Any(IsPng));
            string hint = within is null ? "" : $" (there are some in {within})";
            throw new DataException($"is a folder without PNG pictures{hint}; name a file, or a folder whose pictures end in .png", folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"cannot be listed ({DataException.Brief(e)})", folder, inner: e);
        }
    }

    private static bool IsPng(string path) => path.EndsWith(".png", StringComparison.OrdinalIgnoreCase);

    private static Picture ReadPicture(string path)
    {
        using FileStream file = InputFile.OpenRaw(path);
        if (file.Length > LongestFile)
            throw new DataException($"has {file.Length} bytes; pictures of at most {LongestFile} are read", path);
        return PngReader.Decode(ArrayBytes.Read(file, (int)file.Length, path), path);
    }

    private static void RequireAlike(Picture first, Picture other, string firstPath, string path)
    {
        if ((first.Width, first.Height, first.Channels) == (other.Width, other.Height, other.Channels)) return;
        throw new DataException(
            $"is {Words(other)}, but {Path.GetFileName(firstPath)} is {Words(first)}; "
            + "bring all pictures to one size and colour (magick mogrify -resize 64x64! -type TrueColor *.png)",
            path);
    }

    private static string Words(Picture picture) =>
        $"{picture.Height} × {picture.Width} and {(picture.Channels == 1 ? "gray" : "colour")}";

    private static void ChannelsFirst(Picture picture, Span<byte> planes)
    {
        int area = picture.Width * picture.Height;
        for (int pixel = 0; pixel < area; pixel++)
        {
            for (int c = 0; c < picture.Channels; c++) planes[(c * area) + pixel] = picture.Pixels[(pixel * picture.Channels) + c];
        }
    }
}

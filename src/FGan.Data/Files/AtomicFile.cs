namespace FGan.Data;

/// <summary>
/// Writes a file so that a reader sees the old content or the new, never a part: a temporary file in the same folder
/// is written, flushed to the disk and renamed over the target.
/// </summary>
/// <remarks>
/// When writing fails the old file stays and the temporary one is removed. Temporary names are unique, so writers
/// running at once do not meet; the last rename wins. A symbolic link is followed, the mode of an existing file kept.
/// Files under <c>/dev</c> and <c>/proc</c> are written in place: they have no old content, and a rename would replace
/// the device.
/// </remarks>
public static class AtomicFile
{
    /// <summary>Writes the file through a callback.</summary>
    /// <param name="path">The target; its folder must exist.</param>
    /// <param name="write">Writes the content to the stream it is given and leaves the stream open.</param>
    /// <exception cref="DataException">The folder is missing, is not writable, or the disk is full.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Write(path, write, static (stream, write) => write(stream));
    }

    /// <summary>Writes the file through a callback that is handed a state, which may be a span.</summary>
    /// <typeparam name="TState">What the callback needs.</typeparam>
    /// <param name="path">The target; its folder must exist.</param>
    /// <param name="state">Passed to the callback.</param>
    /// <param name="write">Writes the content to the stream it is given and leaves the stream open.</param>
    /// <exception cref="DataException">The folder is missing, is not writable, or the disk is full.</exception>
    public static void Write<TState>(string path, TState state, Action<Stream, TState> write)
        where TState : allows ref struct
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        try
        {
            if (IsDevice(path)) WriteInPlace(path, state, write);
            else WriteBeside(Resolve(path), state, write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new DataException(Explain(path, e), path, inner: e);
        }
    }

    /// <summary>Writes text as UTF-8 without a byte order mark.</summary>
    /// <param name="path">The target; its folder must exist.</param>
    /// <param name="text">The whole content.</param>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public static void WriteAllText(string path, string text) =>
        Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether two paths lead to one file, through symbolic links too.</summary>
    /// <param name="a">A path.</param>
    /// <param name="b">Another path.</param>
    /// <returns>Whether writing to the one changes what is read from the other.</returns>
    public static bool AreSame(string a, string b) => !IsDevice(a)
        && string.Equals(Resolve(a), Resolve(b), OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static void WriteBeside<TState>(string target, TState state, Action<Stream, TState> write)
        where TState : allows ref struct
    {
        string folder = Path.GetDirectoryName(target)!;
        string temporary = Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                KeepMode(target, temporary);
                write(stream, state);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    private static void WriteInPlace<TState>(string path, TState state, Action<Stream, TState> write)
        where TState : allows ref struct
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        write(stream, state);
    }

    private static bool IsDevice(string path)
    {
        if (OperatingSystem.IsWindows()) return false;
        string full = Path.GetFullPath(path);
        return full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith(
            "/proc/", StringComparison.Ordinal);
    }

    private static string Resolve(string path)
    {
        string full = Path.GetFullPath(path);
        bool isLink = new FileInfo(full).LinkTarget is not null;
        return isLink ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }

    private static void KeepMode(string existing, string temporary)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(existing))
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(existing));
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The failure that led here is the one to report.
        }
    }

    private static string Explain(string path, Exception e)
    {
        if (Directory.Exists(path)) return "is a folder; name a file in it";
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        return Directory.Exists(folder)
            ? $"cannot be written ({DataException.Brief(e)}); choose another path or free the one named"
            : $"the folder {folder} does not exist; create it first";
    }
}

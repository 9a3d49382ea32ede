namespace FGan.Data.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_content_replaces_the_old_and_leaves_nothing_else()
    {
        AtomicFile.WriteAllText(_folder["a"], "one");
        AtomicFile.WriteAllText(_folder["a"], "two");
        Assert.Equal("two", File.ReadAllText(_folder["a"]));
        Assert.Equal(["a"], _folder.Names);
    }

    [Fact]
    public void A_failure_leaves_the_old_content_and_no_temporary_file()
    {
        AtomicFile.WriteAllText(_folder["a"], "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(_folder["a"], stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(_folder["a"]));
        Assert.Equal(["a"], _folder.Names);
    }

    [Fact]
    public void Old_content_stays_readable_while_the_new_is_written()
    {
        AtomicFile.WriteAllText(_folder["a"], "old");
        AtomicFile.Write(_folder["a"], stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(_folder["a"]));
        });
        Assert.Equal("new", File.ReadAllText(_folder["a"]));
    }

    [Fact]
    public void Writers_at_once_leave_one_whole_content()
    {
        Parallel.For(0, 40, i => AtomicFile.WriteAllText(_folder["a"], new string((char)('a' + (i % 26)), 10_000)));
        string content = File.ReadAllText(_folder["a"]);
        Assert.Equal(new string(content[0], 10_000), content);
        Assert.Equal(["a"], _folder.Names);
    }

    [Fact]
    public void Links_and_modes_are_kept()
    {
        if (OperatingSystem.IsWindows()) return;
        AtomicFile.WriteAllText(_folder["a"], "old");
        File.SetUnixFileMode(_folder["a"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(_folder["link"], _folder["a"]);
        AtomicFile.WriteAllText(_folder["link"], "new");
        Assert.Equal("new", File.ReadAllText(_folder["a"]));
        Assert.NotNull(new FileInfo(_folder["link"]).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["a"]));
    }

    [Fact]
    public void Impossible_targets_are_explained()
    {
        Assert.Contains("does not exist; create it first", Assert.Throws<DataException>(() => AtomicFile.WriteAllText(_folder["none/a"], "x")).Message);
        Directory.CreateDirectory(_folder["folder"]);
        Assert.Contains("is a folder", Assert.Throws<DataException>(() => AtomicFile.WriteAllText(_folder["folder"], "x")).Message);
        Assert.Equal(["folder"], _folder.Names);
        if (!OperatingSystem.IsWindows()) AtomicFile.WriteAllText("/dev/null", "x");
        Assert.True(OperatingSystem.IsWindows() || File.Exists("/dev/null"));
    }
}

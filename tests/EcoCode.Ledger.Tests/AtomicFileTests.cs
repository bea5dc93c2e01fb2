using System.Diagnostics.CodeAnalysis;
using System.IO.Pipes;
using EcoCode.Ledger.Export;

namespace EcoCode.Ledger.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ecocode-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_file_is_written_and_nothing_else_is_left()
    {
        string path = At("run.json");
        Assert.True(AtomicFile.TryWrite(path, stream => stream.Write("new"u8), out _));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Names());
    }

    [Fact]
    public void A_relative_path_is_one_of_the_working_directory()
    {
        string path = Path.GetRelativePath(Environment.CurrentDirectory, At("run.json"));
        Assert.True(AtomicFile.TryWrite(path, stream => stream.Write("new"u8), out _));
        Assert.Equal("new", File.ReadAllText(At("run.json")));
    }

    [Fact]
    public void A_name_as_long_as_the_filesystem_allows_is_written()
        => Assert.True(AtomicFile.TryWrite(At(new string('n', 255)), stream => stream.Write("new"u8), out _));

    [Fact]
    public void A_writer_that_fails_midway_leaves_the_old_file_as_it_was()
    {
        string path = At("run.json");
        File.WriteAllText(path, "old");
        Assert.False(AtomicFile.TryWrite(path, HalfThenFull, out var fault));
        Assert.Equal(new(WriteFaultKind.Full, path, "no space left on the device"), fault);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Names());
    }

    [Fact]
    public void A_writer_that_fails_midway_leaves_no_new_file()
    {
        Assert.False(AtomicFile.TryWrite(At("run.json"), HalfThenFull, out _));
        Assert.Empty(Names());
    }

    [Fact]
    public void A_full_device_is_named()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full here");
        Assert.False(AtomicFile.TryWrite("/dev/full", stream => stream.Write("new"u8), out var fault));
        Assert.Equal(new(WriteFaultKind.Full, "/dev/full", "no space left on the device"), fault);
    }

    [Fact]
    public void A_device_is_written_and_not_replaced()
    {
        Assert.SkipUnless(File.Exists("/dev/null"), "there is no /dev/null here");
        string path = At("sink");
        File.CreateSymbolicLink(path, "/dev/null");
        Assert.True(AtomicFile.TryWrite(path, stream => stream.Write("new"u8), out _));
        Assert.Equal("/dev/null", new FileInfo(path).LinkTarget);
        Assert.Empty(File.ReadAllBytes("/dev/null"));
    }

    [Fact]
    [SuppressMessage("Reliability", "CA2025", Justification = "The reader has ended before the pipe is closed.")]
    public async Task A_pipe_is_written_through_its_descriptor()
    {
        using var reader = new AnonymousPipeServerStream(PipeDirection.In);
        var read = Task.Run(() => new StreamReader(reader).ReadToEnd(), TestContext.Current.CancellationToken);
        Assert.True(AtomicFile.TryWrite("/dev/fd/" + reader.GetClientHandleAsString(), stream => stream.Write("new"u8), out _));
        reader.DisposeLocalCopyOfClientHandle();
        Assert.Equal("new", await read);
    }

    [Fact]
    public void A_pipe_whose_reader_has_gone_is_named()
    {
        using var writer = new AnonymousPipeServerStream(PipeDirection.Out);
        writer.DisposeLocalCopyOfClientHandle();
        string path = $"/dev/fd/{writer.SafePipeHandle.DangerousGetHandle()}";
        Assert.False(AtomicFile.TryWrite(path, stream => stream.Write("new"u8), out var fault));
        Assert.Equal(WriteFaultKind.Closed, fault.Kind);
    }

    [Fact]
    public void A_descriptor_of_a_file_is_appended_to()
    {
        using var log = new FileStream(At("log"), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
        log.Write("the program's own\n"u8);
        log.Flush();
        Assert.True(AtomicFile.TryWrite($"/dev/fd/{log.SafeFileHandle.DangerousGetHandle()}", stream => stream.Write("new"u8), out _));
        Assert.Equal("the program's own\nnew", File.ReadAllText(At("log")));
    }

    [Fact]
    public void A_symbolic_link_stays_one_and_its_file_is_replaced()
    {
        File.WriteAllText(At("target"), "old");
        File.CreateSymbolicLink(At("link"), "target");
        Assert.True(AtomicFile.TryWrite(At("link"), stream => stream.Write("new"u8), out _));
        Assert.Equal("target", new FileInfo(At("link")).LinkTarget);
        Assert.Equal("new", File.ReadAllText(At("target")));
    }

    [Fact]
    public void Permissions_of_the_old_file_are_kept()
    {
        const UnixFileMode secret = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.WriteAllText(At("run.json"), "old");
        File.SetUnixFileMode(At("run.json"), secret);
        Assert.True(AtomicFile.TryWrite(At("run.json"), stream => stream.Write("new"u8), out _));
        Assert.Equal(secret, File.GetUnixFileMode(At("run.json")));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        string path = Path.Combine(At("none"), "run.json");
        Assert.False(AtomicFile.TryWrite(path, _ => { }, out var fault));
        Assert.Equal(new(WriteFaultKind.NoFolder, path, "no such folder"), fault);
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_named()
    {
        Assert.False(AtomicFile.TryWrite(_folder.FullName, _ => { }, out var fault));
        Assert.Equal(WriteFaultKind.Folder, fault.Kind);
        Assert.Empty(Names());
    }

    [Fact]
    public void A_folder_that_may_not_be_written_is_named()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root may write everywhere");
        var closed = _folder.CreateSubdirectory("closed");
        closed.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserExecute;
        Assert.False(AtomicFile.TryWrite(Path.Combine(closed.FullName, "run.json"), _ => { }, out var fault));
        Assert.Equal(WriteFaultKind.Denied, fault.Kind);
        closed.UnixFileMode |= UnixFileMode.UserWrite;
    }

    [Fact]
    public void A_filesystem_that_takes_no_files_is_denied()
    {
        Assert.SkipUnless(Directory.Exists("/sys/kernel"), "there is no sysfs here");
        Assert.False(AtomicFile.TryWrite("/sys/kernel/ecocode.json", _ => { }, out var fault));
        Assert.Equal(WriteFaultKind.Denied, fault.Kind);
    }

    private static void HalfThenFull(Stream stream)
    {
        stream.Write(new byte[100_000]);
        throw new IOException("No space left on device", 28);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private string[] Names() => Directory.GetFileSystemEntries(_folder.FullName);
}

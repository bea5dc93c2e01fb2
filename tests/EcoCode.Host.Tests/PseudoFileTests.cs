using System.Diagnostics;
using System.Text;

namespace EcoCode.Host.Tests;

public sealed class PseudoFileTests : IDisposable
{
    private readonly TemporaryTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("0", 0)]
    [InlineData("262143328850\n", 262_143_328_850)]
    [InlineData("  42\t\r\n", 42)]
    [InlineData("007", 7)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void A_count_is_read(string content, long expected)
    {
        Assert.Equal(ReadOutcome.Ok, Count(content, out long value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("-1")]
    [InlineData("-0")]
    [InlineData("+1")]
    [InlineData("1.5")]
    [InlineData("1 2")]
    [InlineData("0x10")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("garbage")]
    [InlineData("12garbage")]
    [InlineData("12\0")]
    [InlineData("\0\0\0\0")]
    [InlineData("9223372036854775808")]
    [InlineData("123456789012345678901234567890")]
    public void What_is_no_count_is_malformed_and_leaves_zero(string content)
    {
        Assert.Equal(ReadOutcome.Malformed, Count(content, out long value));
        Assert.Equal(0, value);
    }

    [Fact]
    public void A_number_that_is_longer_than_the_buffer_is_not_read_in_part()
    {
        Assert.Equal(ReadOutcome.Malformed, Count(new string('0', 64) + "7", out _));
        Assert.Equal(ReadOutcome.Malformed, Count("7" + new string(' ', 64) + "7", out _));
    }

    [Fact]
    public void A_kept_file_tells_what_is_in_it_now()
    {
        string path = _tree.Write("energy_uj", "100\n");
        using PseudoFile file = Open(path);
        Assert.Equal((ReadOutcome.Ok, 100), (file.TryReadCount(out long first), first));
        File.WriteAllText(path, "99\n");
        Assert.Equal((ReadOutcome.Ok, 99), (file.TryReadCount(out long second), second));
        File.WriteAllText(path, "");
        Assert.Equal(ReadOutcome.Malformed, file.TryReadCount(out _));
    }

    [Fact]
    public void A_reading_starts_at_its_offset_and_ends_with_zero_bytes()
    {
        using PseudoFile file = Open(_tree.Write("stat", "abcdef"));
        Span<byte> buffer = stackalloc byte[4];
        Assert.Equal(ReadOutcome.Ok, file.TryRead(buffer, 2, out int length));
        Assert.Equal("cdef", Encoding.UTF8.GetString(buffer[..length]));
        Assert.Equal(ReadOutcome.Ok, file.TryRead(buffer, 6, out length));
        Assert.Equal(0, length);
        Assert.Equal(ReadOutcome.Ok, file.TryRead([], 0, out length));
        Assert.Equal(0, length);
    }

    [Theory]
    [InlineData("absent")]
    [InlineData("absent/energy_uj")]
    [InlineData("file/energy_uj")]
    public void A_file_that_is_not_there_is_gone(string relative)
    {
        _tree.Write("file", "1");
        Assert.Equal(ReadOutcome.Gone, PseudoFile.TryOpen(Path.Join(_tree.Root, relative), out PseudoFile? file));
        Assert.Null(file);
    }

    [Fact]
    public void A_folder_opens_but_has_nothing_to_read()
    {
        using PseudoFile folder = Open(_tree.Root);
        Assert.Equal(ReadOutcome.NotSupported, folder.TryReadCount(out long value));
        Assert.Equal(0, value);
    }

    [Fact]
    public void A_file_of_another_user_is_denied()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root may read every file");
        string path = _tree.Write("energy_uj", "100");
        File.SetUnixFileMode(path, UnixFileMode.None);
        Assert.Equal(ReadOutcome.Denied, PseudoFile.TryOpen(path, out PseudoFile? file));
        Assert.Null(file);
    }

    [Fact]
    public void A_process_that_ended_is_gone_from_the_file_that_was_opened_before()
    {
        using var process = Process.Start("sleep", "1000");
        using PseudoFile stat = Open($"/proc/{process.Id}/stat");
        byte[] buffer = new byte[512];
        Assert.Equal(ReadOutcome.Ok, stat.TryRead(buffer, 0, out int length));
        Assert.StartsWith($"{process.Id} (", Encoding.UTF8.GetString(buffer, 0, length), StringComparison.Ordinal);

        process.Kill();
        process.WaitForExit();

        Assert.Equal(ReadOutcome.Gone, stat.TryRead(buffer, 0, out length));
        Assert.Equal(0, length);
    }

    [Fact]
    public void A_reading_allocates_nothing()
    {
        using PseudoFile file = Open(_tree.Write("energy_uj", "262143328850\n"));
        using PseudoFile bad = Open(_tree.Write("bad", "garbage"));
        for (int i = 0; i < 100; i++) Read(file, bad);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) Read(file, bad);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        static void Read(PseudoFile file, PseudoFile bad)
        {
            if (file.TryReadCount(out _) != ReadOutcome.Ok || bad.TryReadCount(out _) != ReadOutcome.Malformed) throw new InvalidOperationException();
        }
    }

    private ReadOutcome Count(string content, out long value)
    {
        using PseudoFile file = Open(_tree.Write("count", content));
        return file.TryReadCount(out value);
    }

    private static PseudoFile Open(string path)
    {
        Assert.Equal(ReadOutcome.Ok, PseudoFile.TryOpen(path, out PseudoFile? file));
        return file!;
    }
}

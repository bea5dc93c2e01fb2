namespace EcoCode.Host.Tests;

public sealed class PseudoFsTests : IDisposable
{
    private readonly TemporaryTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Text_is_read_whole_and_trimmed()
    {
        _tree.Write("a/name", "  package-0\n\n");
        Assert.Equal((ReadOutcome.Ok, "package-0"), (_tree.Fs.TryReadText("a/name", out string text), text));
    }

    [Theory]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(3_000_000)]
    public void Text_of_any_length_is_read_whole(int length)
    {
        _tree.Write("cpuinfo", new string('x', length));
        Assert.Equal(ReadOutcome.Ok, _tree.Fs.TryReadText("cpuinfo", out string text));
        Assert.Equal(length, text.Length);
    }

    [Fact]
    public void Bytes_that_are_no_text_become_replacement_characters()
    {
        _tree.Write("comm", [(byte)'a', 0xff, (byte)'b']);
        Assert.Equal((ReadOutcome.Ok, "a\ufffdb"), (_tree.Fs.TryReadText("comm", out string text), text));
    }

    [Fact]
    public void An_empty_file_is_an_empty_text()
    {
        _tree.Write("empty", "");
        Assert.Equal((ReadOutcome.Ok, ""), (_tree.Fs.TryReadText("empty", out string text), text));
    }

    [Fact]
    public void A_folder_and_an_absence_have_no_text()
    {
        _tree.Write("folder/file", "1");
        Assert.Equal((ReadOutcome.NotSupported, ""), (_tree.Fs.TryReadText("folder", out string folder), folder));
        Assert.Equal((ReadOutcome.Gone, ""), (_tree.Fs.TryReadText("absent", out string absent), absent));
        Assert.Equal((ReadOutcome.Gone, 0), (_tree.Fs.TryReadInteger("absent", out long value), value));
    }

    [Theory]
    [InlineData("42\n", 42)]
    [InlineData("-1\n", -1)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    public void An_integer_may_have_a_sign(string content, long expected)
    {
        _tree.Write("id", content);
        Assert.Equal((ReadOutcome.Ok, expected), (_tree.Fs.TryReadInteger("id", out long value), value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("max")]
    [InlineData("12\0")]
    [InlineData("1 2")]
    [InlineData("0x10")]
    [InlineData("1.0")]
    [InlineData("--1")]
    [InlineData("123456789012345678901234567890")]
    public void What_is_no_integer_is_malformed_and_leaves_zero(string content)
    {
        _tree.Write("id", content);
        Assert.Equal((ReadOutcome.Malformed, 0), (_tree.Fs.TryReadInteger("id", out long value), value));
    }

    [Fact]
    public void Only_names_that_are_numbers_are_numbers()
    {
        foreach (string name in new[] { "1", "42", "self", "7x", "-3", "99999999999" }) _tree.Write("proc/" + name, "");
        var numbers = new List<int>();
        _tree.Fs.Numbers("proc", numbers);
        Assert.Equal([1, 42], numbers.Order());
    }

    [Fact]
    public void A_folder_that_is_not_there_has_no_numbers()
    {
        var numbers = new List<int>();
        _tree.Fs.Numbers("absent", numbers);
        Assert.Empty(numbers);
    }

    [Fact]
    public void A_link_is_told_as_it_is_written_whether_it_leads_anywhere_or_not()
    {
        File.CreateSymbolicLink(Path.Join(_tree.Root, "fd"), "socket:[4711]");
        _tree.Write("file", "");
        Assert.Equal("socket:[4711]", _tree.Fs.LinkText("fd"));
        Assert.Null(_tree.Fs.LinkText("file"));
        Assert.Null(_tree.Fs.LinkText("absent"));
    }

    [Fact]
    public void Names_are_sorted_by_their_bytes()
    {
        foreach (string name in (string[])["cpu10", "cpu2", "Cpu", ".hidden"]) _tree.Write($"cpu/{name}", "");
        _tree.Write("cpu/cpu1/online", "1");
        Assert.Equal([".hidden", "Cpu", "cpu1", "cpu10", "cpu2"], _tree.Fs.Names("cpu"));
    }

    [Fact]
    public void What_is_no_folder_has_no_names()
    {
        _tree.Write("file", "");
        Assert.Empty(_tree.Fs.Names("absent"));
        Assert.Empty(_tree.Fs.Names("file"));
    }

    [Fact]
    public void A_link_resolves_to_the_device_behind_it_and_a_broken_one_is_not_there()
    {
        _tree.Write("devices/card0/power", "1");
        Directory.CreateDirectory(Path.Join(_tree.Root, "class"));
        Directory.CreateSymbolicLink(Path.Join(_tree.Root, "class/direct"), "../devices/card0");
        Directory.CreateSymbolicLink(Path.Join(_tree.Root, "class/indirect"), "direct");
        Directory.CreateSymbolicLink(Path.Join(_tree.Root, "class/broken"), "../devices/card1");

        string device = Path.Join(_tree.Root, "devices/card0");
        Assert.Equal(device, _tree.Fs.Resolve("class/direct"));
        Assert.Equal(device, _tree.Fs.Resolve("class/indirect"));
        Assert.Equal(device, _tree.Fs.Resolve("devices/card0"));
        Assert.True(_tree.Fs.Exists("class/direct/power"));
        Assert.False(_tree.Fs.Exists("class/broken"));
        Assert.True(_tree.Fs.Exists("class"));
    }

    [Fact]
    public void An_absolute_path_stays_below_the_root() => Assert.Equal(Path.Join(_tree.Root, "etc/passwd"), _tree.Fs.PathOf("/etc/passwd"));

    [Fact]
    public void A_file_of_another_user_is_denied()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root may read every file");
        File.SetUnixFileMode(_tree.Write("energy_uj", "100"), UnixFileMode.None);
        Assert.Equal(ReadOutcome.Denied, _tree.Fs.TryReadInteger("energy_uj", out _));
    }
}

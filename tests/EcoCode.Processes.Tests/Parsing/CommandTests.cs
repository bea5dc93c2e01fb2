using System.Text;
using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Parsing;

public sealed class CommandTests
{
    [Theory]
    [InlineData(0x0000, 0, null, 0)]
    [InlineData(0x0300, 3, null, 3)]
    [InlineData(0xff00, 255, null, 255)]
    [InlineData(0x0009, null, 9, 137)]
    [InlineData(0x008b, null, 11, 139)] // with a core dump
    [InlineData(0x0040, null, 64, 192)]
    public void A_status_word_is_an_exit_code_or_a_signal(int status, int? exitCode, int? signal, int forShell)
    {
        CommandEnd end = CommandEnd.FromStatus(status);
        Assert.Equal((exitCode, signal, forShell), (end.ExitCode, end.Signal, end.ForShell));
    }

    [Theory]
    [InlineData(1, "SIGHUP")]
    [InlineData(2, "SIGINT")]
    [InlineData(9, "SIGKILL")]
    [InlineData(13, "SIGPIPE")]
    [InlineData(15, "SIGTERM")]
    [InlineData(16, "SIGSTKFLT")]
    [InlineData(17, "SIGCHLD")]
    [InlineData(28, "SIGWINCH")]
    [InlineData(31, "SIGSYS")]
    [InlineData(34, "SIGRT34")]
    [InlineData(64, "SIGRT64")]
    [InlineData(0, "SIGRT0")]
    public void Numbers_have_names(int signal, string name) => Assert.Equal(name, Signals.NameOf(signal));

    [Theory]
    [InlineData("/usr/bin/make", "make")]
    [InlineData("./a b", "a b")]
    [InlineData("bell\a", "bell\uFFFD")]
    [InlineData("/usr/bin/", "?")]
    [InlineData("", "?")]
    public void The_program_is_shown_by_its_file_name(string argument, string shown) => Assert.Equal(shown, CommandLine.Of([argument, "x"]).Program);

    [Fact]
    public void Text_becomes_utf8_and_empty_arguments_stay()
        => Assert.Equal([Encoding.UTF8.GetBytes("größe"), [], "x"u8.ToArray()], CommandLine.Of(["größe", "", "x"]).Arguments);

    [Fact]
    public void The_last_arguments_of_this_process_are_taken_as_the_kernel_has_them()
    {
        byte[] whole = File.ReadAllBytes("/proc/self/cmdline");
        int count = whole.Count(letter => letter == 0) - 1;
        Assert.SkipWhen(count == 0, "the tests were started without any argument");
        byte[] taken = [.. CommandLine.FromOwn([.. Enumerable.Repeat("other", count)]).Arguments.SelectMany(argument => argument.Append((byte)0))];
        Assert.Equal(whole[(Array.IndexOf(whole, (byte)0) + 1)..], taken);
    }

    [Fact]
    public void More_arguments_than_this_process_has_are_taken_from_the_text()
    {
        string[] text = [.. Enumerable.Range(0, 5000).Select(number => $"{number}")];
        Assert.Equal(text.Select(Encoding.UTF8.GetBytes), CommandLine.FromOwn(text).Arguments);
    }

    [Fact]
    public void Processes_are_found_by_a_pattern_of_their_name_ascending()
    {
        using TemporaryTree proc = new TemporaryTree().With("20/comm", "worker-b\n").With("3/comm", "worker-a\n").With("100/comm", "other\n").With("self/comm", "worker-c\n").With("7x/comm", "worker-d\n");
        proc.AddEmpty(50);
        Assert.Equal([3, 20], ProcessSearch.ByName(proc.Fs, "worker-*"));
        Assert.Equal([20], ProcessSearch.ByName(proc.Fs, "worker-b"));
        Assert.Equal([3, 20], ProcessSearch.ByName(proc.Fs, "w?rker-?"));
        Assert.Empty(ProcessSearch.ByName(proc.Fs, "WORKER-*"));
    }

    [Fact]
    public void The_boot_has_an_id_where_proc_tells_it()
    {
        using var proc = new TemporaryTree();
        Assert.Equal("", Boot.Id(proc.Fs));
        Assert.Equal("0a-1b", Boot.Id(proc.With("sys/kernel/random/boot_id", "0a-1b\n").Fs));
        Assert.True(Boot.Suspended >= TimeSpan.FromMilliseconds(-1)); // two clocks, one read after the other
    }
}

using EcoCode.Host;
using System.Globalization;
using System.Text;
using EcoCode.Processes.Interop;
using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>A command is started as env(1) would start it: it sees what it would see without us.</summary>
[Collection(RealProcesses.Name)]
public sealed class LaunchTests
{
    private const int NoSuchFile = 2, Denied = 13;

    private static readonly byte[] Odd = [0xff, 0xfe, (byte)'x', 0xc3];

    [Theory]
    [InlineData("no-such-program-anywhere", NoSuchFile)]
    [InlineData("/no/such/program", NoSuchFile)]
    [InlineData("/", Denied)]
    [InlineData("/etc/passwd", Denied)]
    [InlineData("", NoSuchFile)]
    public void What_can_not_be_started_tells_why(string program, int error)
    {
        Assert.Equal(error, Launch.Start(CommandLine.Of([program]), out _));
        using var changed = new Wakeup();
        using var reaper = Reaper.Prepare(() => null, changed);
        Assert.Equal(error, reaper.Launch(CommandLine.Of([program])));
    }

    [Fact]
    public void A_script_without_an_interpreter_line_is_run_by_the_shell_with_its_arguments()
    {
        using TemporaryTree folder = new TemporaryTree().With("script", "printf '%s|' \"$0\" \"$@\" > \"$1\"\nexit 7\n");
        string script = folder.Fs.PathOf("script"), result = folder.Fs.PathOf("result");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.Equal(0, Launch.Start(CommandLine.Of([script, result, "", "two words"]), out int pid));
        Assert.Equal(new CommandEnd(7, null), Bystander.Reap(pid));
        Assert.Equal($"{script}|{result}||two words|", File.ReadAllText(result));
    }

    [Fact]
    public void Arguments_arrive_byte_for_byte()
    {
        byte[] program = Encoding.UTF8.GetBytes(TreeProgram.Path);
        using var pipes = new ProgramPipes();
        byte[][] arguments = [[], .. pipes.Words.Concat(["name", "x"]).Select(Encoding.UTF8.GetBytes), [], Odd, [(byte)' ', (byte)'\n']];
        Assert.Equal(0, Spawn.Start(program, arguments, out int pid));
        pipes.CloseTheirs();
        pipes.Next();

        byte[] expected = [.. arguments.SelectMany(argument => argument.Append((byte)0))];
        Assert.Equal(expected, File.ReadAllBytes($"/proc/{pid}/cmdline"));
        pipes.Open();
        Assert.Equal(new CommandEnd(0, null), Bystander.Reap(pid));
    }

    [Fact]
    public void A_child_sees_environment_group_priority_and_folder_as_they_are_and_no_descriptor_of_ours()
    {
        using Bystander child = Bystander.Start("name", "x");
        child.Pipes.Next();

        Assert.Equal(File.ReadAllBytes("/proc/self/environ"), File.ReadAllBytes($"/proc/{child.Pid}/environ"));
        Assert.Equal(Libc.GetProcessGroupOf(Environment.ProcessId), Libc.GetProcessGroupOf(child.Pid));
        Assert.Equal(Field("self", 19), Field($"{child.Pid}", 19));
        Assert.Equal(Directory.GetCurrentDirectory(), File.ResolveLinkTarget($"/proc/{child.Pid}/cwd", false)!.FullName);
        string[] descriptors = [.. Directory.GetFiles($"/proc/{child.Pid}/fd").Select(path => Path.GetFileName(path)!)];
        Assert.Equal(Inherited().Concat(child.Pipes.Words.Where((_, i) => i % 2 == 1)).Order(), descriptors.Order());
    }

    [Fact]
    public void No_signal_is_blocked_or_ignored_in_a_child_because_the_runtime_does_so()
    {
        using Bystander child = Bystander.Start("name", "x");
        child.Pipes.Next();
        const ulong BrokenPipe = 1UL << (13 - 1);

        // glibc's posix_spawn ignores the two signals that its threads keep to themselves, for every program that it starts.
        const ulong OfThreads = 3UL << (32 - 1);

        Assert.NotEqual(0UL, OwnSignals.Ignored & BrokenPipe);
        Assert.Equal(OwnSignals.Ignored & ~BrokenPipe, Mask(child.Pid, "SigIgn:") & ~OfThreads);
        Assert.Equal(0UL, Mask(child.Pid, "SigCgt:"));
        Assert.Equal(Mask(Environment.ProcessId, "SigBlk:"), Mask(child.Pid, "SigBlk:"));
    }

    private static ulong Mask(int pid, string key)
        => ulong.Parse(File.ReadLines($"/proc/{pid}/status").Single(line => line.StartsWith(key, StringComparison.Ordinal)).AsSpan(key.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Field(string process, int number)
    {
        string line = File.ReadAllText($"/proc/{process}/stat");
        return line[(line.LastIndexOf(')') + 2)..].Split(' ')[number - 3];
    }

    /// <summary>Descriptors of this process that are not closed at exec: those that it was given itself.</summary>
    private static IEnumerable<string> Inherited()
    {
        foreach (string path in Directory.GetFiles("/proc/self/fdinfo"))
        {
            string[] lines = [];
            try
            {
                lines = File.ReadAllLines(path);
            }
            catch (IOException)
            {
                // That of the listing itself is closed by now.
            }

            string? flags = lines.FirstOrDefault(line => line.StartsWith("flags:", StringComparison.Ordinal));
            if (flags is not null && (Convert.ToInt64(flags[6..].Trim(), 8) & Libc.CloseOnExec) == 0) yield return Path.GetFileName(path);
        }
    }
}

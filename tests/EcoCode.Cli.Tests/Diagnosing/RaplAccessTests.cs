using EcoCode.Cli.Diagnosing;

namespace EcoCode.Cli.Tests.Diagnosing;

/// <summary>Opening the counters to a group, on a tree that stands for the whole machine.</summary>
public sealed class RaplAccessTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ecocode-root-").FullName;
    private readonly string _counter;

    public RaplAccessTests()
    {
        _counter = Write("sys/class/powercap/intel-rapl:0/energy_uj", "1");
        Write("sys/class/powercap/intel-rapl:0:0/energy_uj", "1");
        Write("sys/class/powercap/intel-rapl/enabled", "1");
        Write("sys/class/powercap/dtpm/energy_uj", "1");
        File.SetUnixFileMode(_counter, UnixFileMode.UserRead);
    }

    private string Rule => Path.Join(_root, "etc/udev/rules.d/70-ecocode-rapl.rules");

    private string Entry => Path.Join(_root, "etc/tmpfiles.d/ecocode-rapl.conf");

    [Fact]
    public void Only_counters_of_rapl_are_opened()
        => Assert.Equal([_counter, Path.Join(_root, "sys/class/powercap/intel-rapl:0:0/energy_uj")], Access().Counters);

    [Fact]
    public void What_is_shown_is_what_is_done_and_can_be_repeated_and_undone()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root may give a file to another group");
        MakeGroup("ecocode");
        string[] plan = [.. Access().Plan(undo: false)];
        Assert.Contains($"write {Rule}:", plan);
        Assert.Contains($"chgrp ecocode {_counter} && chmod 0440 {_counter}", plan);
        Assert.False(File.Exists(Rule));
        for (int i = 0; i < 2; i++)
        {
            Assert.Null(Access().Apply(undo: false));
            Assert.All(File.ReadAllLines(Rule).Concat(File.ReadAllLines(Entry)), line => Assert.Contains("    " + line, plan));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead, File.GetUnixFileMode(_counter));
            Assert.Equal("4321", GroupOf(_counter));
        }

        for (int i = 0; i < 2; i++)
        {
            Assert.Null(Access().Apply(undo: true));
            Assert.False(File.Exists(Rule) || File.Exists(Entry));
            Assert.Equal((UnixFileMode.UserRead, "0"), (File.GetUnixFileMode(_counter), GroupOf(_counter)));
        }
    }

    [Fact]
    public void What_was_never_done_can_be_undone()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root may give a file to another group");
        Assert.Null(Access().Apply(undo: true));
        Assert.Equal("0", GroupOf(_counter));
    }

    [Fact]
    public void A_group_that_is_not_there_is_made_first()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root may give a file to another group");
        Assert.Equal("groupadd --system ecocode", Access().Plan(undo: false).First());
        Assert.Null(Access(MakeGroup).Apply(undo: false));
        Assert.Equal("4321", GroupOf(_counter));
    }

    [Fact]
    public void Without_the_group_nothing_is_done()
    {
        Assert.Contains("could not be made", Access(_ => false).Apply(undo: false), StringComparison.Ordinal);
        Assert.False(File.Exists(Rule) || File.Exists(Entry));
    }

    [Fact]
    public void The_rule_names_what_the_kernel_calls_them()
    {
        string rule = string.Join('\n', Access().Plan(undo: false));
        Assert.Contains("ACTION==\"add\", SUBSYSTEM==\"powercap\", KERNEL==\"intel-rapl*:*\", RUN+=\"/bin/sh -c 'chgrp ecocode /sys%p/energy_uj && chmod 0440 /sys%p/energy_uj'\"", rule, StringComparison.Ordinal);
        Assert.Contains("z /sys/class/powercap/intel-rapl*:*/energy_uj 0440 root ecocode - -", rule, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private RaplAccess Access(Func<string, bool>? makeGroup = null)
        => new(_root, makeGroup ?? (name => throw new InvalidOperationException(name)));

    private bool MakeGroup(string name)
    {
        Write("etc/group", $"root:x:0:\n{name}x:x:1:\n{name}:x:4321:alice\n");
        return true;
    }

    private static string GroupOf(string path)
    {
        using Started stat = Started.Start(["stat", "-c", "%g", path]);
        return stat.End().Output.Trim();
    }

    private string Write(string relative, string text)
    {
        string path = Path.Join(_root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}

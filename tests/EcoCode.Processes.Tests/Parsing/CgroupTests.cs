using EcoCode.Host;
using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Parsing;

public sealed class CgroupTests : IDisposable
{
    private readonly TemporaryTree _sys = new(), _proc = new();

    [Theory]
    [InlineData("0::/user.slice/run.scope\n", "fs/cgroup/user.slice/run.scope/cpu.stat", "fs/cgroup/user.slice/run.scope", false)]
    [InlineData("0::/\n", "fs/cgroup/cpu.stat", "fs/cgroup", false)]
    [InlineData("0::/hidden/by/a/namespace\n", "fs/cgroup/cpu.stat", "fs/cgroup", false)]
    [InlineData("4:memory:/m\n3:cpuacct:/a:b\n0::/u\n", "fs/cgroup/cpuacct/a:b/cpuacct.usage", "fs/cgroup/cpuacct/a:b", true)]
    [InlineData("3:cpu,cpuacct:/\n", "fs/cgroup/cpu,cpuacct/cpuacct.usage", "fs/cgroup/cpu,cpuacct", true)]
    [InlineData("3:cpu,cpuacct:/docker/0123\n", "fs/cgroup/cpuacct/cpuacct.usage", "fs/cgroup/cpuacct", true)]
    [InlineData("2:cpuset:/\n1:name=systemd:/x\n0::/y\n", "fs/cgroup/unified/y/cpu.stat", "fs/cgroup/unified/y", false)]
    public void The_own_group_is_found(string own, string file, string folder, bool version1)
    {
        _proc.With("self/cgroup", own);
        _sys.With(file, "0\n");
        Assert.Equal((folder, version1), CgroupPaths.OwnForCpuTime(_sys.Fs, _proc.Fs));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage\n::\n:\n")]
    [InlineData("3:cpuset:/\n")]
    [InlineData("0::/\n")]
    public void No_group_is_found_where_none_counts(string own)
    {
        _proc.With("self/cgroup", own);
        Assert.Null(CgroupPaths.OwnForCpuTime(_sys.Fs, _proc.Fs));
        Assert.Null(CgroupTreeClock.TryMake(_sys.Fs, _proc.Fs));
    }

    [Theory]
    [InlineData("3:cpuacct:/\n", true)]
    [InlineData("3:cpu,cpuacct:/\n", false)]
    [InlineData("0::/\n", false)]
    public void A_group_that_would_change_shares_of_cpu_time_is_not_made(string own, bool countsOnly)
        => Assert.Equal(countsOnly, CgroupPaths.CountsOnly(_proc.With("self/cgroup", own).Fs));

    [Fact]
    public void A_version_2_group_whose_children_have_controllers_is_left_alone()
    {
        _proc.With("self/cgroup", "0::/\n");
        _sys.With("fs/cgroup/cpu.stat", "usage_usec 1\n").With("fs/cgroup/cgroup.subtree_control", "cpu memory\n");
        Assert.Null(CgroupTreeClock.TryMake(_sys.Fs, _proc.Fs));
        Assert.Equal(["cgroup.subtree_control", "cpu.stat"], _sys.Fs.Names("fs/cgroup"));
    }

    [Theory]
    [InlineData(true, "123456789000\n", 123_456_789_000 / 100)]
    [InlineData(true, "0\n", 0)]
    [InlineData(false, "usage_usec 2500001\nuser_usec 1\nsystem_usec 2\n", 25_000_010)]
    [InlineData(false, "user_usec 1\nsystem_usec 2\nusage_usec 7\n", 70)]
    public void Usage_is_read_in_its_unit(bool version1, string text, long ticks)
    {
        using CgroupUsage usage = Usage(version1, text);
        Assert.True(usage.TryRead(out TimeSpan cpuTime));
        Assert.Equal(ticks, cpuTime.Ticks);
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(true, "-1\n")]
    [InlineData(true, "12x\n")]
    [InlineData(true, "999999999999999999999999999999\n")]
    [InlineData(false, "")]
    [InlineData(false, "usage_usec \n")]
    [InlineData(false, "usage_usec -5\n")]
    [InlineData(false, "usage_usec 9223372036854775807\n")]
    [InlineData(false, "usage_usec 999999999999999999999999999999\n")]
    [InlineData(false, "user_usec 5\n")]
    public void Garbage_is_no_usage(bool version1, string text)
    {
        using CgroupUsage usage = Usage(version1, text);
        Assert.False(usage.TryRead(out TimeSpan cpuTime));
        Assert.Equal(TimeSpan.Zero, cpuTime);
    }

    [Fact]
    public void A_container_is_read_as_if_it_were_the_machine()
    {
        _proc.With("self/cgroup", "0::/\n");
        _sys.With("fs/cgroup/cpu.stat", "usage_usec 1500000\n");
        IMachineCpu container = MachineCpu.OfContainer(_sys.Fs, _proc.Fs, 1.5)!;
        var sockets = new TimeSpan[1];
        Assert.True(container.TryRead(sockets));
        Assert.Equal((TimeSpan.FromSeconds(1.5), 1.5, "cgroup"), (sockets[0], container.Processors, container.Method));
    }

    [Theory]
    [InlineData("10000000000\n", "cgroup")] // agrees with the 10 s of /proc/stat
    [InlineData("9000000000\n", "cgroup")]
    [InlineData("2000000000\n", "idle")] // a container's own
    [InlineData("0\n", "idle")]
    [InlineData("garbage\n", "idle")]
    public void The_root_is_believed_only_when_it_is_the_root(string usage, string method)
    {
        _proc.With("stat", "cpu  800 0 200 0 0 0 0 0 0 0\n");
        _sys.With("fs/cgroup/cpuacct/cpuacct.usage", usage);
        Assert.Equal(method, MachineCpu.OfHost(_sys.Fs, _proc.Fs, new CpuTopology { SocketOf = [0, 0] }, TimeProvider.System).Method);
    }

    [Fact]
    public void The_root_tells_each_socket_apart()
    {
        _proc.With("stat", "cpu  0 0 0 0 0 0 0 0 0 0\ncpu0 100 0 0 0 0 0 0 0 0 0\ncpu1 200 0 0 0 0 0 0 0 0 0\ncpu2 300 0 0 0 0 0 0 0 0 0\n");
        _sys.With("fs/cgroup/cpuacct/cpuacct.usage_percpu", "1000000000 2000000000 3000000000 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 \n");
        IMachineCpu cpu = MachineCpu.OfHost(_sys.Fs, _proc.Fs, new CpuTopology { SocketOf = [1, 0, 1] }, TimeProvider.System);
        var sockets = new TimeSpan[2];
        Assert.True(cpu.TryRead(sockets));
        Assert.Equal("cgroup", cpu.Method);
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)], sockets);
    }

    public void Dispose()
    {
        _sys.Dispose();
        _proc.Dispose();
    }

    private CgroupUsage Usage(bool version1, string text)
        => CgroupUsage.TryOpen(_sys.With(version1 ? "group/cpuacct.usage" : "group/cpu.stat", text).Fs, "group", version1)!;
}

namespace EcoCode.Host.Tests;

public sealed class CgroupLimitsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ecocode-cgroup-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Without_control_groups_nothing_is_limited() => Assert.Equal(CgroupLimits.None, Read());

    [Fact]
    public void A_container_sees_its_own_group_as_the_root()
    {
        Write("proc/self/cgroup", "0::/");
        Write("sys/fs/cgroup/cpu.max", "150000 100000");
        Write("sys/fs/cgroup/memory.max", "536870912");
        Assert.Equal(new CgroupLimits(1.5, 536_870_912), Read());
    }

    [Fact]
    public void The_smallest_limit_along_the_path_holds()
    {
        Write("proc/self/cgroup", "0::/pod/box");
        Write("sys/fs/cgroup/pod/cpu.max", "200000 100000");
        Write("sys/fs/cgroup/pod/box/cpu.max", "max 100000");
        Write("sys/fs/cgroup/pod/memory.max", "max");
        Write("sys/fs/cgroup/pod/box/memory.max", "1073741824");
        Write("sys/fs/cgroup/pod/other/cpu.max", "10000 100000");
        Assert.Equal(new CgroupLimits(2, 1L << 30), Read());
    }

    [Fact]
    public void Version_1_has_a_hierarchy_for_each_controller()
    {
        Write("proc/self/cgroup", "9:name=systemd:/x\n4:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n0::/");
        Write("sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_quota_us", "50000");
        Write("sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_period_us", "100000");
        Write("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1");
        Write("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000");
        Write("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "268435456");
        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
        Assert.Equal(new CgroupLimits(0.5, 268_435_456), Read());
    }

    [Fact]
    public void A_path_that_the_mount_does_not_show_ends_at_the_mounts_root()
    {
        Write("proc/self/cgroup", "4:memory:/docker/abc\n3:cpu:/docker/abc");
        Write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "300000");
        Write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "1000000");
        Assert.Equal(new CgroupLimits(3, 1_000_000), Read());
    }

    [Theory]
    [InlineData("0-1", 2.0)]
    [InlineData("1,3,5-7", 5.0)]
    [InlineData("0-7", null)]
    [InlineData("", null)]
    [InlineData("all", null)]
    [InlineData("7-0", null)]
    public void A_cpuset_smaller_than_the_machine_is_a_limit(string cpuset, double? expected)
    {
        Write("proc/self/cgroup", "0::/");
        Write("sys/devices/system/cpu/online", "0-7");
        Write("sys/fs/cgroup/cpuset.cpus.effective", cpuset);
        Assert.Equal(expected, Read().Cpus);
    }

    [Fact]
    public void Of_a_quota_and_a_cpuset_the_smaller_counts()
    {
        Write("proc/self/cgroup", "0::/");
        Write("sys/devices/system/cpu/online", "0-7");
        Write("sys/fs/cgroup/cpuset.cpus.effective", "0-1");
        Write("sys/fs/cgroup/cpu.max", "400000 100000");
        Assert.Equal(2, Read().Cpus);
    }

    [Theory]
    [InlineData("")]
    [InlineData("100000")]
    [InlineData("-5 100000")]
    [InlineData("0 100000")]
    [InlineData("100000 0")]
    [InlineData("123456789012345678901234567890 100000")]
    [InlineData("a b")]
    public void A_malformed_quota_is_no_limit(string text)
    {
        Write("proc/self/cgroup", "0::/");
        Write("sys/fs/cgroup/cpu.max", text);
        Assert.Equal(CgroupLimits.None, Read());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("1 GiB")]
    [InlineData("123456789012345678901234567890")]
    public void A_malformed_memory_limit_is_no_limit(string text)
    {
        Write("proc/self/cgroup", "0::/");
        Write("sys/fs/cgroup/memory.max", text);
        Assert.Equal(CgroupLimits.None, Read());
    }

    [Fact]
    public void A_path_above_the_namespace_is_not_followed()
    {
        Write("proc/self/cgroup", "0::/../sibling");
        Write("sys/fs/cgroup/memory.max", "4096000");
        Write("sys/fs/sibling/memory.max", "1");
        Assert.Equal(4_096_000, Read().MemoryBytes);
    }

    private CgroupLimits Read() => CgroupLimits.Read(new(Path.Join(_root, "sys")), new(Path.Join(_root, "proc")));

    private void Write(string path, string text)
    {
        string file = Path.Join(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text + "\n");
    }
}

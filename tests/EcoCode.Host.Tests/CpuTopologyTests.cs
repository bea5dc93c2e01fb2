namespace EcoCode.Host.Tests;

public sealed class CpuTopologyTests
{
    [Fact]
    public void A_server_with_two_sockets_numbers_them_in_turns()
    {
        CpuTopology cpu = Read("topology-xeon-2-socket");
        Assert.Equal(("GenuineIntel", "6", "63", 2), (cpu.Vendor, cpu.Family, cpu.Model, cpu.Stepping));
        Assert.Equal("Intel(R) Xeon(R) CPU E5-2603 v3 @ 1.60GHz", cpu.ModelName);
        Assert.Equal((12, 6, 6), (cpu.Online, cpu.CoresPerSocket, cpu.ThreadsPerSocket));
        Assert.Equal([0, 1], cpu.Sockets);
        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1], cpu.SocketOf);
        Assert.False(cpu.IsVirtual);
    }

    [Fact]
    public void A_processor_that_is_offline_leaves_a_gap()
    {
        CpuTopology cpu = Read("topology-ryzen-offline");
        Assert.Equal(("AuthenticAMD", "25", "33", 0), (cpu.Vendor, cpu.Family, cpu.Model, cpu.Stepping));
        Assert.Equal([0, 0, 0, -1, 0, 0, 0, 0, 0, -1, 0, 0], cpu.SocketOf);
        Assert.Equal(10, cpu.Online);
        Assert.Equal([0], cpu.Sockets);
    }

    [Fact]
    public void ARM_tells_an_implementer_and_a_part_and_leaves_the_sockets_to_sysfs()
    {
        CpuTopology cpu = Read("topology-altra-2-socket");
        Assert.Equal(("0x41", "8", "0xd0c", null), (cpu.Vendor, cpu.Family, cpu.Model, cpu.Stepping));
        Assert.Equal("", cpu.ModelName);
        Assert.Equal([0, 0, 1, 1], cpu.SocketOf);
        Assert.Equal([0, 1], cpu.Sockets);
        Assert.Null(cpu.CoresPerSocket);
        Assert.Null(cpu.ThreadsPerSocket);
    }

    [Fact]
    public void A_hypervisor_shows_itself_in_the_flags()
    {
        CpuTopology cpu = Read("topology-cloud-vm");
        Assert.True(cpu.IsVirtual);
        Assert.Equal("Intel(R) Xeon(R) CPU @ 2.20GHz", cpu.ModelName);
        Assert.Equal((2, 1, 2), (cpu.Online, cpu.CoresPerSocket, cpu.ThreadsPerSocket));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\0\0\0")]
    [InlineData("no colon\n: no key\n::::\n")]
    [InlineData("processor : -1\nprocessor : x\nprocessor : 123456789012345678901234567890\nprocessor : 65536\n")]
    public void Nothing_told_is_one_processor_on_one_socket(string? cpuinfo)
    {
        CpuTopology cpu = Of(cpuinfo);
        Assert.Equal((1, "", "", ""), (cpu.Online, cpu.Vendor, cpu.Model, cpu.ModelName));
        Assert.Equal([0], cpu.Sockets);
        Assert.Equal([0], cpu.SocketOf);
        Assert.Null(cpu.Stepping);
        Assert.False(cpu.IsVirtual);
    }

    [Fact]
    public void Sockets_need_not_start_at_zero_or_be_dense()
    {
        CpuTopology cpu = Of("processor : 2\nphysical id : 3\n\nprocessor : 0\nphysical id : 1\n");
        Assert.Equal([1, -1, 3], cpu.SocketOf);
        Assert.Equal([1, 3], cpu.Sockets);
        Assert.Equal(2, cpu.Online);
    }

    [Fact]
    public void A_socket_that_is_told_twice_is_the_one_of_cpuinfo()
        => Assert.Equal([1], Of("processor : 0\nphysical id : 1\n", packageId: "5").SocketOf);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("-1", 0)] // What the kernel says where the firmware names no package.
    [InlineData("garbage", 0)]
    [InlineData("99999999999", 0)]
    public void Where_cpuinfo_names_no_socket_sysfs_is_asked(string packageId, int expected)
        => Assert.Equal([expected], Of("processor : 0\n", packageId).SocketOf);

    [Fact]
    public void A_stepping_that_is_unknown_is_not_zero() => Assert.Null(Of("processor : 0\nstepping : unknown\n").Stepping);

    [Fact]
    public void A_flag_is_a_whole_word() => Assert.False(Of("processor : 0\nflags : fpu nohypervisor hypervisors\n").IsVirtual);

    [Fact]
    public void Every_processor_of_a_very_large_machine_is_counted()
    {
        string flags = string.Join(' ', Enumerable.Repeat("avx512_vpopcntdq", 100));
        CpuTopology cpu = Of(string.Concat(Enumerable.Range(0, 1536).Select(p => $"processor : {p}\nflags : {flags}\nphysical id : {p / 768}\n\n")));
        Assert.Equal(1536, cpu.Online);
        Assert.Equal([0, 1], cpu.Sockets);
    }

    private static CpuTopology Read(string machine)
    {
        string root = Path.Join(AppContext.BaseDirectory, "Machines", machine);
        return CpuTopology.Read(new PseudoFs(Path.Join(root, "sys")), new PseudoFs(Path.Join(root, "proc")));
    }

    private static CpuTopology Of(string? cpuinfo, string? packageId = null)
    {
        using var tree = new TemporaryTree();
        if (cpuinfo is not null) tree.Write("cpuinfo", cpuinfo);
        if (packageId is not null) tree.Write("devices/system/cpu/cpu0/topology/physical_package_id", packageId);
        return CpuTopology.Read(tree.Fs, tree.Fs);
    }
}

using EcoCode.Host;
using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>All processes of the machine that the tests run on.</summary>
[Collection(RealProcesses.Name)]
public sealed class RealMachineTests : IDisposable
{
    private readonly MachineProcesses _processes;

    public RealMachineTests()
    {
        PseudoFs sys = new("/sys"), proc = new("/proc");
        _processes = MachineProcesses.Open(new PseudoFs("/"), proc, MachineCpu.OfHost(sys, proc, CpuTopology.Read(sys, proc), TimeProvider.System), TimeProvider.System);
        _processes.Scan();
    }

    [Fact]
    public void Every_process_has_what_its_clock_says()
    {
        Dictionary<int, TimeSpan> before = ReadClocks();
        _processes.Scan();
        Dictionary<int, TimeSpan> after = ReadClocks();
        int compared = 0;
        foreach (TreeProcess process in _processes.Processes)
        {
            int pid = process.Key.Pid;
            if (process.Exited || process.Name == "[kernel]" || !before.TryGetValue(pid, out TimeSpan low) || !after.TryGetValue(pid, out TimeSpan high) || high < low) continue;
            Assert.InRange(process.Before + process.Own, low, high);
            compared++;
        }

        Assert.Equal("clocks", _processes.Method);
        Assert.InRange(compared, 1, int.MaxValue);
    }

    [Fact]
    public void Threads_of_the_kernel_have_what_their_clocks_say()
    {
        TreeProcess? kernel = _processes.Processes.FirstOrDefault(process => process.Name == "[kernel]");
        Assert.SkipWhen(kernel is null, "no threads of the kernel are shown here, as in a container");
        int[] pids = [.. Directory.EnumerateDirectories("/proc").Select(path => Path.GetFileName(path)).Where(IsKernelThread).Select(int.Parse)];
        Assert.InRange(kernel!.Threads, pids.Length * 0.9, (pids.Length * 1.1) + 2);
        TimeSpan sum = pids.Aggregate(TimeSpan.Zero, (sum, pid) => PidClock.TryRead(pid, out TimeSpan clock) ? sum + clock : sum);
        _processes.Scan();
        Assert.Equal(sum.TotalSeconds, (kernel.Before + kernel.Own).TotalSeconds, Math.Max(0.2, sum.TotalSeconds * 0.05));
    }

    [Fact]
    public void A_program_is_charged_with_children_that_no_scan_has_seen()
    {
        // The first scan takes long, so that the machine's account in it is younger than its clocks.
        _processes.Scan();
        using Bystander program = Bystander.Start("children", "500", "1");
        program.AwaitEnd();
        _processes.Scan();
        TreeProcess row = _processes.Processes.Single(process => process.Key.Pid == program.Pid);
        TimeSpan truth = program.Use();

        // A parent is told of children by two figures, user and system, each floored to 10 ms; the rest is exact to the microsecond.
        Assert.InRange(row.Own + row.WaitedFor, truth - TimeSpan.FromMilliseconds(20.01), truth + TimeSpan.FromMilliseconds(0.01));
        Assert.InRange(row.WaitedFor, TimeSpan.FromMilliseconds(480), truth);

        // How much of it is granted depends on what all others on this machine claim; MachineProcessesTests has that exactly.
        Assert.InRange(row.ShortLived, TimeSpan.FromTicks(1), row.WaitedFor);
    }

    [Fact]
    public void Nobody_was_seen_to_use_more_than_the_machine_has()
    {
        var busy = new TimeSpan[_processes.Cpu.Sockets.Count];
        using Bystander program = Bystander.Start("children", "100", "1");
        for (int i = 0; i < 50; i++)
        {
            _processes.Scan();
            Assert.True(_processes.Cpu.TryRead(busy));
            Assert.True(_processes.CpuTime <= busy.Aggregate((sum, socket) => sum + socket), $"scan {i}: {_processes.CpuTime}");
        }

        program.Pipes.Rest();
    }

    [Fact]
    public void The_test_itself_is_not_among_them()
        => Assert.DoesNotContain(_processes.Processes, process => process.Key.Pid == Environment.ProcessId);

    [Fact]
    public void Users_are_told()
    {
        Assert.SkipWhen(_processes.Sight != ProcessSight.All, "other users' processes are hidden here");
        TreeProcess first = _processes.Processes.Single(process => process.Key.Pid == 1);
        string owner = File.ReadLines("/proc/1/status").Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[2];
        Assert.Equal(owner, $"{first.UserId}");
        Assert.NotEqual("", first.Group.Cgroup);
    }

    public void Dispose() => _processes.Dispose();

    private static bool IsKernelThread(string entry)
        => int.TryParse(entry, out _) && File.Exists($"/proc/{entry}/stat") && File.ReadAllText($"/proc/{entry}/stat") is var stat
            && (long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[6]) & 0x200000) != 0;

    private static Dictionary<int, TimeSpan> ReadClocks()
    {
        var clocks = new Dictionary<int, TimeSpan>();
        foreach (string path in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(path), out int pid) && PidClock.TryRead(pid, out TimeSpan clock)) clocks[pid] = clock;
        }

        return clocks;
    }
}

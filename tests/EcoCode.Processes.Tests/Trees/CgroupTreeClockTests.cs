using EcoCode.Host;
using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

[Collection(RealProcesses.Name)]
public sealed class CgroupTreeClockTests
{
    [Fact]
    public void One_that_is_made_while_another_has_no_members_yet_leaves_that_alone()
    {
        using CgroupTreeClock first = Made(), second = Made();
        Assert.True(first.TryRead(out _));
        Assert.True(second.TryRead(out _));
    }

    [Fact]
    public void A_left_over_of_a_run_that_was_killed_is_removed()
    {
        Made().Dispose();
        string parent = new PseudoFs("/sys").PathOf(CgroupPaths.OwnForCpuTime(new PseudoFs("/sys"), new PseudoFs("/proc"))!.Value.Folder);
        string leftOver = Path.Join(parent, "ecocode-5000001-1");
        Directory.CreateDirectory(leftOver);
        using CgroupTreeClock made = Made();
        Assert.False(Directory.Exists(leftOver));
    }

    [Fact]
    public void Whoever_starts_the_command_is_not_charged_and_is_back_where_it_was()
    {
        using CgroupTreeClock clock = Made();
        string before = File.ReadAllText("/proc/thread-self/cgroup");
        clock.Enter();
        Assert.NotEqual(before, File.ReadAllText("/proc/thread-self/cgroup"));
        clock.Leave();
        Assert.Equal(before, File.ReadAllText("/proc/thread-self/cgroup"));
        Assert.True(clock.TryRead(out TimeSpan cpuTime));
        Assert.InRange(cpuTime, TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
    }

    private static CgroupTreeClock Made()
    {
        CgroupTreeClock? clock = CgroupTreeClock.TryMake(new PseudoFs("/sys"), new PseudoFs("/proc"));
        Assert.SkipWhen(clock is null, "no group can be made here without changing the shares of others");
        return clock!;
    }
}

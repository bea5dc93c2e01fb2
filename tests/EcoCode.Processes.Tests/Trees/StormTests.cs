using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>The CPU time of whole trees against the kernel's own account of a cgroup that only the tree was in.</summary>
[Collection(RealProcesses.Name)]
public sealed class StormTests
{
    public static TheoryData<string> Methods => Clocks.All;

    [Theory]
    [InlineData("wait4")]
    [InlineData("wait4+perf")]
    [InlineData("cgroup v1")]
    public void Two_thousand_children_of_a_millisecond_are_counted(string method) => Agrees(method, 0.02, "children", "2000", "1");

    [Theory]
    [MemberData(nameof(Methods))]
    public void Orphans_are_counted(string method) => Agrees(method, 0.02, "orphans", "300", "2");

    [Theory]
    [MemberData(nameof(Methods))]
    public void Programs_that_start_programs_are_counted(string method) => Agrees(method, 0.02, "exec", "200", "2");

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_chain_of_grandchildren_is_counted(string method) => Agrees(method, 0.01, "grandchildren", "10", "90");

    [Theory]
    [MemberData(nameof(Methods))]
    public void Threads_are_counted(string method) => Agrees(method, 0.01, "threads", "8", "150");

    [Theory]
    [InlineData("wait4+perf", 0.05)]
    [InlineData("cgroup v1", 0.02)]
    [InlineData("cgroup v2", 0.02)]
    public void Children_that_nobody_waits_for_are_counted_by_a_clock_of_the_tree(string method, double tolerance) => Agrees(method, tolerance, "unwaited", "120", "5");

    [Fact]
    public void Children_that_nobody_waits_for_are_missed_without_a_clock_of_the_tree_and_never_made_up()
    {
        (TimeSpan counted, TimeSpan truth) = Measure("wait4", "unwaited", "200", "3");
        Assert.InRange(counted, truth * 0.01, truth);
    }

    /// <remarks>The program enters the group by itself, so that its own start, some milliseconds, is counted and not in the truth.</remarks>
    private static void Agrees(string method, double tolerance, params string[] words)
    {
        (TimeSpan counted, TimeSpan truth) = Measure(method, words);
        Assert.True(truth > TimeSpan.FromMilliseconds(300), $"the program did next to nothing: {truth}");
        Assert.InRange(counted / truth, 1 - tolerance, 1 + tolerance);
    }

    private static (TimeSpan Counted, TimeSpan Truth) Measure(string method, params string[] words)
    {
        Func<ITreeClock?> opening = Clocks.Opening(method, out TruthGroup truth);
        using (truth)
        using (var run = new TreeRun(opening, [.. truth.Words, .. words]))
        {
            run.Pipes.Open();
            run.ScanToTheEnd();
            Assert.Equal(Clocks.NameOf(method), run.Tree.Method);
            return (run.Tree.CpuTime, truth.CpuTime);
        }
    }
}

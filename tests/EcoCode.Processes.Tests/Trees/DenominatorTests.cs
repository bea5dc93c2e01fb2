using EcoCode.Host;
using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>Which account of the whole machine agrees with the sum of exact ones.</summary>
[Collection(RealProcesses.Name)]
public sealed class DenominatorTests
{
    /// <summary>A clock tick of each processor at either end of the window, what runs between the readings of two accounts, and interrupts, which nobody is charged for.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(20) * Environment.ProcessorCount;

    [Fact]
    public void What_is_not_idle_agrees_with_the_account_of_the_scheduler()
    {
        Window window = Measure(["children", "700", "1"], ["sleepers", "1", "500"]);

        // What the two programs say of themselves is a part of the whole on any machine, however busy otherwise.
        Assert.True(window.NotIdle >= (window.Programs * 0.95) - Slack, $"{window}");
        Assert.SkipWhen(window.Scheduler is null, "no cpuacct hierarchy here to compare with");
        Assert.True(window.Scheduler >= window.Programs, $"{window}");
        Assert.True((window.NotIdle - window.Scheduler.Value).Duration() <= (window.Scheduler.Value * 0.05) + Slack, $"{window}");
    }

    [Fact]
    public void What_the_timer_tick_samples_misses_those_that_sleep_before_it()
    {
        Window window = Measure(["sleepers", "4", "1500"], ["children", "100", "1"]);
        TimeSpan others = window.NotIdle - window.Programs, all = window.Duration * Environment.ProcessorCount;

        // A tick that finds another process at work counts the processor as busy, whoever it was before.
        Assert.SkipWhen(others > all * 0.25, $"other processes keep the processors too busy: {window}");
        Assert.True((window.Scheduler ?? window.NotIdle) - window.Sampled >= window.First * 0.3, $"{window}");
    }

    /// <summary>Runs the program twice at once, and tells what each account says of that time.</summary>
    private static Window Measure(string[] one, string[] other)
    {
        PseudoFs sys = new("/sys"), proc = new("/proc");
        CpuTopology topology = CpuTopology.Read(sys, proc);
        var idle = new StatCpu(proc, topology, TimeProvider.System);
        CgroupRootCpu? root = CgroupRootCpu.TryOpen(sys, topology, idle);

        long start = TimeProvider.System.GetTimestamp();
        TimeSpan idleBefore = Read(idle), sampledBefore = Sampled(), rootBefore = root is null ? TimeSpan.Zero : Read(root);
        using Bystander first = Bystander.Start(one), second = Bystander.Start(other);
        TimeSpan ofFirst = TreeTests.Nanoseconds(first.Pipes.Rest()[^1]), ofSecond = TreeTests.Nanoseconds(second.Pipes.Rest()[^1]);
        return new Window(
            TimeProvider.System.GetElapsedTime(start),
            Read(idle) - idleBefore,
            Sampled() - sampledBefore,
            root is null ? null : Read(root) - rootBefore,
            ofFirst,
            ofFirst + ofSecond);
    }

    private static TimeSpan Read(IMachineCpu cpu)
    {
        var sockets = new TimeSpan[cpu.Sockets.Count];
        Assert.True(cpu.TryRead(sockets));
        return sockets.Aggregate((sum, socket) => sum + socket);
    }

    /// <summary>User, nice, system, irq and softirq of /proc/stat.</summary>
    private static TimeSpan Sampled()
    {
        long[] ticks = [.. File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(long.Parse)];
        return TimeSpan.FromMilliseconds((ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6]) * 10);
    }

    private sealed record Window(TimeSpan Duration, TimeSpan NotIdle, TimeSpan Sampled, TimeSpan? Scheduler, TimeSpan First, TimeSpan Programs);
}

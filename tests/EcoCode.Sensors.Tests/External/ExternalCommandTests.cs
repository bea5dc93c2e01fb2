using System.Runtime.InteropServices;
using System.Text;
using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.External;
using EcoCode.Sensors.External.Interop;
using EcoCode.Sensors.Tests.Modelled;

namespace EcoCode.Sensors.Tests.External;

/// <summary>Runs real commands.</summary>
[Collection(RealChildren.Name)]
public sealed class ExternalCommandTests : IDisposable
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(60);

    private readonly string _root = Directory.CreateTempSubdirectory("ecocode-command-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Output_is_read_to_its_end()
        => Assert.Equal((ReadOutcome.Ok, "231.5\n"), Run(Ample, "printf", "231.%s\\n", "5"));

    [Fact]
    public void A_command_that_fails_is_judged_by_its_output()
        => Assert.Equal((ReadOutcome.Ok, "12"), Run(Ample, "sh", "-c", "printf 12; exit 3"));

    [Fact]
    public void A_command_that_is_not_there_is_gone()
        => Assert.Equal((ReadOutcome.Gone, ""), Run(Ample, "/no/such/command"));

    [Fact]
    public void A_file_that_is_no_program_is_gone()
    {
        File.WriteAllText(Path.Join(_root, "text"), "12");
        Assert.Equal((ReadOutcome.Gone, ""), Run(Ample, Path.Join(_root, "text")));
    }

    [Fact]
    public void Nothing_can_be_read_from_stdin() => Assert.Equal((ReadOutcome.Ok, ""), Run(Ample, "cat"));

    [Fact]
    public void Errors_do_not_mix_with_the_value()
        => Assert.Equal((ReadOutcome.Ok, "12"), Run(Ample, "sh", "-c", "echo warning >&2; printf 12"));

    [Fact]
    public void Endless_output_is_cut_and_the_command_killed()
    {
        (ReadOutcome outcome, string output) = Run(TimeSpan.FromSeconds(1), "yes");
        Assert.Equal((ReadOutcome.Stale, ExternalValue.MaxLength + 1), (outcome, output.Length));
    }

    [Fact]
    public void Long_output_does_not_block_the_command()
        => Assert.Equal(ReadOutcome.Ok, Run(Ample, "head", "-c", "1000000", "/dev/zero").Outcome);

    [Fact]
    public async Task A_command_that_hangs_is_killed_with_all_that_it_started()
    {
        string pids = Path.Join(_root, "pids");
        var clock = new SteppedClock();
        var hangs = Task.Run(() => Run(
            clock, TimeSpan.FromSeconds(3), "sh", "-c", $"sleep 1000 & echo $! >{pids}.new; echo $$ >>{pids}.new; mv {pids}.new {pids}; wait"));
        Assert.True(SpinWait.SpinUntil(() => File.Exists(pids), Ample));
        string[] started = File.ReadAllLines(pids);
        Assert.All(started, pid => Assert.True(IsRunning(pid)));
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(ReadOutcome.Stale, (await hangs).Outcome);
        Assert.Equal(2, started.Length);
        Assert.All(started, pid => Assert.True(SpinWait.SpinUntil(() => !IsRunning(pid), Ample), $"{pid} still runs"));
    }

    [Fact]
    public void The_command_has_a_process_group_of_its_own_and_default_signals()
    {
        (_, string stat) = Run(Ample, "cat", "/proc/self/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        Assert.Equal(stat[..stat.IndexOf(' ', StringComparison.Ordinal)], fields[2]);
        (_, string ignored) = Run(Ample, "grep", "SigIgn", "/proc/self/status");
        const ulong brokenPipe = 1UL << (13 - 1);
        Assert.Equal(0UL, Convert.ToUInt64(ignored.Split('\t')[1].Trim(), 16) & brokenPipe);
    }

    [Fact]
    public void Another_waiter_that_reaps_the_command_first_does_no_harm()
    {
        using var done = new ManualResetEventSlim();
        int reaped = 0;
        var waiter = new Thread(() =>
        {
            while (!done.IsSet)
            {
                if (wait4(-1, 0, 0, 0) > 0) reaped++;
                else Thread.Yield();
            }
        });
        waiter.Start();
        for (int i = 0; i < 100; i++) Assert.Equal((ReadOutcome.Ok, "12"), Run(Ample, "printf", "12"));
        done.Set();
        waiter.Join();
        Assert.True(reaped > 0, "the other waiter never came first, so nothing was shown");
    }

    [Fact]
    public void A_meter_yields_what_its_command_prints()
    {
        using ExternalMeter meter = Open("kJ@100ms:!echo 42");
        IEnergyCounter counter = meter.Group.Sources[0].Counter!;
        Energy energy = Energy.Zero;
        Assert.True(SpinWait.SpinUntil(() => counter.TryRead(out energy) == ReadOutcome.Ok, Ample));
        Assert.Equal(Energy.FromJoules(42_000), energy);
    }

    [Theory]
    [InlineData("W@100ms:!echo garbage", ReadOutcome.Malformed)]
    [InlineData("W@100ms:!/no/such/command", ReadOutcome.Gone)]
    public void A_meter_says_what_is_wrong_with_its_command(string spec, ReadOutcome expected)
    {
        using ExternalMeter meter = Open(spec);
        Assert.True(SpinWait.SpinUntil(() => meter.Group.Sources[0].Gauge!.TryRead(out _) == expected, Ample));
    }

    [Fact]
    public void Closing_the_meter_ends_its_command()
    {
        string pidFile = Path.Join(_root, "pid");
        ExternalMeter meter = Open($"W@1h:!sh -c 'echo $$ >{pidFile}.new; mv {pidFile}.new {pidFile}; exec sleep 1000'");
        Assert.True(SpinWait.SpinUntil(() => File.Exists(pidFile), Ample));
        string pid = File.ReadAllText(pidFile).Trim();
        Assert.True(IsRunning(pid));
        Assert.Equal(ReadOutcome.Stale, meter.Group.Sources[0].Gauge!.TryRead(out _));
        meter.Dispose();
        Assert.False(IsRunning(pid));
    }

    private static bool IsRunning(string pid)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static (ReadOutcome Outcome, string Output) Run(TimeSpan limit, params string[] words) => Run(TimeProvider.System, limit, words);

    private static (ReadOutcome Outcome, string Output) Run(TimeProvider clock, TimeSpan limit, params string[] words)
    {
        using var command = new SpawnedCommand(words);
        using var stop = new ManualResetEventSlim();
        byte[] buffer = new byte[ExternalValue.MaxLength + 1];
        ReadOutcome outcome = command.TryRun(limit, clock, stop, buffer, out int length);
        return (outcome, Encoding.UTF8.GetString(buffer, 0, length));
    }

    private static ExternalMeter Open(string text)
    {
        Assert.True(ExternalSpec.TryParse(text, out ExternalSpec? spec, out string? error), error);
        return ExternalMeter.Open(spec!, TimeProvider.System);
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int wait4(int pid, nint status, int options, nint usage);
}

using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>A made-up machine, with a /proc, a clock for every pid, and an account of its CPU time, that all move only when a test says so.</summary>
internal sealed class FakeMachine : TimeProvider, IMachineCpu, IDisposable
{
    internal const int Own = 7;

    private readonly TemporaryTree _proc = new();
    private readonly Dictionary<int, Fake> _alive = [];
    private long _now;
    private TimeSpan _busy = TimeSpan.FromHours(5);
    private TimeSpan _own;

    internal FakeMachine() => Bear(1, 0, "init");

    public string Method => "fake";

    public TimeSpan Grain => TimeSpan.FromMilliseconds(10);

    public double Processors => 4;

    public IReadOnlyList<int> Sockets { get; } = [0];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Whether the machine's account can be read.</summary>
    internal bool Tells { get; set; } = true;

    public override long GetTimestamp() => _now;

    public bool TryRead(Span<TimeSpan> bySocket)
    {
        bySocket[0] = _busy;
        return Tells;
    }

    /// <summary>Follows it.</summary>
    /// <param name="clocks">False as in another PID namespace, where there are no clocks.</param>
    internal MachineProcesses Watch(bool clocks = true)
    {
        var processes = new MachineProcesses(_proc.Fs, _proc.Fs, this, () => _own, clocks ? TryReadClock : null, Own, this);
        processes.Scan();
        return processes;
    }

    internal void Pass(double seconds) => _now += TimeSpan.FromSeconds(seconds).Ticks;

    /// <summary>A second later.</summary>
    internal void Scan(MachineProcesses processes)
    {
        Pass(1);
        processes.Scan();
    }

    internal void Bear(int pid, int parent, string name = "work", int user = 0, string cgroup = "/", bool kernel = false)
    {
        _alive[pid] = new Fake { Parent = parent, Name = name, Started = (_now / 100_000) + pid, Kernel = kernel };
        Describe(pid, user, cgroup);
        Show(pid);
    }

    internal void Describe(int pid, int user, string cgroup)
    {
        _proc.With($"{pid}/status", $"Name:\tx\nUmask:\t0022\nUid:\t77\t{user}\t{user}\t{user}\nGid:\t0\t0\t0\t0\n");
        _proc.With($"{pid}/cgroup", $"0::{cgroup}\n");
    }

    internal void Environ(int pid, string text) => _proc.With($"{pid}/environ", text);

    internal void Users(string passwd) => _proc.With("etc/passwd", passwd);

    /// <summary>A process works, which is work of the machine; unless its account comes late.</summary>
    internal void Work(int pid, double milliseconds, bool late = false)
    {
        _alive[pid].Own += TimeSpan.FromMilliseconds(milliseconds);
        Show(pid);
        if (!late) _busy += TimeSpan.FromMilliseconds(milliseconds);
    }

    /// <summary>A process goes on as another program, which is a little work.</summary>
    internal void Execute(int pid, string name)
    {
        _alive[pid].Name = name;
        Work(pid, 1);
    }

    /// <summary>Work of nobody that /proc shows.</summary>
    internal void WorkUnseen(double milliseconds) => _busy += TimeSpan.FromMilliseconds(milliseconds);

    internal void WorkOwn(double milliseconds)
    {
        _own += TimeSpan.FromMilliseconds(milliseconds);
        _busy += TimeSpan.FromMilliseconds(milliseconds);
    }

    /// <summary>A process ends; its parent waits for it, as the next one that lives does for orphans.</summary>
    internal void End(int pid, bool waitedFor = true)
    {
        Fake ended = _alive[pid];
        _alive.Remove(pid);

        // Whoever has the file open finds nobody in it, as in /proc.
        _proc.With($"{pid}/stat", "");
        _proc.Remove(pid);
        foreach ((int child, Fake orphan) in _alive.Where(pair => pair.Value.Parent == pid))
        {
            orphan.Parent = 1;
            Show(child);
        }

        if (waitedFor) Wait(ended.Parent, ended.Own + ended.Waited);
    }

    /// <summary>A parent waits for a child that nobody has seen.</summary>
    internal void Wait(int parent, TimeSpan ofChild)
    {
        _alive[parent].Waited += ofChild;

        // Waiting is work, be it ever so little.
        _alive[parent].Own += TimeSpan.FromTicks(1);
        _busy += TimeSpan.FromTicks(1);
        Show(parent);
    }

    /// <summary>The pid that was given out last; where nobody says, it can't be told.</summary>
    internal void LastPid(int pid) => _proc.With("sys/kernel/ns_last_pid", $"{pid}\n");

    /// <summary>Makes it a thread, whose files can be opened as those of a process can.</summary>
    internal void StopClock(int pid) => _alive.Remove(pid);

    internal int ParentOf(int pid) => _alive[pid].Parent;

    internal void Hide(int pid) => _proc.Remove(pid);

    public void Dispose() => _proc.Dispose();

    private bool TryReadClock(int pid, out TimeSpan cpuTime)
    {
        bool alive = _alive.TryGetValue(pid, out Fake? fake);
        cpuTime = alive ? fake!.Own : default;
        return alive;
    }

    private void Show(int pid)
    {
        Fake fake = _alive[pid];
        _proc.With(
            $"{pid}/stat",
            StatLine.Of(
                pid,
                fake.Parent,
                fake.Started,
                fake.Name,
                waitedUser: (long)(fake.Waited / TimeSpan.FromMilliseconds(10)),
                flags: fake.Kernel ? 0x0020_8040 : 0x0040_0100,
                user: (long)(fake.Own / TimeSpan.FromMilliseconds(10)),
                system: 0));
    }

    private sealed class Fake
    {
        internal required int Parent { get; set; }

        internal required string Name { get; set; }

        internal required long Started { get; init; }

        internal required bool Kernel { get; init; }

        internal TimeSpan Own { get; set; }

        internal TimeSpan Waited { get; set; }
    }
}

using EcoCode.Host;
using EcoCode.Processes.Linux;

namespace EcoCode.Processes.Tests.Trees;

/// <summary>A run of the program under the reaper and the tree that users get, scanned every 20 ms; each scan is held to the laws of the tree.</summary>
internal sealed class TreeRun : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly Wakeup _changed = new();
    private readonly bool _launched;
    private TimeSpan _last;

    internal TreeRun(Func<ITreeClock?> openClock, IEnumerable<string> words, PseudoFs? proc = null, Func<int, bool>? foreignGroup = null)
        : this(openClock, proc, foreignGroup)
    {
        Error = Reaper.Launch(CommandLine.Of([TreeProgram.Path, .. Pipes.Words, .. words]));
        Pipes.CloseTheirs();
        _launched = Error == 0;
        Assert.Equal(0, Error);
        Tree.Add(Reaper.Pid);
    }

    private TreeRun(Func<ITreeClock?> openClock, PseudoFs? proc, Func<int, bool>? foreignGroup)
    {
        _ = TreeProgram.Path;
        Reaper = Reaper.Prepare(openClock, _changed, foreignGroup);
        Tree = ProcessTree.OfCommand(proc ?? new PseudoFs("/proc"), Reaper, foreignGroup, socketsMatter: false);
    }

    internal ProgramPipes Pipes { get; } = new();

    internal Reaper Reaper { get; }

    internal ProcessTree Tree { get; }

    private int Error { get; }

    /// <summary>Scans until all have ended, and once more.</summary>
    internal void ScanToTheEnd()
    {
        bool over;
        do
        {
            over = Reaper.AllEnded;
            Scan();
        }
        while (!over && (_changed.Wait(Interval) || true));

        Assert.Equal(0, Tree.Live);
        Assert.All(Tree.Processes, process => Assert.True(process.Exited));
    }

    internal void Scan()
    {
        Tree.Scan();
        Assert.True(Tree.CpuTime >= _last, "the CPU time of the tree has fallen");
        _last = Tree.CpuTime;
        Laws.Hold(Tree);
    }

    /// <summary>Opens the gate and waits until no process is left: the next reaper of this process would wait for it.</summary>
    public void Dispose()
    {
        Pipes.Dispose();
        while (_launched && !Reaper.AllEnded) _changed.Wait();
        Tree.Dispose();
        Reaper.Dispose();
        _changed.Dispose();
    }
}

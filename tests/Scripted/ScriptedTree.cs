using EcoCode.Processes;

namespace EcoCode.Scripted;

/// <summary>A tree whose processes are born, work and end when a test says so.</summary>
internal sealed class ScriptedTree : IProcessTree
{
    private readonly List<TreeProcess> _all = [];
    private TimeSpan _neverSeen;
    private TimeSpan _forgotten;

    public string Method => "scripted";

    public TimeSpan CpuTime { get; private set; }

    public TimeSpan Unseen => _neverSeen + _forgotten;

    public IReadOnlyList<TreeProcess> Processes => _all;

    public int Live { get; private set; }

    public void Scan()
    {
        CpuTime = Unseen;
        Live = 0;
        foreach (TreeProcess process in _all)
        {
            CpuTime += process.Own;
            if (!process.Exited) Live++;
        }
    }

    public void Forget(Predicate<TreeProcess> predicate) => _all.RemoveAll(process =>
    {
        if (!process.Exited || !predicate(process)) return false;
        _forgotten += process.Own;
        return true;
    });

    /// <summary>A process is seen for the first time.</summary>
    internal TreeProcess Bear(int pid, int parent, string name = "work", long residentBytes = 0)
    {
        TreeProcess process = TreeProcess.Scripted(pid, parent, name);
        process.ResidentBytes = residentBytes;
        _all.Add(process);
        return process;
    }

    /// <summary>A process works, and is last seen on a processor.</summary>
    internal static void Work(TreeProcess process, TimeSpan time, int processor = 0)
    {
        process.Own += time;
        process.Processor = processor;
    }

    /// <summary>A process ends.</summary>
    internal static void End(TreeProcess process) => (process.Exited, process.ResidentBytes) = (true, 0);

    /// <summary>Processes work and end without ever being seen.</summary>
    internal void WorkUnseen(TimeSpan time) => _neverSeen += time;
}

using EcoCode.Processes;

namespace EcoCode.Scripted;

/// <summary>All processes of a scripted machine.</summary>
internal sealed class ScriptedProcesses(ScriptedTree tree, IMachineCpu cpu) : IMachineProcesses
{
    public string Method => tree.Method;

    public TimeSpan CpuTime => tree.CpuTime;

    public TimeSpan Unseen => tree.Unseen;

    public IReadOnlyList<TreeProcess> Processes => tree.Processes;

    public int Live => tree.Live;

    public ProcessSight Sight => ProcessSight.All;

    public IMachineCpu Cpu => cpu;

    public void Scan() => tree.Scan();

    public void Forget(Predicate<TreeProcess> predicate) => tree.Forget(predicate);
}

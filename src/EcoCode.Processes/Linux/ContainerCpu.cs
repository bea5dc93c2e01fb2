namespace EcoCode.Processes.Linux;

/// <summary>CPU time of the cgroup that this process lives in, as if it were the machine.</summary>
internal sealed class ContainerCpu(CgroupUsage usage, double processors) : IMachineCpu
{
    public string Method => "cgroup";

    public TimeSpan Grain => TimeSpan.FromMicroseconds(1);

    public double Processors => processors;

    public IReadOnlyList<int> Sockets { get; } = [0];

    public bool TryRead(Span<TimeSpan> bySocket) => usage.TryRead(out bySocket[0]);
}

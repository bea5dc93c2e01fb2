using EcoCode.Metering.Snapshots;
using EcoCode.Processes.Grouping;
using EcoCode.Quantities;
using EcoCode.Sensors;
using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Telemetry.Compat;

/// <summary>Writes metrics as Scaphandre does. What it tells and EcoCode does not measure (disks, load, virtual memory) is left out.</summary>
internal static class ScaphandreExposition
{
    internal static void Write(NodeReading reading, SelfReading self, MetricWriter into)
    {
        MachineSnapshot snapshot = reading.Snapshot;
        string source = SourceOf(snapshot);
        into.Begin(ScaphandreFamilies.HostPower);
        into.Series().Label("value_source"u8, source).Value(Microwatts(snapshot.Power.Total));
        into.Begin(ScaphandreFamilies.HostEnergy);
        into.Series().Label("value_source"u8, source).Value(snapshot.Energy.Total.Microjoules);
        WriteSockets(snapshot, into);
        WriteDomains(snapshot, into);
        if (snapshot.MemoryBytes is { } memory) Write(ScaphandreFamilies.HostMemory, memory, into);
        if (snapshot is { MemoryBytes: { } all, MemoryUsedBytes: { } used }) Write(ScaphandreFamilies.HostAvailable, all - used, into);
        WriteProcesses(reading, into);
        Write(ScaphandreFamilies.SelfCpu, self.Overhead * 100, into);
        Write(ScaphandreFamilies.SelfMemory, self.ResidentBytes, into);
        Write(ScaphandreFamilies.SelfProcesses, snapshot.Processes.Count, into);
    }

    private static void WriteSockets(MachineSnapshot snapshot, MetricWriter into)
    {
        into.Begin(ScaphandreFamilies.SocketPower);
        for (int i = 0; i < snapshot.Sources.Count; i++)
        {
            if (IsUsed(snapshot.Sources[i], Component.Cpu)) into.Series().Label("socket_id"u8, SocketOf(snapshot.Sources[i])).Value(Microwatts(snapshot.Sources[i].Power));
        }

        into.Begin(ScaphandreFamilies.SocketEnergy);
        for (int i = 0; i < snapshot.Sources.Count; i++)
        {
            if (IsUsed(snapshot.Sources[i], Component.Cpu)) into.Series().Label("socket_id"u8, SocketOf(snapshot.Sources[i])).Value(snapshot.Sources[i].Energy.Microjoules);
        }
    }

    private static void WriteDomains(MachineSnapshot snapshot, MetricWriter into)
    {
        into.Begin(ScaphandreFamilies.DomainPower);
        for (int i = 0; i < snapshot.Sources.Count; i++)
        {
            if (IsUsed(snapshot.Sources[i], Component.Dram)) Memory(into, snapshot.Sources[i]).Value(Microwatts(snapshot.Sources[i].Power));
        }

        into.Begin(ScaphandreFamilies.DomainEnergy);
        for (int i = 0; i < snapshot.Sources.Count; i++)
        {
            if (IsUsed(snapshot.Sources[i], Component.Dram)) Memory(into, snapshot.Sources[i]).Value(snapshot.Sources[i].Energy.Microjoules);
        }
    }

    private static void WriteProcesses(NodeReading reading, MetricWriter into)
    {
        IReadOnlyList<Shown<ProcessReading>> shown = reading.Processes.Shown;
        into.Begin(ScaphandreFamilies.ProcessPower);
        for (int i = 0; i < shown.Count; i++) Process(into, shown[i].Reading, reading.Pods).Value(Microwatts(shown[i].Power.Total));
        into.Series().Label("pid"u8, "").Label("exe"u8, "other").Label("cmdline"u8, "other").Value(Microwatts(reading.Processes.OthersPower.Total));
        into.Begin(ScaphandreFamilies.ProcessCpu);
        for (int i = 0; i < shown.Count; i++) Process(into, shown[i].Reading, reading.Pods).Value(100 * shown[i].Reading.Cores / reading.Snapshot.Processors);
        into.Begin(ScaphandreFamilies.ProcessMemory);
        for (int i = 0; i < shown.Count; i++) Process(into, shown[i].Reading, reading.Pods).Value(shown[i].Reading.ResidentBytes);
    }

    /// <summary>Dashboards look processes up by a part of their command line, which may hold secrets: its place is taken by the name.</summary>
    private static MetricWriter Process(MetricWriter into, ProcessReading process, IReadOnlyDictionary<string, PodName> pods)
    {
        into.Series().Label("pid"u8, process.Key.Pid).Label("exe"u8, process.Name).Label("cmdline"u8, process.Name);
        ProcessGroup group = process.Group;
        if (group.ContainerId is { } container) into.Label("container_id"u8, container);
        if (group is { ContainerId: not null, Runtime: { } runtime }) into.Label("container_runtime"u8, MachineExposition.Name(runtime));
        if (group.PodUid is { } uid && pods.TryGetValue(uid, out PodName pod)) into.Label("kubernetes_pod_name"u8, pod.Name).Label("kubernetes_pod_namespace"u8, pod.Namespace);
        return into;
    }

    private static MetricWriter Memory(MetricWriter into, SourceReading source)
        => into.Series().Label("socket_id"u8, SocketOf(source)).Label("domain_id"u8, "0").Label("domain_name"u8, "dram");

    private static bool IsUsed(SourceReading source, Component component) => source.Component == component && source.State != SourceState.GivenUp;

    /// <summary>The package's number, at the end of what it is called; of a model, which stands for all of them, the first.</summary>
    private static ReadOnlySpan<char> SocketOf(SourceReading source)
    {
        ReadOnlySpan<char> number = source.Device.AsSpan(source.Device.LastIndexOf(' ') + 1);
        foreach (char digit in number)
        {
            if (!char.IsAsciiDigit(digit)) return "0";
        }

        return number.IsEmpty ? "0" : number;
    }

    /// <summary>Its words for RAPL, so that nobody takes an estimate for a measurement.</summary>
    private static string SourceOf(MachineSnapshot snapshot)
    {
        string found = "";
        for (int i = 0; i < snapshot.Sources.Count; i++)
        {
            SourceReading source = snapshot.Sources[i];
            if (source.State == SourceState.GivenUp) continue;
            bool rapl = source.Method.StartsWith("rapl", StringComparison.Ordinal);
            if (source.Component == Component.Platform) return rapl ? "powercap_rapl_psys" : source.Method;
            if (source.Component == Component.Cpu && found.Length == 0) found = rapl ? "powercap_rapl_pkg" : source.Method;
        }

        return found;
    }

    private static long Microwatts(Power power) => (long)Math.Round(power.Watts * 1e6);

    private static void Write(MetricFamily family, double value, MetricWriter into)
    {
        into.Begin(family);
        into.Series().Value(value);
    }
}

using EcoCode.Host;
using EcoCode.Metering.Snapshots;
using EcoCode.Sensors;
using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Telemetry.Compat;

/// <summary>Writes metrics as Kepler does: by zone of RAPL, and with the active part of the node shared out to processes.</summary>
/// <remarks>
/// What processes are charged is active, what nobody is charged is idle. Of virtual machines, of the active part of one GPU and of a board
/// management controller it tells nothing.
/// </remarks>
internal readonly struct KeplerExposition(string node, MetricWriter into)
{
    internal void Write(NodeReading reading, SelfReading self, CpuTopology topology)
    {
        MachineSnapshot snapshot = reading.Snapshot;
        WriteEnergy(snapshot);
        WritePower(snapshot);
        into.Begin(KeplerFamilies.Usage);
        into.Series().Label("node_name"u8, node).Value(snapshot.Processors > 0 ? Math.Min(1, snapshot.Cores / snapshot.Processors) : 0);
        WriteProcessors(topology);
        WriteGpus(snapshot);
        new KeplerProcesses(node, into).Write(reading);
        new KeplerGroups(node, into).Write(reading);
        into.Begin(KeplerFamilies.Build);
        into.Series().Label("arch"u8, "amd64").Label("branch"u8, "").Label("revision"u8, self.Revision).Label("version"u8, self.Version).Label("goversion"u8, "").Value(1L);
    }

    private void WriteEnergy(MachineSnapshot snapshot)
    {
        into.Begin(KeplerFamilies.NodeEnergy);
        for (KeplerZone zone = KeplerZone.Package; zone <= KeplerZone.Dram; zone++)
        {
            if (snapshot.Has(zone)) Zone(zone).Value(snapshot.Energy.In(zone));
        }

        if (Platform(snapshot) is { } meter) Zone(meter).Value(meter.Shown);
        into.Begin(KeplerFamilies.ActiveEnergy);
        for (KeplerZone zone = KeplerZone.Package; zone <= KeplerZone.Dram; zone++)
        {
            if (snapshot.Has(zone)) Zone(zone).Value((snapshot.Energy - snapshot.IdleAndRest.Energy).In(zone));
        }

        into.Begin(KeplerFamilies.IdleEnergy);
        for (KeplerZone zone = KeplerZone.Package; zone <= KeplerZone.Dram; zone++)
        {
            if (snapshot.Has(zone)) Zone(zone).Value(snapshot.IdleAndRest.Energy.In(zone));
        }
    }

    private void WritePower(MachineSnapshot snapshot)
    {
        into.Begin(KeplerFamilies.NodePower);
        for (KeplerZone zone = KeplerZone.Package; zone <= KeplerZone.Dram; zone++)
        {
            if (snapshot.Has(zone)) Zone(zone).Value(snapshot.Power.In(zone));
        }

        if (Platform(snapshot) is { } meter) Zone(meter).Value(meter.ShownPower.Watts);
        into.Begin(KeplerFamilies.ActivePower);
        for (KeplerZone zone = KeplerZone.Package; zone <= KeplerZone.Dram; zone++)
        {
            if (snapshot.Has(zone)) Zone(zone).Value(Math.Max(0, snapshot.Power.In(zone) - snapshot.IdleAndRest.Power.In(zone)));
        }

        into.Begin(KeplerFamilies.IdlePower);
        for (KeplerZone zone = KeplerZone.Package; zone <= KeplerZone.Dram; zone++)
        {
            if (snapshot.Has(zone)) Zone(zone).Value(snapshot.IdleAndRest.Power.In(zone));
        }
    }

    private MetricWriter Zone(KeplerZone zone)
        => into.Series().Label("zone"u8, zone.Name()).Label("path"u8, zone == KeplerZone.Package ? "aggregated-package" : "aggregated-dram").Label("node_name"u8, node);

    private MetricWriter Zone(SourceReading meter) => into.Series().Label("zone"u8, "psys").Label("path"u8, meter.Id.Value).Label("node_name"u8, node);

    private static SourceReading? Platform(MachineSnapshot snapshot)
    {
        for (int i = 0; i < snapshot.Sources.Count; i++)
        {
            if (snapshot.Sources[i] is { Component: Component.Platform, Device: "psys", State: not SourceState.GivenUp } found) return found;
        }

        return null;
    }

    private void WriteProcessors(CpuTopology topology)
    {
        into.Begin(KeplerFamilies.Cpus);
        for (int i = 0; i < topology.SocketOf.Count; i++)
        {
            if (topology.SocketOf[i] < 0) continue;
            into.Series().Label("processor"u8, i).Label("vendor_id"u8, topology.Vendor).Label("model_name"u8, topology.ModelName).Label("physical_id"u8, topology.SocketOf[i]).Label("core_id"u8, "").Value(1L);
        }
    }

    private void WriteGpus(MachineSnapshot snapshot)
    {
        into.Begin(KeplerFamilies.GpuEnergy);
        for (int i = 0; i < snapshot.Sources.Count; i++)
        {
            if (snapshot.Sources[i] is { State: not SourceState.GivenUp, Gpu: not null } source) GpuSeries(source).Value(source.Energy);
        }

        into.Begin(KeplerFamilies.GpuPower);
        for (int i = 0; i < snapshot.Sources.Count; i++)
        {
            if (snapshot.Sources[i] is { State: not SourceState.GivenUp, Gpu: not null } source) GpuSeries(source).Value(source.Power.Watts);
        }
    }

    private MetricWriter GpuSeries(SourceReading source)
        => into.Series()
            .Label("gpu"u8, source.Device)
            .Label("gpu_uuid"u8, source.Gpu!.Identity.Uuid ?? "")
            .Label("gpu_name"u8, source.Gpu.Identity.Name ?? "")
            .Label("vendor"u8, VendorOf(source))
            .Label("node_name"u8, node);

    private static string VendorOf(SourceReading source)
        => source.Method.StartsWith("nvml", StringComparison.Ordinal) ? "nvidia"
            : source.Gpu?.Identity.Name?.Contains("Intel", StringComparison.OrdinalIgnoreCase) == true ? "intel" : "amd";
}

using System.Text.Json;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes.Grouping;
using EcoCode.Quantities;

namespace EcoCode.Telemetry.Machines;

/// <summary>Writes one snapshot, field by field.</summary>
internal sealed class MachineWriting(Utf8JsonWriter json)
{
    /// <summary>Processes of one cgroup share one object in memory, and one entry here.</summary>
    private readonly Dictionary<ProcessGroup, int> _groups = new(ReferenceEqualityComparer.Instance);

    internal void Write(MachineSnapshot snapshot)
    {
        json.WriteStartObject();
        json.WriteString("schema"u8, MachineJson.Schema);
        json.WriteNumber("number"u8, snapshot.Number);
        json.WriteString("taken"u8, snapshot.Taken);
        Time("elapsed_s"u8, snapshot.Elapsed);
        Time("interval_s"u8, snapshot.Interval);
        json.WriteString("mode"u8, Words.Modes.Of(snapshot.Mode));
        Number("processors"u8, snapshot.Processors);
        Number("cores"u8, snapshot.Cores);
        Whole("memory_bytes"u8, snapshot.MemoryBytes);
        Whole("memory_used_bytes"u8, snapshot.MemoryUsedBytes);
        json.WriteString("sight"u8, Words.Sights.Of(snapshot.Sight));
        Write(snapshot.Energy, snapshot.Power);
        Write(snapshot.Band);
        Part("ended"u8, snapshot.Ended);
        Part("unseen"u8, snapshot.Unseen);
        Part("ecocode"u8, snapshot.EcoCode);
        Part("idle_and_rest"u8, snapshot.IdleAndRest);
        json.WriteStartArray("sources"u8);
        for (int i = 0; i < snapshot.Sources.Count; i++) Write(snapshot.Sources[i]);
        json.WriteEndArray();
        WriteGroups(snapshot);
        json.WriteStartArray("processes"u8);
        for (int i = 0; i < snapshot.Processes.Count; i++) Write(snapshot.Processes[i]);
        json.WriteEndArray();
        json.WriteStartArray("groups"u8);
        for (int i = 0; i < snapshot.Groups.Count; i++) Write(snapshot.Groups[i]);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteGroups(MachineSnapshot snapshot)
    {
        json.WriteStartArray("cgroups"u8);
        for (int i = 0; i < snapshot.Processes.Count; i++) Take(snapshot.Processes[i].Group);
        for (int i = 0; i < snapshot.Groups.Count; i++) Take(snapshot.Groups[i].Group);
        json.WriteEndArray();
    }

    private void Take(ProcessGroup? group)
    {
        if (group is null || !_groups.TryAdd(group, _groups.Count)) return;
        json.WriteStartObject();
        json.WriteString("path"u8, group.Cgroup);
        Text("container"u8, group.ContainerId);
        Text("runtime"u8, group.Runtime is { } runtime ? Words.Runtimes.Of(runtime) : null);
        Text("pod"u8, group.PodUid);
        Text("pod_qos"u8, group.PodQos);
        Text("job"u8, group.SlurmJob);
        Text("job_step"u8, group.SlurmStep);
        Text("unit"u8, group.Unit);
        Text("user_unit"u8, group.UserUnit);
        json.WriteEndObject();
    }

    private void Write(SourceReading source)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, source.Id.Value);
        json.WriteString("component"u8, Words.Components.Of(source.Component));
        json.WriteString("device"u8, source.Device);
        json.WriteString("method"u8, source.Method);
        json.WriteString("provenance"u8, Words.Provenances.Of(source.Provenance));
        json.WriteNumber("energy_uj"u8, source.Energy.Microjoules);
        Number("power_w"u8, source.Power.Watts);
        json.WriteNumber("shown_uj"u8, source.Shown.Microjoules);
        Number("shown_power_w"u8, source.ShownPower.Watts);
        Number("limit_w"u8, source.Limit?.Watts);
        Write(source.Band);
        json.WriteString("state"u8, Words.SourceStates.Of(source.State));
        json.WriteString("last_failure"u8, Words.Outcomes.Of(source.LastFailure));
        Text("reason"u8, source.Reason);
        json.WriteNumber("failures"u8, source.Failures);
        json.WriteNumber("resets"u8, source.Resets);
        Time("missing_s"u8, source.Missing);
        if (source.Gpu is { } gpu) Write(gpu);
        else json.WriteNull("gpu"u8);
        json.WriteEndObject();
    }

    private void Write(GpuReading gpu)
    {
        json.WriteStartObject("gpu"u8);
        json.WriteNumber("index"u8, gpu.Identity.Index);
        Text("name"u8, gpu.Identity.Name);
        Text("uuid"u8, gpu.Identity.Uuid);
        Text("pci"u8, gpu.Identity.PciAddress);
        Number("utilisation"u8, gpu.Utilisation);
        Whole("memory_used_bytes"u8, gpu.MemoryUsedBytes);
        Whole("memory_bytes"u8, gpu.MemoryBytes);
        Number("celsius"u8, gpu.Celsius);
        Number("clock_mhz"u8, gpu.ClockMegahertz);
        Number("throttled"u8, gpu.Throttled);
        json.WriteEndObject();
    }

    private void Write(ProcessReading process)
    {
        json.WriteStartObject();
        json.WriteNumber("pid"u8, process.Key.Pid);
        json.WriteNumber("started"u8, process.Key.Started);
        json.WriteNumber("parent"u8, process.Parent);
        json.WriteString("name"u8, process.Name);
        Whole("uid"u8, process.UserId);
        json.WriteString("user"u8, process.User);
        json.WriteNumber("threads"u8, process.Threads);
        json.WriteString("state"u8, Words.ProcessStates.Of(process.State));
        Time("cpu_s"u8, process.CpuTime);
        Time("short_lived_s"u8, process.ShortLived);
        Number("cores"u8, process.Cores);
        json.WriteNumber("resident_bytes"u8, process.ResidentBytes);
        Write(process.Energy, process.Power);
        Number("gpus"u8, process.GpuUse);
        json.WriteNumber("gpu_memory_bytes"u8, process.GpuMemoryBytes);
        if (process.Ended is { } ended) json.WriteString("ended"u8, ended);
        else json.WriteNull("ended"u8);
        json.WriteNumber("cgroup"u8, _groups[process.Group]);
        json.WriteEndObject();
    }

    private void Write(GroupReading group)
    {
        json.WriteStartObject();
        json.WriteString("kind"u8, Words.Groups.Of(group.Kind));
        json.WriteString("id"u8, group.Id);
        json.WriteString("name"u8, group.Name);
        Whole("cgroup"u8, group.Group is { } of ? _groups[of] : null);
        Whole("root_pid"u8, group.Root?.Pid);
        Whole("root_started"u8, group.Root?.Started);
        json.WriteString("user"u8, group.User);
        Write(group.Energy, group.Power);
        Time("cpu_s"u8, group.CpuTime);
        Number("cores"u8, group.Cores);
        json.WriteNumber("resident_bytes"u8, group.ResidentBytes);
        json.WriteNumber("gpu_memory_bytes"u8, group.GpuMemoryBytes);
        json.WriteNumber("processes"u8, group.Processes);
        json.WriteEndObject();
    }

    private void Part(ReadOnlySpan<byte> name, PartReading part)
    {
        json.WriteStartObject(name);
        Write(part.Energy, part.Power);
        Number("cores"u8, part.Cores);
        json.WriteEndObject();
    }

    private void Write(EnergySplit energy, PowerSplit power)
    {
        json.WriteStartObject("energy_uj"u8);
        json.WriteNumber("cpu"u8, energy.Cpu.Microjoules);
        json.WriteNumber("dram"u8, energy.Dram.Microjoules);
        json.WriteNumber("gpu"u8, energy.Gpu.Microjoules);
        json.WriteNumber("other"u8, energy.Other.Microjoules);
        json.WriteEndObject();
        json.WriteStartObject("power_w"u8);
        Number("cpu"u8, power.Cpu.Watts);
        Number("dram"u8, power.Dram.Watts);
        Number("gpu"u8, power.Gpu.Watts);
        Number("other"u8, power.Other.Watts);
        json.WriteEndObject();
    }

    private void Write(Band band)
    {
        json.WriteStartObject("band"u8);
        Number("linear_j"u8, band.LinearJoules);
        Number("independent_j2"u8, band.IndependentSquare);
        json.WriteEndObject();
    }

    private void Time(ReadOnlySpan<byte> name, TimeSpan value) => json.WriteNumber(name, value.TotalSeconds);

    private void Number(ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } known && double.IsFinite(known)) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }

    private void Whole(ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } known) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }

    private void Text(ReadOnlySpan<byte> name, string? value)
    {
        if (value is null) json.WriteNull(name);
        else json.WriteString(name, value);
    }
}

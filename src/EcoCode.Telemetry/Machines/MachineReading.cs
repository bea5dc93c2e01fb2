using System.Text.Json;
using EcoCode.Metering.Snapshots;
using EcoCode.Processes;
using EcoCode.Processes.Grouping;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Telemetry.Machines;

/// <summary>Reads one snapshot.</summary>
internal sealed class MachineReading(JsonElement json)
{
    private readonly List<ProcessGroup> _groups = [];

    /// <exception cref="KeyNotFoundException">A key is missing.</exception>
    /// <exception cref="InvalidOperationException">A value is of another kind.</exception>
    /// <exception cref="FormatException">A number or a time is none of its kind.</exception>
    internal MachineSnapshot Read()
    {
        foreach (JsonElement group in json.GetProperty("cgroups"u8).EnumerateArray()) _groups.Add(GroupOf(group));
        return new MachineSnapshot
        {
            Number = json.GetProperty("number"u8).GetInt64(),
            Taken = json.GetProperty("taken"u8).GetDateTimeOffset(),
            Elapsed = Time(json, "elapsed_s"u8),
            Interval = Time(json, "interval_s"u8),
            Mode = Words.Modes.Find(Text(json, "mode"u8)),
            Processors = Number(json, "processors"u8),
            Cores = Number(json, "cores"u8),
            MemoryBytes = Whole(json, "memory_bytes"u8),
            MemoryUsedBytes = Whole(json, "memory_used_bytes"u8),
            Sight = Words.Sights.Find(Text(json, "sight"u8)),
            Energy = EnergyOf(json),
            Power = PowerOf(json),
            Band = BandOf(json),
            Ended = Part("ended"u8),
            Unseen = Part("unseen"u8),
            EcoCode = Part("ecocode"u8),
            IdleAndRest = Part("idle_and_rest"u8),
            Sources = [.. json.GetProperty("sources"u8).EnumerateArray().Select(SourceOf)],
            Processes = [.. json.GetProperty("processes"u8).EnumerateArray().Select(ProcessOf)],
            Groups = [.. json.GetProperty("groups"u8).EnumerateArray().Select(ReadingOf).Where(group => Enum.IsDefined(group.Kind))],
        };
    }

    private static ProcessGroup GroupOf(JsonElement json) => new()
    {
        Cgroup = Text(json, "path"u8) ?? "",
        ContainerId = Text(json, "container"u8),
        Runtime = Text(json, "runtime"u8) is { } runtime ? Words.Runtimes.Find(runtime) : null,
        PodUid = Text(json, "pod"u8),
        PodQos = Text(json, "pod_qos"u8),
        SlurmJob = Text(json, "job"u8),
        SlurmStep = Text(json, "job_step"u8),
        Unit = Text(json, "unit"u8),
        UserUnit = Text(json, "user_unit"u8),
    };

    private static SourceReading SourceOf(JsonElement json) => new()
    {
        Id = new SensorId(Text(json, "id"u8) ?? ""),
        Component = Words.Components.Find(Text(json, "component"u8)),
        Device = Text(json, "device"u8) ?? "",
        Method = Text(json, "method"u8) ?? "",
        Provenance = Words.Provenances.Find(Text(json, "provenance"u8)),
        Energy = Microjoules(json, "energy_uj"u8),
        Power = Watts(json, "power_w"u8),
        Shown = Microjoules(json, "shown_uj"u8),
        ShownPower = Watts(json, "shown_power_w"u8),
        Limit = Known(json, "limit_w"u8) is { } limit ? Power.FromWatts(limit) : null,
        Band = BandOf(json),
        State = Words.SourceStates.Find(Text(json, "state"u8)),
        LastFailure = Words.Outcomes.Find(Text(json, "last_failure"u8)),
        Reason = Text(json, "reason"u8),
        Failures = json.GetProperty("failures"u8).GetInt32(),
        Resets = json.GetProperty("resets"u8).GetInt32(),
        Missing = Time(json, "missing_s"u8),
        Gpu = json.GetProperty("gpu"u8) is { ValueKind: JsonValueKind.Object } gpu ? GpuOf(gpu) : null,
    };

    private static GpuReading GpuOf(JsonElement json) => new(
        new GpuIdentity(json.GetProperty("index"u8).GetInt32(), Text(json, "name"u8), Text(json, "uuid"u8), Text(json, "pci"u8)),
        Known(json, "utilisation"u8),
        Whole(json, "memory_used_bytes"u8),
        Whole(json, "memory_bytes"u8),
        Known(json, "celsius"u8),
        Known(json, "clock_mhz"u8),
        Known(json, "throttled"u8));

    private ProcessReading ProcessOf(JsonElement json) => new()
    {
        Key = new ProcessKey(json.GetProperty("pid"u8).GetInt32(), json.GetProperty("started"u8).GetInt64()),
        Parent = json.GetProperty("parent"u8).GetInt32(),
        Name = Text(json, "name"u8) ?? "",
        UserId = (int?)Whole(json, "uid"u8),
        User = Text(json, "user"u8) ?? "",
        Threads = json.GetProperty("threads"u8).GetInt32(),
        State = Words.ProcessStates.Find(Text(json, "state"u8)),
        CpuTime = Time(json, "cpu_s"u8),
        ShortLived = Time(json, "short_lived_s"u8),
        Cores = Number(json, "cores"u8),
        ResidentBytes = json.GetProperty("resident_bytes"u8).GetInt64(),
        Energy = EnergyOf(json),
        Power = PowerOf(json),
        GpuUse = Number(json, "gpus"u8),
        GpuMemoryBytes = json.GetProperty("gpu_memory_bytes"u8).GetInt64(),
        Ended = json.GetProperty("ended"u8) is { ValueKind: JsonValueKind.String } ended ? ended.GetDateTimeOffset() : null,
        Group = _groups[json.GetProperty("cgroup"u8).GetInt32()],
    };

    private GroupReading ReadingOf(JsonElement json) => new()
    {
        Kind = Words.Groups.Find(Text(json, "kind"u8)),
        Id = Text(json, "id"u8) ?? "",
        Name = Text(json, "name"u8) ?? "",
        Group = Whole(json, "cgroup"u8) is { } index ? _groups[(int)index] : null,
        Root = Whole(json, "root_pid"u8) is { } pid && Whole(json, "root_started"u8) is { } started ? new ProcessKey((int)pid, started) : null,
        User = Text(json, "user"u8) ?? "",
        Energy = EnergyOf(json),
        Power = PowerOf(json),
        CpuTime = Time(json, "cpu_s"u8),
        Cores = Number(json, "cores"u8),
        ResidentBytes = json.GetProperty("resident_bytes"u8).GetInt64(),
        GpuMemoryBytes = json.GetProperty("gpu_memory_bytes"u8).GetInt64(),
        Processes = json.GetProperty("processes"u8).GetInt32(),
    };

    private PartReading Part(ReadOnlySpan<byte> name)
    {
        JsonElement part = json.GetProperty(name);
        return new(EnergyOf(part), PowerOf(part), Number(part, "cores"u8));
    }

    private static EnergySplit EnergyOf(JsonElement json)
    {
        JsonElement energy = json.GetProperty("energy_uj"u8);
        return new(Microjoules(energy, "cpu"u8), Microjoules(energy, "dram"u8), Microjoules(energy, "gpu"u8), Microjoules(energy, "other"u8));
    }

    private static PowerSplit PowerOf(JsonElement json)
    {
        JsonElement power = json.GetProperty("power_w"u8);
        return new(Watts(power, "cpu"u8), Watts(power, "dram"u8), Watts(power, "gpu"u8), Watts(power, "other"u8));
    }

    private static Band BandOf(JsonElement json)
    {
        JsonElement band = json.GetProperty("band"u8);
        return new(Number(band, "linear_j"u8), Number(band, "independent_j2"u8));
    }

    private static Energy Microjoules(JsonElement json, ReadOnlySpan<byte> name) => Energy.FromMicrojoules(json.GetProperty(name).GetInt64());

    private static Power Watts(JsonElement json, ReadOnlySpan<byte> name) => Power.FromWatts(Number(json, name));

    private static TimeSpan Time(JsonElement json, ReadOnlySpan<byte> name) => TimeSpan.FromSeconds(Number(json, name));

    /// <summary>A number; one that was not finite was written as <c>null</c>, and is 0.</summary>
    private static double Number(JsonElement json, ReadOnlySpan<byte> name) => Known(json, name) ?? 0;

    private static double? Known(JsonElement json, ReadOnlySpan<byte> name) => json.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static long? Whole(JsonElement json, ReadOnlySpan<byte> name) => json.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : null;

    private static string? Text(JsonElement json, ReadOnlySpan<byte> name) => json.GetProperty(name).GetString();
}

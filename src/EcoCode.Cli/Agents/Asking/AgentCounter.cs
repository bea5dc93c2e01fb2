using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors;

namespace EcoCode.Cli.Agents.Asking;

/// <summary>One counter of an agent, as it was told last.</summary>
internal sealed class AgentCounter(string id) : IEnergyCounter
{
    /// <summary>Of a counter whose agent does not tell how far it may be off: that of RAPL.</summary>
    private const double UsualBand = 0.05;

    private const double MostWatts = 1000, MostWattsOfPlatform = 1_000_000;

    private long _microjoules;
    private int _outcome = (int)ReadOutcome.Stale;

    public SensorId Id => new(id);

    /// <summary>An agent makes totals of counters that wrap.</summary>
    public Energy WrapsAt => Energy.MaxValue;

    public ReadOutcome TryRead(out Energy reading)
    {
        reading = Energy.FromMicrojoules(Volatile.Read(ref _microjoules));
        return (ReadOutcome)Volatile.Read(ref _outcome);
    }

    internal void Set(Energy energy)
    {
        Volatile.Write(ref _microjoules, energy.Microjoules);
        Volatile.Write(ref _outcome, (int)ReadOutcome.Ok);
    }

    internal void Fail() => Volatile.Write(ref _outcome, (int)ReadOutcome.Stale);

    /// <summary>Reads what an agent tells of a counter.</summary>
    internal static bool TryTell(JsonElement counter, [NotNullWhen(true)] out string? id, out Energy energy, out bool reading)
    {
        (id, energy, reading) = (Text(counter, "id"u8), Energy.Zero, Text(counter, "state"u8) == "reading");
        if (id is null || !counter.TryGetProperty("energy_uj"u8, out JsonElement value) || value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out long microjoules)) return false;
        energy = Energy.FromMicrojoules(microjoules);
        return true;
    }

    /// <summary>The source that a counter stands for; null where it is no sensor of CPUs, memory or the whole machine.</summary>
    internal static EnergySource? Source(JsonElement counter, string origin)
    {
        if (counter.ValueKind != JsonValueKind.Object || !TryTell(counter, out string? id, out Energy energy, out bool reading) || !reading) return null;
        Component? component = Text(counter, "component"u8) switch { "cpu" => Component.Cpu, "dram" => Component.Dram, "platform" => Component.Platform, _ => null };
        if (component is null || Text(counter, "provenance"u8) != "measured") return null;
        var known = new AgentCounter(id);
        known.Set(energy);
        return new EnergySource(known)
        {
            Component = component.Value,
            Device = Text(counter, "device"u8) ?? id,
            Socket = Number(counter, "socket"u8) is { } socket ? (int)socket : null,
            Provenance = Provenance.Measured,
            RelativeBand = Number(counter, "band_ratio"u8) ?? UsualBand,
            Method = $"agent-{Text(counter, "method"u8) ?? "counter"}",
            Origin = origin,
            Ceiling = Power.FromWatts(component == Component.Platform ? MostWattsOfPlatform : MostWatts),
        };
    }

    private static string? Text(JsonElement counter, ReadOnlySpan<byte> name)
        => counter.ValueKind == JsonValueKind.Object && counter.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement counter, ReadOnlySpan<byte> name)
        => counter.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) ? number : null;
}

using System.Globalization;
using EcoCode.Metering.Snapshots;
using EcoCode.Sensors;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Past;

namespace EcoCode.Tui.View;

/// <summary>The sources as gauges: what each draws, of what it may draw.</summary>
internal sealed class Gauges
{
    private readonly MachineSnapshot _snapshot;
    private readonly Moment? _past;

    /// <param name="model">The model; where it looks at the past, so do the gauges.</param>
    /// <param name="snapshot">Its snapshot.</param>
    internal Gauges(Model model, MachineSnapshot snapshot)
        => (_snapshot, _past) = (snapshot, model.Scrub is { } time ? model.History.At(time) : null);

    /// <summary>Sources that are shown: one that has gone and used nothing takes no row.</summary>
    internal static IEnumerable<int> Shown(MachineSnapshot snapshot)
    {
        for (int i = 0; i < snapshot.Sources.Count; i++)
        {
            if (snapshot.Sources[i].State != SourceState.GivenUp) yield return i;
        }
    }

    /// <summary>What a source is called: <c>GPU 0</c>, <c>CPU</c>.</summary>
    internal static string NameOf(SourceReading source) => source.Component switch
    {
        Component.Cpu => "CPU",
        Component.Dram => "DRAM",
        Component.Gpu => $"GPU {source.Device}",
        Component.Platform => "Rest",
        _ => source.Device.Length > 0 ? source.Device : "Other",
    };

    /// <summary>Which one it is, beside its name.</summary>
    internal static string DetailOf(SourceReading source) => source.Component switch
    {
        Component.Gpu => source.Gpu?.Identity.Name ?? "",
        Component.Cpu or Component.Dram or Component.Platform => source.Device,
        _ => source.Method,
    };

    /// <summary>What it draws, W: now, or at the time in the past that is looked at.</summary>
    internal double Watts(int source) => _past?.Watts(source) ?? _snapshot.Sources[source].Power.Watts;

    /// <summary>How full its gauge is; of one without a limit, its part of the machine.</summary>
    internal double Share(int source)
    {
        if (Limit(source) is { } limit) return Watts(source) / limit;
        double whole = _past?.TotalWatts ?? _snapshot.Power.Total.Watts;
        return whole > 0 ? Watts(source) / whole : 0;
    }

    /// <summary>What it may draw, W; null when not known.</summary>
    internal double? Limit(int source) => _snapshot.Sources[source].Limit is { Watts: > 0 } limit ? limit.Watts : null;

    /// <summary>How much of its limit it draws: <c>45%</c>; empty without a limit.</summary>
    internal string Percent(int source)
        => Limit(source) is null ? "" : Math.Min(999, Share(source) * 100).ToString("0", CultureInfo.InvariantCulture) + "%";

    /// <summary>The colour of its gauge: of a share of the machine none, since that is no load.</summary>
    internal Style StyleOf(int source) => Limit(source) is null ? Style.Plain : Signs.Load(Share(source));

    /// <summary>What to show in place of a power that is not known; null when it is.</summary>
    internal string? Absent(int source) => _past is not null ? null : _snapshot.Sources[source].State switch
    {
        SourceState.Awaited => "waiting",
        SourceState.Lost => $"lost: {_snapshot.Sources[source].LastFailure.ToString().ToLowerInvariant()}",
        _ => null,
    };
}

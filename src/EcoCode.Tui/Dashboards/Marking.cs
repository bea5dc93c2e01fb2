using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Tui.Dashboards.Overlays;
using EcoCode.Tui.View;

namespace EcoCode.Tui.Dashboards;

/// <summary>Phases that are marked by hand.</summary>
internal static class Marking
{
    /// <summary>More are not kept: the oldest are far out of the chart.</summary>
    private const int Most = 200;

    /// <summary>Ends the phase that goes on, or asks for the name of a new one.</summary>
    internal static Model Toggled(Model now)
    {
        if (now.Subject.Run is not null || now.Latest is not { } latest) return now with { Said = "phases are marked while the machine is measured" };
        if (now.Marks is not [.. var done, { End: null } open]) return now with { Overlay = new Overlay.MarkLine(TypedLine.Of($"phase {now.Marks.Length + 1}")) };
        Energy energy = latest.Energy.Total - open.Before;
        string said = $"{open.Name}: {Figures.Energy(energy, now.Joules)}, {Figures.Grams(now.Counted.Grams(energy))} in {Scale.Time(latest.Elapsed - open.Start)}, of the whole machine";
        return now with { Marks = [.. done, open with { End = latest.Elapsed }], Said = said };
    }

    /// <summary>Begins a phase at the latest snapshot.</summary>
    internal static Model Begun(Model now, string name)
    {
        if (now.Latest is not { } latest) return now;
        Model ended = now.Marks is [.., { End: null }] ? Toggled(now) : now;
        var mark = new HandMark(name, latest.Elapsed, latest.Energy.Total, null);
        return ended with { Marks = [.. ended.Marks.Length < Most ? ended.Marks : ended.Marks.RemoveAt(0), mark], Said = $"{name} begins; m ends it" };
    }
}

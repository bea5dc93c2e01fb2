using EcoCode.Impact.Live;
using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Tui.Dashboards.Overlays;
using EcoCode.Tui.Input;
using EcoCode.Tui.Keys;
using EcoCode.Tui.Rows;
using EcoCode.Tui.Terminal;

namespace EcoCode.Tui.Dashboards;

/// <summary>Makes the next model of a message. Pure: what is to be done in the world is an <see cref="Effect"/>.</summary>
internal static class Update
{
    internal static (Model Next, Effect? Then) Of(Model now, Message message) => message switch
    {
        Message.Sampled or Message.Counted or Message.Graded when now.Behind is { } behind => (now with { Behind = Of(behind, message).Next }, null),
        Message.Sampled(var snapshot, var notes) => (Sampled(Noted(now with { Notes = notes }), snapshot), null),
        Message.Counted(var tally) => (Table.Settled(Noted(now with { Tally = tally })), null),
        Message.Graded(var rates, var problem) => (Table.Settled(Noted(Graded(now, rates, problem) with { GridProblem = problem })), null),
        Message.Sized(var size) => (now.Size == size ? now : Table.Settled(now with { Size = new ScreenSize(Math.Max(0, size.Width), Math.Max(0, size.Height)) }), null),
        Message.Told(var title, var lines) => (now with { Overlay = new Overlay.Page(title, lines, 0), Said = null }, null),
        Message.Opened opened => (Opening.Opened(now, opened), null),
        Message.Done(var text) => (now with { Said = text }, null),
        Message.Exported(var path, var fault) => (now with { Said = fault is null ? $"written to {path}" : $"cannot write {path}: {fault}" }, null),
        Message.Touched(InputEvent.Pressed(var press)) => Pressed(now with { Said = null }, press),
        Message.Touched(InputEvent.Pasted(var text)) => (Typing.Pasted(now, text), null),
        Message.Touched(InputEvent.Pointed(var mouse)) => Pointing.Of(now, mouse),
        _ => (now, null),
    };

    private static (Model Next, Effect? Then) Pressed(Model now, KeyPress press)
    {
        if (now.Overlay is Overlay.FilterLine or Overlay.ExportLine or Overlay.MarkLine or Overlay.Palette) return Typing.Pressed(now, press);
        if (Keymap.Find(press) is not { } act) return (now, null);
        return now.Overlay is null ? Acting.Do(now, act) : Menus.Do(now, act);
    }

    /// <summary>With the note that was shown, as far as there are so many.</summary>
    private static Model Noted(Model now) => now with { Note = Math.Clamp(now.Note, 0, Math.Max(0, now.AllNotes.Count - 1)) };

    /// <summary>With what the grid is like now. What was told last holds on while nothing new is.</summary>
    private static Model Graded(Model now, Rates? rates, Note? problem)
    {
        if (rates is null) return now with { Rates = now.Rates with { Level = GridLevel.Unknown, Standing = $"The figure has no colour: {problem?.Message}." } };
        Energy used = now.Latest?.Energy.Total ?? Energy.Zero;
        return now with { Rates = rates, Emission = now.Emission ?? Emission.Begun(used, now.Since?.Energy.Total ?? Energy.Zero, rates) };
    }

    private static Model Sampled(Model now, MachineSnapshot snapshot)
    {
        now = now with { Emission = now.Emission?.After(snapshot.Energy.Total, now.Rates) };
        var forest = Forest.Of(snapshot, now.LatestForest, now.Since, now.Counted);
        Model next = now with { Latest = snapshot, LatestForest = forest, History = now.History.With(snapshot) };
        if (now.Paused) return Table.Settled(next);

        // What has ended for good must not pile up over days.
        if (!next.Settings.Toggled.IsEmpty || !next.Settings.Unlinked.IsEmpty)
        {
            next = next with { Settings = next.Settings with { Toggled = Table.Known(next.Settings.Toggled, forest), Unlinked = Table.Known(next.Settings.Unlinked, forest) } };
        }

        if (!next.Tagged.IsEmpty) next = next with { Tagged = Table.Known(next.Tagged, forest) };
        return Table.Built(next with { Shown = snapshot, Forest = forest, Peak = next.History.Peak });
    }
}

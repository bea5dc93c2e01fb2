using EcoCode.Tui.Dashboards.Overlays;
using EcoCode.Tui.Keys;
using EcoCode.Tui.Rows;

namespace EcoCode.Tui.Dashboards;

/// <summary>What acts do where nothing lies over the panels.</summary>
internal static class Acting
{
    private static readonly Panels[] Zooms = [Panels.None, Panels.Power, Panels.Sources, Panels.Gpus, Panels.Processes, Panels.Notes];

    internal static (Model Next, Effect? Then) Do(Model now, Act act) => act switch
    {
        Act.Quit => (now, new Effect.Quit()),
        Act.Redraw => (now, new Effect.Redraw()),
        Act.Suspend => (now, new Effect.Suspend()),
        Act.Diagnose => (now with { Said = "asking the doctor …" }, new Effect.Diagnose()),
        Act.Save => (now, new Effect.Save(Lasting.Of(now))),
        _ => (Next(now, act), null),
    };

    private static Model Next(Model now, Act act) => act switch
    {
        Act.Up => Go(now, now.Cursor - 1),
        Act.Down => Go(now, now.Cursor + 1),
        Act.PageUp => Go(now, now.Cursor - Page(now)),
        Act.PageDown => Go(now, now.Cursor + Page(now)),
        Act.First => Table.At(now with { Selected = null }, 0),
        Act.Last => Go(now, now.Table.Lines.Count - 1),
        Act.Out => now.Zoomed == Panels.Power ? Times.Scrubbed(now, -1) : Folding.Out(now),
        Act.In => now.Zoomed == Panels.Power ? Times.Scrubbed(now, 1) : Folding.In(now),
        Act.Fold => Folding.Toggled(now),
        Act.FoldChildren => Folding.ChildrenToggled(now),
        Act.UnfoldAll => Folding.AllToggled(now),
        Act.Tree => Set(now, now.Settings with { Tree = !now.Settings.Tree }),
        Act.ClearFilter => Set(now, now.Settings with { Filter = null }),
        Act.Reverse => Set(now, now.Settings with { Reversed = !now.Settings.Reversed }),
        Act.SortLeft => Set(now, Beside(now, -1)),
        Act.SortRight => Set(now, Beside(now, 1)),
        Act.Follow => now with { Follow = !now.Follow, Said = now.Follow ? "the cursor stays with its line" : "the cursor stays with its process" },
        Act.Tag => Tagged(now),
        Act.Units => now with { Joules = !now.Joules },
        Act.Rates => now with { Co2eByHour = !now.Co2eByHour },
        Act.Mark => Marking.Toggled(now),
        Act.PowerPanel => Shown(now, Panels.Power),
        Act.SourcesPanel => Shown(now, Panels.Sources),
        Act.ProcessesPanel => Shown(now, Panels.Processes),
        Act.NotesPanel => Shown(now, Panels.Notes),
        Act.Zoom => Table.Settled(now with { Zoomed = Zoom(now) }),
        Act.LongerSpan => now with { Span = Math.Min(now.Span + 1, Model.Spans.Length - 1) },
        Act.ShorterSpan => now with { Span = Math.Max(now.Span - 1, 0) },
        Act.ScrubBack => Times.Scrubbed(now, -1),
        Act.ScrubOn => Times.Scrubbed(now, 1),
        Act.Now => now with { Scrub = null },
        Act.Pause => Times.Held(now),
        Act.Reset => Times.Reset(now),
        Act.NextNote => now with { Note = now.AllNotes.Count == 0 ? 0 : (now.Note + 1) % now.AllNotes.Count },
        Act.Back => now.Scrub is not null ? now with { Scrub = null } : now.Zoomed != Panels.None ? Table.Settled(now with { Zoomed = Panels.None }) : Opening.Left(now),
        Act.Details => now.Current is { } line ? now with { Overlay = new Overlay.Details(line.Row.Id) } : now,
        _ => Opened(now, act),
    };

    private static Model Opened(Model now, Act act) => act switch
    {
        Act.Help => now with { Overlay = new Overlay.Help(0) },
        Act.SortMenu => now with { Overlay = new Overlay.SortMenu((int)now.Settings.Order) },
        Act.Columns => now with { Overlay = new Overlay.ColumnMenu(0) },
        Act.Filter => now with { Overlay = new Overlay.FilterLine(TypedLine.Of(now.Settings.Filter?.Text ?? ""), null, now.Settings.Filter) },
        Act.Export => now with { Overlay = new Overlay.ExportLine(TypedLine.Of("")) },
        Act.Palette => now with { Overlay = new Overlay.Palette(TypedLine.Of(""), 0) },
        _ => now,
    };

    /// <summary>With other settings of the table, and its lines made anew.</summary>
    internal static Model Set(Model now, TableSettings settings) => Table.Built(now with { Settings = settings });

    /// <summary>With the cursor moved by hand, so that it has a row of its own from now on, even the topmost.</summary>
    internal static Model Go(Model now, int line)
        => now.Table.Lines.Count == 0 ? now : Table.At(now with { Selected = now.Table.Lines[Math.Clamp(line, 0, now.Table.Lines.Count - 1)].Row.Id }, line);

    private static int Page(Model now) => Math.Max(1, Layout.Of(now).Lines.Height - 1);

    private static TableSettings Beside(Model now, int step)
    {
        List<RowOrder> orders = [.. now.WantedColumns.Where(form => form.Order is not null).Select(form => form.Order!.Value)];
        int at = Math.Max(0, orders.IndexOf(now.Settings.Order));
        return now.Settings with { Order = orders[Math.Clamp(at + step, 0, orders.Count - 1)] };
    }

    private static Model Tagged(Model now)
    {
        if (now.Current is not { } line) return now;
        RowId id = line.Row.Id;
        return Go(now with { Tagged = now.Tagged.SymmetricExcept([id]) }, now.Cursor + 1);
    }

    private static Model Shown(Model now, Panels panel) => Table.Settled(now with { Panels = now.Panels ^ panel, Zoomed = Panels.None });

    private static Panels Zoom(Model now)
    {
        int at = Array.IndexOf(Zooms, now.Zoomed);
        Panels next = Zooms[(at + 1) % Zooms.Length];
        return next == Panels.Gpus && !now.HasGpu ? Panels.Processes : next;
    }
}

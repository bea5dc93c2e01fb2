using EcoCode.Tui.Dashboards.Overlays;
using EcoCode.Tui.Exports;
using EcoCode.Tui.Filter;
using EcoCode.Tui.Input;
using EcoCode.Tui.Keys;

namespace EcoCode.Tui.Dashboards;

/// <summary>Lines that are typed: a filter, a path, a word of the palette.</summary>
internal static class Typing
{
    internal static (Model Next, Effect? Then) Pressed(Model now, KeyPress press)
    {
        if (press == KeyPress.Of(Key.Escape) || press == KeyPress.Of('c', KeyModifiers.Control)) return (Left(now), null);
        if (press == KeyPress.Of(Key.Enter)) return Entered(now);
        return now.Overlay switch
        {
            Overlay.FilterLine filter => (Filtered(now, filter, filter.Line.After(press)), null),
            Overlay.ExportLine export => (now with { Overlay = new Overlay.ExportLine(export.Line.After(press)) }, null),
            Overlay.MarkLine mark => (now with { Overlay = new Overlay.MarkLine(mark.Line.After(press)) }, null),
            Overlay.Palette palette => (now with { Overlay = Looked(palette, press) }, null),
            _ => (now, null),
        };
    }

    internal static Model Pasted(Model now, string text) => now.Overlay switch
    {
        Overlay.FilterLine filter => Filtered(now, filter, filter.Line.Typed(text)),
        Overlay.ExportLine export => now with { Overlay = new Overlay.ExportLine(export.Line.Typed(text)) },
        Overlay.MarkLine mark => now with { Overlay = new Overlay.MarkLine(mark.Line.Typed(text)) },
        Overlay.Palette palette => now with { Overlay = new Overlay.Palette(palette.Line.Typed(text), 0) },
        _ => now,
    };

    /// <summary>The words of the palette that a text fits: those that begin with it, then those that have it within.</summary>
    internal static IReadOnlyList<KeyBinding> Fitting(string text)
    {
        string word = text.Trim();
        return
        [
            .. Keymap.All.Where(binding => binding.Word.StartsWith(word, StringComparison.OrdinalIgnoreCase)),
            .. Keymap.All.Where(binding => !binding.Word.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                && (binding.Word.Contains(word, StringComparison.OrdinalIgnoreCase) || binding.Meaning.Contains(word, StringComparison.OrdinalIgnoreCase))),
        ];
    }

    /// <summary>A filter works while it is typed; as long as it has a fault, the last one without works.</summary>
    private static Model Filtered(Model now, Overlay.FilterLine filter, TypedLine line)
    {
        if (!RowFilter.TryParse(line.Text, out RowFilter? next, out FilterFault? fault)) return now with { Overlay = filter with { Line = line, Fault = fault } };
        return Acting.Set(now with { Overlay = filter with { Line = line, Fault = null } }, now.Settings with { Filter = next });
    }

    private static Overlay.Palette Looked(Overlay.Palette palette, KeyPress press)
    {
        int count = Fitting(palette.Line.Text).Count;
        if (press.Key is Key.Up or Key.Down) return palette with { Chosen = Math.Clamp(palette.Chosen + (press.Key == Key.Up ? -1 : 1), 0, Math.Max(0, count - 1)) };
        TypedLine line = palette.Line.After(press);
        return line == palette.Line ? palette : new Overlay.Palette(line, 0);
    }

    private static Model Left(Model now) => now.Overlay is Overlay.FilterLine filter
        ? Acting.Set(now with { Overlay = null }, now.Settings with { Filter = filter.Before })
        : now with { Overlay = null };

    private static (Model Next, Effect? Then) Entered(Model now)
    {
        switch (now.Overlay)
        {
            case Overlay.FilterLine { Fault: null }:
                return (now with { Overlay = null }, null);
            case Overlay.MarkLine { Line.Text: var name } when !string.IsNullOrWhiteSpace(name):
                return (Marking.Begun(now with { Overlay = null }, name.Trim()), null);
            case Overlay.Palette { Line.Text: var text } when PaletteCommand.Of(text) is { } command:
                return command.Do(now with { Overlay = null }, text);
            case Overlay.Palette palette when Fitting(palette.Line.Text) is { Count: > 0 } fitting:
                return Acting.Do(now with { Overlay = null }, fitting[Math.Min(palette.Chosen, fitting.Count - 1)].Act);
            case Overlay.ExportLine { Line.Text: var path } when !string.IsNullOrWhiteSpace(path):
                return (now with { Overlay = null }, new Effect.Write(path.Trim(), RowExport.Text(now, path.Trim())));
            default:
                return (now, null);
        }
    }
}

using EcoCode.Tui.Cells;
using EcoCode.Tui.Keys;

namespace EcoCode.Tui.View;

/// <summary>The line at the bottom: the keys that are wanted most. Each is a button, too.</summary>
internal static class FooterView
{
    internal static void Draw(CellRegion line)
    {
        line.Tint(0, 0, line.Width, 1, Tone.Bar);
        foreach ((KeyBinding binding, int x, int end) in Buttons(line.Width))
        {
            int at = line.Put(x, 0, KeyOf(binding), ((Style)Tone.Key).On(Tone.Bar));
            line.Put(at + 1, 0, binding.Footer, Style.Plain.On(Tone.Bar));
        }
    }

    /// <summary>The button at a cell; null between them.</summary>
    internal static Act? At(int width, int x)
    {
        foreach ((KeyBinding binding, int from, int end) in Buttons(width))
        {
            if (x >= from && x < end) return binding.Act;
        }

        return null;
    }

    private static IEnumerable<(KeyBinding Binding, int X, int End)> Buttons(int width)
    {
        int x = 1, gap = width >= 100 ? 2 : 1;
        foreach (KeyBinding binding in Keymap.All)
        {
            if (binding.Footer is not { } name) continue;
            int end = x + CellText.Width(KeyOf(binding)) + 1 + CellText.Width(name);
            if (end > width) yield break;
            yield return (binding, x, end);
            x = end + gap;
        }
    }

    /// <summary>Four keys show and hide panels; the footer has them as one.</summary>
    private static string KeyOf(KeyBinding binding) => binding.Act == Act.PowerPanel ? "1-4" : KeyName.Of(binding.Keys[0]);
}

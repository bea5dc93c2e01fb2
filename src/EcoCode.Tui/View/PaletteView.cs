using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Dashboards.Overlays;
using EcoCode.Tui.Keys;

namespace EcoCode.Tui.View;

/// <summary>What can be done, by word.</summary>
internal static class PaletteView
{
    private const int Width = 76, MostLines = 12, WordWidth = 14;

    internal static void Draw(CellBuffer screen, Overlay.Palette palette)
    {
        IReadOnlyList<KeyBinding> fitting = Typing.Fitting(palette.Line.Text);
        CellRegion inside = Window.Open(screen, "What is to be done", Width, MostLines + 2);
        PromptView.DrawLine(screen, inside, 0, ":", palette.Line);
        if (PaletteCommand.Begun(palette.Line.Text) is { } command)
        {
            inside.PutWithin(0, 2, inside.Width, $"{command.Meaning}: {command.Argument}", Style.Plain);
            return;
        }

        if (fitting.Count == 0) inside.PutWithin(0, 2, inside.Width, "nothing is called so", Tone.Warning);
        int lines = Math.Max(1, inside.Height - 2), top = Math.Max(0, Math.Min(palette.Chosen, fitting.Count - 1) - lines + 1);
        for (int y = 0; y < lines && top + y < fitting.Count; y++)
        {
            KeyBinding binding = fitting[top + y];
            Ink ground = top + y == palette.Chosen ? Tone.Selection : default(Ink);
            inside.Tint(0, 2 + y, inside.Width, 1, ground);
            inside.PutWithin(0, 2 + y, WordWidth, binding.Word, ((Style)Tone.Key).On(ground));
            inside.PutWithin(WordWidth + 1, 2 + y, inside.Width - WordWidth - 6, binding.Meaning, Style.Plain.On(ground));
            inside.PutWithin(inside.Width - 4, 2 + y, 4, KeyName.Of(binding.Keys[0]), ((Style)Tone.Muted).On(ground));
        }
    }
}

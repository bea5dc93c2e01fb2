using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Dashboards.Overlays;

namespace EcoCode.Tui.View;

/// <summary>Draws a model. Pure: the same model makes the same screen.</summary>
internal static class Screen
{
    internal static void Draw(Model model, CellBuffer screen)
    {
        Layout layout = Layout.Of(model);
        if (layout.Fit == Fit.TooSmall)
        {
            string needed = $"{Layout.LeastWidth}x{Layout.LeastHeight}";
            screen.Put(0, 0, $"needs {needed}", Style.Plain);
            screen.Put(0, 1, $"has {model.Size.Width}x{model.Size.Height}", Style.Plain);
            return;
        }

        HeaderView.Draw(model, screen.Region(0, 0, screen.Width, 1), layout.Fit);
        if (!layout.Power.IsEmpty)
        {
            if (layout.Fit == Fit.Compact && model.Zoomed == Panels.None) SummaryView.Draw(model, screen, layout.Power);
            else ChartView.Draw(model, screen, layout.Power);
        }

        if (!layout.Sources.IsEmpty) SourcesView.Draw(model, screen, layout.Sources);
        if (!layout.Gpus.IsEmpty) GpusView.Draw(model, screen, layout.Gpus);
        if (!layout.Processes.IsEmpty) TableView.Draw(model, screen, layout);
        if (!layout.Notes.IsEmpty) NotesView.Draw(model, screen, layout);
        if (!layout.Footer.IsEmpty) FooterView.Draw(screen.Region(layout.Footer.X, layout.Footer.Y, layout.Footer.Width, 1));
        DrawOverlay(model, screen);
    }

    private static void DrawOverlay(Model model, CellBuffer screen)
    {
        switch (model.Overlay)
        {
            case Overlay.Help help:
                HelpView.Draw(model, screen, help);
                break;
            case Overlay.SortMenu or Overlay.ColumnMenu:
                MenuView.Draw(model, screen);
                break;
            case Overlay.Palette palette:
                PaletteView.Draw(screen, palette);
                break;
            case Overlay.Details details:
                DetailsView.Draw(model, screen, details.Row);
                break;
            case Overlay.Page page:
                PageView.Draw(screen, page);
                break;
            case Overlay.FilterLine or Overlay.ExportLine or Overlay.MarkLine:
                PromptView.Draw(model, screen);
                break;
            default:
                break;
        }
    }
}

using EcoCode.Metering.Snapshots;
using EcoCode.Quantities.Text;
using EcoCode.Tui.Cells;
using EcoCode.Tui.Dashboards;

namespace EcoCode.Tui.View;

/// <summary>The GPUs, device by device. What a driver does not tell is a dash.</summary>
internal static class GpusView
{
    private const int BlockHeight = 4, GaugeWidth = 20;

    internal static void Draw(Model model, CellBuffer screen, Area area)
    {
        CellRegion inside = Frame.Draw(screen, area, "GPUs");
        if (model.Shown is not { } shown) return;
        var gauges = new Gauges(model, shown);
        int y = 0;
        foreach (int source in Gauges.Shown(shown))
        {
            if (shown.Sources[source].Gpu is not { } gpu) continue;
            if (y + BlockHeight > inside.Height + 1) break;
            DrawDevice(inside.Region(1, y, inside.Width - 2, BlockHeight), shown.Sources[source], gpu, gauges, source);
            y += BlockHeight;
        }
    }

    private static void DrawDevice(CellRegion region, SourceReading source, GpuReading gpu, Gauges gauges, int index)
    {
        int x = region.Put(0, 0, gpu.Identity.Label, Signs.Series(index));
        x = region.Put(x + 2, 0, gpu.Identity.Name ?? "", Tone.Title);
        region.Put(x + 2, 0, gpu.Identity.PciAddress ?? "", Tone.Muted);
        string limit = gauges.Limit(index) is { } watts ? $" of {Figures.Watts(watts)}" : "";
        DrawGauge(region, 2, 1, "power", gauges.Limit(index) is null ? null : gauges.Share(index), gauges.Absent(index) ?? Figures.Watts(gauges.Watts(index)) + limit);
        DrawGauge(region, 2, 2, "used", gpu.Utilisation, gpu.Utilisation is { } use ? Scale.Percent(use) : "–");
        double? memory = gpu is { MemoryUsedBytes: { } used, MemoryBytes: > 0 and var whole } ? (double)used / whole : null;
        string held = gpu.MemoryUsedBytes is { } bytes ? Figures.Bytes(bytes) + (gpu.MemoryBytes is { } size ? $" of {Figures.Bytes(size)}" : "") : "–";
        int second = Math.Max(60, region.Width / 2);
        if (region.Width < 110) second = region.Width;
        DrawGauge(region, second, 1, "memory", memory, held);
        string warm = gpu.Celsius is { } celsius ? $"{celsius:0} °C" : "–", clock = gpu.ClockMegahertz is { } megahertz ? $"{megahertz:0} MHz" : "–";
        string slowed = gpu.Throttled is > 0 and var part ? $", slowed down {Scale.Percent(part)}" : "";
        region.Put(second, 2, $"temperature {warm}, clock {clock}{slowed}", slowed.Length > 0 ? Tone.Warning : Style.Plain);
        region.Put(region.Width - 1, 1, Signs.Of(source.Provenance), Style.Plain);
    }

    private static void DrawGauge(CellRegion region, int x, int y, string name, double? share, string text)
    {
        region.Put(x, y, name, Tone.Muted);
        if (share is { } known) Signs.Bar(region, x + 8, y, GaugeWidth, known, Signs.Load(known));
        region.Put(x + 8 + GaugeWidth + 2, y, text, Style.Plain);
    }
}

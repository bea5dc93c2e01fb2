using EcoCode.Ledger;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;
using EcoCode.Report.Layout;

namespace EcoCode.Report.Sections;

/// <summary>The tree's energy and the parts that it is the sum of.</summary>
internal static class EnergySection
{
    private const int MostNameWidth = 24;
    private const int MostBarWidth = 20;
    private const int LeastBarWidth = 5;

    internal static void Write(Page page, RunRecord record)
    {
        if (record.Components.Count == 0)
        {
            page.NewLine().At(2).Add("Energy").At(14).Add("unknown", Ink.Bold);
            return;
        }

        var columns = Columns.For(record, page.Style);
        var total = record.Total;
        var line = page.NewLine().At(2).Add("Energy")
            .EndAt(columns.Value, Scale.Joules(total.EnergyJ), Ink.Bold)
            .EndAt(columns.Second, Scale.WattHours(total.EnergyJ), Ink.Bold)
            .At(columns.Bar).Add("mean " + Watts(total.MeanPowerW));
        if (columns.BarWidth > 0) line.Add("   peak " + Watts(total.PeakPowerW));
        if (BandText.Of(total.BandJ, total.EnergyJ.Joules) is { Length: > 0 } band) line.At(columns.Band).Add(band);

        foreach (var part in record.Components.Where(part => part.EnergyJ != Energy.Zero))
        {
            double share = part.EnergyJ / total.EnergyJ;
            page.NewLine().At(4).Add(Cells.Cut(ComponentName.Of(part, record.Components), MostNameWidth, "…"))
                .EndAt(columns.Value, Scale.Joules(part.EnergyJ))
                .EndAt(columns.Second, Scale.Percent(share))
                .At(columns.Bar).Add(Bar.Draw(share, columns.BarWidth, page.Style))
                .At(columns.Mark).Add(Mark(part.Provenance) + " " + part.Provenance, Ink.Dim)
                .At(columns.Band).Add(BandText.Of(part.BandJ, part.EnergyJ.Joules));
        }

        Missing(page, record);
    }

    /// <summary>The mark that stands for how a figure was got.</summary>
    internal static string Mark(string provenance) => provenance switch
    {
        "measured" => "●",
        "apportioned" => "◐",
        _ => "○",
    };

    private static void Missing(Page page, RunRecord record)
    {
        if (record.Total.Missing.Count == 0) return;
        var parts = record.Total.Missing.Select(gap =>
        {
            string name = $"{ComponentName.Kind(gap.Component)} {gap.Device}".TrimEnd();
            string time = gap.Seconds >= record.Run.DurationS ? "all the time" : "for " + Scale.Time(TimeSpan.FromSeconds(gap.Seconds));
            return $"{name} {time}: {gap.Reason}";
        });
        page.Row("Missing", parts);
    }

    private static string Watts(double watts) => double.IsFinite(watts) ? Scale.Watts(Power.FromWatts(watts)) : "unknown";

    /// <summary>Where the columns of the section begin or, for figures, end.</summary>
    private readonly record struct Columns(int Value, int BarWidth)
    {
        internal int Second => Value + 9;

        internal int Bar => Second + 2;

        internal int Mark => BarWidth > 0 ? Bar + BarWidth + 2 : Bar;

        internal int Band => Mark + 15;

        internal static Columns For(RunRecord record, SummaryStyle style)
        {
            int name = 0;
            foreach (var part in record.Components)
            {
                name = Math.Max(name, Cells.Width(Line.Shown(ComponentName.Of(part, record.Components), style)));
            }

            int value = Math.Max(Page.ValueEnd, 4 + Math.Min(name, MostNameWidth) + 1 + 8);
            const int around = 9 + 2 + 2 + 15 + 9;
            int bar = Math.Min(style.Width - value - around, MostBarWidth);
            return new(value, bar < LeastBarWidth ? 0 : bar);
        }
    }
}

using EcoCode.Impact;
using EcoCode.Impact.Accounting;
using EcoCode.Quantities;

namespace EcoCode.Telemetry.OpenMetrics;

/// <summary>Writes all metrics of a machine and of the agent on it.</summary>
public static class NodeExposition
{
    /// <summary>Writes them. Allocates nothing once the writer's buffer is large enough; any thread may do so, with a writer of its own.</summary>
    /// <param name="reading">What the machine has to tell.</param>
    /// <param name="self">What the agent has to tell of itself.</param>
    /// <param name="into">Where to; it is not ended, for others to follow.</param>
    public static void Write(NodeReading reading, SelfReading self, MetricWriter into)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(self);
        ArgumentNullException.ThrowIfNull(into);
        MachineExposition.Write(reading, into);
        WriteImpact(reading.Impact, into);
        WriteFactors(reading, into);
        WriteProcess(self, into);
        WriteTicks(self, into);
        if (self.Push is { } push) WritePush(push, into);
    }

    private static void WriteImpact(ImpactTotals impact, MetricWriter into)
    {
        into.Begin(NodeFamilies.Carbon);
        if (impact.Lifecycle is { } lifecycle) into.Series().Label("basis"u8, GridBasis.Lifecycle.Name()).Value(lifecycle.Grams);
        if (impact.Direct is { } direct) into.Series().Label("basis"u8, GridBasis.Direct.Name()).Value(direct.Grams);
        into.Begin(NodeFamilies.Embodied);
        if (impact.Embodied is { } embodied) into.Series().Value(embodied.Grams);
        into.Begin(NodeFamilies.Water);
        if (impact.OnSiteWater is { } site) into.Series().Label("origin"u8, "on_site").Value(site.Litres);
        if (impact.OffSiteWater is { } grid) into.Series().Label("origin"u8, "off_site").Value(grid.Litres);
        WriteMoney(NodeFamilies.Cost, impact.Cost, into);
        WriteMoney(NodeFamilies.Credit, impact.Credit, into);
        into.Begin(NodeFamilies.Unpriced);
        into.Series().Value(impact.UnpricedEnergy);
        into.Begin(NodeFamilies.Facility);
        into.Series().Value(impact.FacilityEnergy);
    }

    private static void WriteMoney(MetricFamily family, IReadOnlyList<Money> sums, MetricWriter into)
    {
        into.Begin(family);
        for (int i = 0; i < sums.Count; i++) into.Series().Label("currency"u8, sums[i].Currency).Value((double)sums[i].Amount);
    }

    private static void WriteFactors(NodeReading reading, MetricWriter into)
    {
        into.Begin(NodeFamilies.Pue);
        into.Series().Label("source"u8, reading.Factors.Pue.Source).Value(reading.Factors.Pue.Value);
        into.Begin(NodeFamilies.Intensity);
        GridNow grid = reading.Grid;
        into.Series().Label("zone"u8, grid.Zone).Label("basis"u8, grid.Basis.Name()).Label("source"u8, grid.Source).Value(grid.Intensity.GramsPerKilowattHour);
    }

    private static void WriteProcess(SelfReading self, MetricWriter into)
    {
        into.Begin(NodeFamilies.Build);
        into.Series().Label("version"u8, self.Version).Label("revision"u8, self.Revision).Value(1L);
        Write(NodeFamilies.CpuTime, self.CpuTime.TotalSeconds, into);
        Write(NodeFamilies.Resident, self.ResidentBytes, into);
        if (self.OpenFiles is { } open) Write(NodeFamilies.OpenFiles, open, into);
        if (self.MostFiles is { } most) Write(NodeFamilies.MostFiles, most, into);
        Write(NodeFamilies.Started, Seconds(self.Started), into);
    }

    private static void WriteTicks(SelfReading self, MetricWriter into)
    {
        Write(NodeFamilies.Ticks, self.Ticks, into);
        Write(NodeFamilies.LateTicks, self.LateTicks, into);
        Write(NodeFamilies.SinceTick, self.SinceTick.TotalSeconds, into);
        Write(NodeFamilies.AskedInterval, self.AskedInterval.TotalSeconds, into);
        Write(NodeFamilies.Interval, self.Interval.TotalSeconds, into);
        Write(NodeFamilies.Stretched, self.Interval > self.AskedInterval ? 1 : 0, into);
        Write(NodeFamilies.Overhead, self.Overhead, into);
        Write(NodeFamilies.OverheadBudget, self.OverheadBudget, into);
        Write(NodeFamilies.Scrapes, self.Scrapes, into);
        Write(NodeFamilies.ScrapeTime, self.ScrapeTime.TotalSeconds, into);
        Write(NodeFamilies.Refused, self.Refused, into);
    }

    private static void WritePush(PushReading push, MetricWriter into)
    {
        into.Begin(NodeFamilies.Pushes);
        into.Series().Label("outcome"u8, "taken").Value(push.Sent);
        into.Series().Label("outcome"u8, "failed").Value(push.Failed);
        Write(NodeFamilies.FailingPushes, push.Failing, into);
        Write(NodeFamilies.LastPush, push.LastSent is { } last ? Seconds(last) : 0, into);
    }

    private static void Write(MetricFamily family, double value, MetricWriter into)
    {
        into.Begin(family);
        into.Series().Value(value);
    }

    private static double Seconds(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds() / 1000.0;
}

using static EcoCode.Telemetry.OpenMetrics.MetricFamily;

namespace EcoCode.Telemetry.OpenMetrics;

/// <summary>The metrics of what a machine's energy amounts to, and of the agent itself. Dashboards depend on their names.</summary>
/// <remarks>
/// Grams and litres are what Prometheus's conventions have for mass and volume. Intensities of grids are told per kilowatt-hour and not per joule, since
/// every source, bill and law tells them so. The names that begin with <c>process_</c> are those that all exporters share.
/// </remarks>
public static class NodeFamilies
{
    internal static readonly MetricFamily Carbon = Counter("ecocode_co2e_grams", "grams", "Emissions of generating the energy, PUE included, each part at the intensity of its time; the bases count different parts of the energy and can not be added.", "basis");
    internal static readonly MetricFamily Embodied = Counter("ecocode_co2e_embodied_grams", "grams", "Emissions of making the machine that the time so far bears; never part of ecocode_co2e_grams_total.");
    internal static readonly MetricFamily Water = Counter("ecocode_water_litres", "litres", "Water consumed: on_site by cooling, off_site by generating the energy.", "origin");
    internal static readonly MetricFamily Cost = Counter("ecocode_cost", "", "Price of the energy, PUE included, each part at the price of its time.", "currency");
    internal static readonly MetricFamily Credit = Counter("ecocode_cost_credit", "", "What came back at negative prices; not taken off from ecocode_cost_total.", "currency");
    internal static readonly MetricFamily Unpriced = Counter("ecocode_unpriced_energy_joules", "joules", "Energy, PUE included, at whose time no price was known; not in ecocode_cost_total.");
    internal static readonly MetricFamily Facility = Counter("ecocode_facility_energy_joules", "joules", "Energy times PUE: what the building drew for the machine.");
    internal static readonly MetricFamily Pue = Gauge("ecocode_pue_ratio", "ratio", "Power usage effectiveness: what the building draws over what its computers draw.", "source");
    internal static readonly MetricFamily Intensity = Gauge("ecocode_grid_intensity_grams_per_kilowatt_hour", "grams_per_kilowatt_hour", "Emissions per energy of the grid now, CO2-equivalent.", "zone", "basis", "source");
    internal static readonly MetricFamily Build = Gauge("ecocode_build_info", "", "1, with what the agent is.", "version", "revision");
    internal static readonly MetricFamily CpuTime = Counter("process_cpu_seconds", "seconds", "CPU time of the agent.");
    internal static readonly MetricFamily Resident = Gauge("process_resident_memory_bytes", "bytes", "Resident memory of the agent.");
    internal static readonly MetricFamily OpenFiles = Gauge("process_open_fds", "", "Files that the agent has open.");
    internal static readonly MetricFamily MostFiles = Gauge("process_max_fds", "", "Files that the agent may have open.");
    internal static readonly MetricFamily Started = Gauge("process_start_time_seconds", "seconds", "When the agent started, in seconds since 1970.");
    internal static readonly MetricFamily Ticks = Counter("ecocode_self_ticks", "", "Ticks that made a snapshot.");
    internal static readonly MetricFamily LateTicks = Counter("ecocode_self_late_ticks", "", "Ticks that came more than half an interval late.");
    internal static readonly MetricFamily SinceTick = Gauge("ecocode_self_last_tick_age_seconds", "seconds", "Time since the last snapshot.");
    internal static readonly MetricFamily AskedInterval = Gauge("ecocode_self_asked_interval_seconds", "seconds", "Time between ticks that was asked for.");
    internal static readonly MetricFamily Interval = Gauge("ecocode_self_interval_seconds", "seconds", "Time between ticks now.");
    internal static readonly MetricFamily Stretched = Gauge("ecocode_self_stretched", "", "1 if ticks are rarer than asked for, to keep within the overhead budget, else 0.");
    internal static readonly MetricFamily Overhead = Gauge("ecocode_self_overhead_ratio", "ratio", "CPU time of measuring over time, of late; 0.01 is 1 % of a core.");
    internal static readonly MetricFamily OverheadBudget = Gauge("ecocode_self_overhead_budget_ratio", "ratio", "What the overhead may be.");
    internal static readonly MetricFamily Scrapes = Counter("ecocode_self_scrapes", "", "Scrapes that were answered.");
    internal static readonly MetricFamily ScrapeTime = Counter("ecocode_self_scrape_seconds", "seconds", "Time that they took.");
    internal static readonly MetricFamily Refused = Counter("ecocode_self_refused", "", "Connections and requests that were refused.");
    internal static readonly MetricFamily Pushes = Counter("ecocode_otlp_exports", "", "Exports by OTLP; a failed one loses nothing, since the next has all totals.", "outcome");
    internal static readonly MetricFamily FailingPushes = Gauge("ecocode_otlp_failing_exports", "", "Exports by OTLP that have failed since the last that did not.");
    internal static readonly MetricFamily LastPush = Gauge("ecocode_otlp_last_export_time_seconds", "seconds", "When the collector took the last export, in seconds since 1970; 0 for never.");

    /// <summary>All of them, in the order in which they are written.</summary>
    public static IReadOnlyList<MetricFamily> All { get; } =
    [
        Carbon, Embodied, Water, Cost, Credit, Unpriced, Facility, Pue, Intensity, Build, CpuTime, Resident, OpenFiles, MostFiles, Started,
        Ticks, LateTicks, SinceTick, AskedInterval, Interval, Stretched, Overhead, OverheadBudget, Scrapes, ScrapeTime, Refused, Pushes, FailingPushes, LastPush,
    ];
}

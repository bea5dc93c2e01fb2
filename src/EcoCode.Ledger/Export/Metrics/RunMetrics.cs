using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Export.Metrics;

/// <summary>Runs as OpenMetrics 1.0 text (the specification of 2020, now at github.com/prometheus/OpenMetrics).</summary>
internal sealed class RunMetrics
{
    private readonly MetricFamily _run = new("ecocode_run", "info", null, "What is known of a run beside its figures.");
    private readonly MetricFamily _energy = new("ecocode_run_energy_joules", "counter", "joules", "Energy of the run's process tree, by component and device.");
    private readonly MetricFamily _band = new("ecocode_run_energy_band_joules", "gauge", "joules", "Half-width of the uncertainty of the run's whole energy.");
    private readonly MetricFamily _machine = new("ecocode_run_machine_energy_joules", "counter", "joules", "Energy of the whole machine while the run lasted, by who is charged.");
    private readonly MetricFamily _facility = new("ecocode_run_facility_energy_joules", "counter", "joules", "Energy of the tree times PUE.");
    private readonly MetricFamily _phase = new("ecocode_run_phase_energy_joules", "counter", "joules", "Energy of the tree in its phases, which may nest and overlap.");
    private readonly MetricFamily _steps = new("ecocode_run_steps_energy_joules", "counter", "joules", "Energy of the tree in the steps that the program told of.");
    private readonly MetricFamily _stepCount = new("ecocode_run_steps", "counter", null, "Steps that the program told of.");
    private readonly MetricFamily _told = new("ecocode_run_metric", "gauge", null, "Figures that the program told of itself, as they were told last.");
    private readonly MetricFamily _process = new("ecocode_run_process_energy_joules", "counter", "joules", "Energy of the tree's processes, by name.");
    private readonly MetricFamily _co2e = new("ecocode_run_co2e_grams", "counter", "grams", "Emissions of the facility's energy.");
    private readonly MetricFamily _marginal = new("ecocode_run_marginal_co2e_grams", "counter", "grams", "What using the energy changed, by a marginal provider; never to be added to the average.");
    private readonly MetricFamily _intensity = new("ecocode_run_grid_grams_per_kwh", "gauge", null, "Mean intensity of the grid over the run's energy.");
    private readonly MetricFamily _embodied = new("ecocode_run_co2e_embodied_grams", "counter", "grams", "Share of the emissions of making the hardware.");
    private readonly MetricFamily _water = new("ecocode_run_water_litres", "counter", "litres", "Water consumed on site and at the power stations.");
    private readonly MetricFamily _cost = new("ecocode_run_cost", "counter", null, "Cost of the electricity, in the currency of the label.");
    private readonly MetricFamily _rental = new("ecocode_run_rental_cost", "counter", null, "Rental of the machine over the run, in the currency of the label.");
    private readonly MetricFamily _budget = new("ecocode_run_budget_used_ratio", "gauge", null, "Used part of a limit of the run: 1 is all of it.");
    private readonly MetricFamily _duration = new("ecocode_run_duration_seconds", "gauge", "seconds", "Wall time of the run.");
    private readonly MetricFamily _start = new("ecocode_run_start_timestamp_seconds", "gauge", "seconds", "When the run started, since 1970 in UTC.");
    private readonly MetricFamily _peak = new("ecocode_run_peak_power_watts", "gauge", "watts", "Highest power of the tree over one sample.");
    private readonly MetricFamily _exit = new("ecocode_run_exit_code", "gauge", null, "Exit code of the command; none where a signal ended it.");

    internal static void Write(TextWriter writer, IEnumerable<StoredRun> runs)
    {
        var metrics = new RunMetrics();
        foreach (StoredRun run in runs) metrics.Add(run);
        foreach (MetricFamily family in metrics.Families) family.Write(writer);
        writer.Write("# EOF\n");
    }

    private MetricFamily[] Families => [_run, _energy, _band, _machine, _facility, _phase, _steps, _stepCount, _told, _process, _co2e, _intensity, _marginal, _embodied, _water, _cost, _rental, _budget, _duration, _start, _peak, _exit];

    private void Add(StoredRun stored)
    {
        RunRecord record = stored.Record;
        RunIdentity run = record.Run;
        RunImpact impact = record.Impact;
        string id = run.Id;
        _run.Add(
            "1", ("run", id), ("name", run.Name), ("project", run.Project), ("program", run.Program), ("kind", run.Kind), ("host", run.Host), ("state", StateText.Of(stored.State)),
            ("attribution", run.Attribution), ("grid_zone", impact.Grid.Zone), ("signal", run.Signal));
        foreach (((string component, string device), Energy energy) in Sums(record.Components, part => (part.Component, part.Device), part => part.EnergyJ))
        {
            _energy.Add(Figure.Joules(energy), ("run", id), ("component", component), ("device", device));
        }

        _band.Add(Figure.Of(record.Total.BandJ), ("run", id));
        _machine.Add(Figure.Joules(record.Machine.TreeJ), ("run", id), ("share", "tree"));
        _machine.Add(Figure.Joules(record.Machine.OtherProcessesJ), ("run", id), ("share", "other_processes"));
        _machine.Add(Figure.Joules(record.Machine.IdleAndRestJ), ("run", id), ("share", "idle_and_rest"));
        _facility.Add(Figure.Joules(impact.FacilityEnergyJ), ("run", id));
        foreach ((string phase, Energy energy) in Sums(record.Phases, phase => phase.Name, phase => phase.EnergyJ)) _phase.Add(Figure.Joules(energy), ("run", id), ("phase", phase));
        foreach (RunSteps steps in record.Steps)
        {
            _steps.Add(Figure.Joules(steps.EnergyJ), ("run", id), ("steps", steps.Name));
            _stepCount.Add(Figure.Of(steps.Count), ("run", id), ("steps", steps.Name));
        }

        foreach (RunMetric metric in record.Metrics) _told.Add(Figure.Of(metric.Last), ("run", id), ("metric", metric.Name));
        foreach ((string name, Energy energy) in Sums(record.Processes, process => process.Name, process => process.EnergyJ)) _process.Add(Figure.Joules(energy), ("run", id), ("process", name));
        _co2e.Add(Figure.Of(impact.Co2eG), ("run", id));
        _intensity.Add(Figure.Of(impact.Grid.GPerKwh), ("run", id), ("basis", impact.Grid.Basis), ("source", impact.Grid.Source));
        if (impact.Marginal is { } marginal) _marginal.Add(Figure.Of(marginal.Co2eG), ("run", id), ("provider", marginal.Provider), ("zone", marginal.Zone));
        _embodied.Add(Figure.Of(impact.Co2eEmbodiedG), ("run", id));
        _water.Add(Figure.Of(impact.WaterL), ("run", id));

        // At a market's prices a bill may be negative. A counter may not, and one such line has a reader refuse all the others.
        if (impact.Cost is { Amount: >= 0 } cost) _cost.Add(Figure.Of(cost.Amount), ("run", id), ("currency", cost.Currency));
        if (impact.Rental is { } rental) _rental.Add(Figure.Of(rental.Amount), ("run", id), ("currency", rental.Currency));
        foreach (RunBudget budget in record.Budgets) _budget.Add(Figure.Of(budget.Used / budget.Limit), ("run", id), ("kind", budget.Kind));
        _duration.Add(Figure.Of(run.DurationS), ("run", id));
        _start.Add(Figure.Of(run.Started.ToUnixTimeMilliseconds() / 1000m), ("run", id));
        _peak.Add(Figure.Of(record.Total.PeakPowerW), ("run", id));
        if (run.ExitCode is { } code) _exit.Add(Figure.Of(code), ("run", id));
    }

    /// <summary>Sums by key, in the order of their first: a set of labels may occur only once.</summary>
    private static IEnumerable<KeyValuePair<TKey, Energy>> Sums<T, TKey>(IEnumerable<T> items, Func<T, TKey> key, Func<T, Energy> energy)
        where TKey : notnull
        => items.AggregateBy(key, Energy.Zero, (sum, item) => sum + energy(item));
}

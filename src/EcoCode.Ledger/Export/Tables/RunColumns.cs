using System.Text;
using System.Text.Json;
using EcoCode.Ledger.Store;

namespace EcoCode.Ledger.Export.Tables;

/// <summary>The columns of the runs.</summary>
internal static class RunColumns
{
    internal static IReadOnlyList<Column<StoredRun>> All { get; } =
    [
        new("run_id", run => run.Record.Run.Id),
        new("name", run => run.Record.Run.Name),
        new("project", run => run.Record.Run.Project),
        new("tags", run => Tags(run.Record.Run.Tags)),
        new("program", run => run.Record.Run.Program),
        new("kind", run => run.Record.Run.Kind),
        new("host", run => run.Record.Run.Host),
        new("state", run => StateText.Of(run.State)),
        new("started_utc", run => Moment.Utc(run.Record.Run.Started)),
        new("duration_s", run => Figure.Of(run.Record.Run.DurationS)),
        new("exit_code", run => run.Record.Run.ExitCode is { } code ? Figure.Of(code) : null),
        new("signal", run => run.Record.Run.Signal),
        new("attribution", run => run.Record.Run.Attribution),
        new("energy_j", run => Figure.Joules(run.Record.Total.EnergyJ)),
        new("energy_band_j", run => Figure.Of(run.Record.Total.BandJ)),
        new("mean_power_w", run => Figure.Of(run.Record.Total.MeanPowerW)),
        new("peak_power_w", run => Figure.Of(run.Record.Total.PeakPowerW)),
        new("measured_ratio", run => Figure.Of(run.Record.Total.Provenance.Measured)),
        new("apportioned_ratio", run => Figure.Of(run.Record.Total.Provenance.Apportioned)),
        new("modelled_ratio", run => Figure.Of(run.Record.Total.Provenance.Modelled)),
        Part("cpu"),
        Part("dram"),
        Part("gpu"),
        Part("platform"),
        Part("other"),
        new("missing", run => string.Join(' ', run.Record.Total.Missing.Select(gap => gap.Component).Distinct())),
        new("machine_energy_j", run => Figure.Joules(run.Record.Machine.EnergyJ)),
        new("other_processes_energy_j", run => Figure.Joules(run.Record.Machine.OtherProcessesJ)),
        new("idle_and_rest_energy_j", run => Figure.Joules(run.Record.Machine.IdleAndRestJ)),
        new("facility_energy_j", run => Figure.Joules(run.Record.Impact.FacilityEnergyJ)),
        new("pue_ratio", run => Figure.Of(run.Record.Impact.Pue)),
        new("co2e_g", run => Figure.Of(run.Record.Impact.Co2eG)),
        new("co2e_embodied_g", run => Figure.Of(run.Record.Impact.Co2eEmbodiedG)),
        new("water_l", run => Figure.Of(run.Record.Impact.WaterL)),
        new("cost", run => run.Record.Impact.Cost is { } cost ? Figure.Of(cost.Amount) : null),
        new("currency", run => run.Record.Impact.Cost?.Currency),
        new("price_per_kwh", run => run.Record.Impact.Cost is { } cost ? Figure.Of(cost.PricePerKwh) : null),
        new("rental", run => run.Record.Impact.Rental is { } rental ? Figure.Of(rental.Amount) : null),
        new("rental_currency", run => run.Record.Impact.Rental?.Currency),
        new("grid_zone", run => run.Record.Impact.Grid.Zone),
        new("grid_g_per_kwh", run => Figure.Of(run.Record.Impact.Grid.GPerKwh)),
        new("grid_basis", run => run.Record.Impact.Grid.Basis),
        new("grid_source", run => run.Record.Impact.Grid.Source),
        new("grid_year", run => Figure.Of(run.Record.Impact.Grid.Year)),
        new("grid_live_ratio", run => Figure.Of(run.Record.Impact.Grid.LiveShare)),
        new("marginal_co2e_g", run => Figure.Of(run.Record.Impact.Marginal?.Co2eG)),
        new("marginal_g_per_kwh", run => Figure.Of(run.Record.Impact.Marginal?.GPerKwh)),
        new("marginal_provider", run => run.Record.Impact.Marginal?.Provider),
        new("marginal_zone", run => run.Record.Impact.Marginal?.Zone),
        new("budgets_used_up", run => string.Join(' ', run.Record.Budgets.Where(budget => budget.ReachedAtS is not null).Select(budget => budget.Kind))),
        new("own_cpu_s", run => Figure.Of(run.Record.Self.CpuS)),
        new("own_energy_j", run => Figure.Joules(run.Record.Self.EnergyJ)),
        new("warnings", run => string.Join(' ', run.Record.Warnings.Select(warning => warning.Code))),
    ];

    /// <summary>The column of a kind of component: the sum of its devices, nothing where there is none.</summary>
    private static Column<StoredRun> Part(string component)
        => new($"{component}_energy_j", run => PartSum.Of(run.Record, component) is { } sum ? Figure.Joules(sum) : null);

    private static string? Tags(IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count == 0) return null;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, RunJson.OneLine))
        {
            writer.WriteStartObject();
            foreach ((string key, string value) in tags) writer.WriteString(key, value);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}

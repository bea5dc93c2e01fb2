using System.Globalization;
using EcoCode.Impact;
using EcoCode.Ledger.Export.Tables;
using EcoCode.Ledger.Store;

namespace EcoCode.Ledger.Export.CodeCarbon;

/// <summary>A run as a row of CodeCarbon's emissions.csv, in its columns, order and units (the field order of its EmissionsData).</summary>
/// <remarks>Energies there are kWh with PUE applied, powers are without. What EcoCode does not know is an empty cell, and no column is left out.</remarks>
internal static class EmissionsRow
{
    private const double GramsPerKilogram = 1000;

    private static readonly Column<StoredRun>[] Columns =
    [
        new("timestamp", run => run.Record.Run.Started.AddSeconds(run.Record.Run.DurationS).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)),
        new("project_name", run => run.Record.Run.Project ?? run.Record.Run.Name),
        new("run_id", run => run.Record.Run.Id),
        Unknown("experiment_id"),
        new("duration", run => Figure.Of(run.Record.Run.DurationS)),
        new("emissions", run => Figure.Of(run.Record.Impact.Co2eG / GramsPerKilogram)),
        new("emissions_rate", run => run.Record.Run.DurationS > 0 ? Figure.Of(run.Record.Impact.Co2eG / GramsPerKilogram / run.Record.Run.DurationS) : null),
        Power("cpu_power", "cpu"),
        Power("gpu_power", "gpu"),
        Power("ram_power", "dram"),
        Energy("cpu_energy", "cpu"),
        Energy("gpu_energy", "gpu"),
        Energy("ram_energy", "dram"),
        new("energy_consumed", run => Figure.Of(run.Record.Impact.FacilityEnergyJ.KilowattHours)),
        new("water_consumed", run => Figure.Of(run.Record.Impact.WaterL)),
        new("country_name", run => Place(run)?.Name),
        new("country_iso_code", run => Place(run)?.Iso3),
        Unknown("region"),
        Unknown("cloud_provider"),
        Unknown("cloud_region"),
        Unknown("os"),
        Unknown("python_version"),
        new("codecarbon_version", _ => Version),
        Unknown("cpu_count"),
        Unknown("cpu_model"),
        new("gpu_count", run => run.Record.Components.Count(part => part.Component == "gpu") is var count and > 0 ? Figure.Of(count) : null),
        Unknown("gpu_model"),
        Unknown("longitude"),
        Unknown("latitude"),
        Unknown("ram_total_size"),
        new("tracking_mode", _ => "process"),
        Unknown("cpu_utilization_percent"),
        Unknown("gpu_utilization_percent"),
        Unknown("ram_utilization_percent"),
        Unknown("ram_used_gb"),
        Unknown("on_cloud"),
        new("pue", run => Figure.Of(run.Record.Impact.Pue)),
        Unknown("wue"),
    ];

    /// <summary>The header, in order.</summary>
    internal static IReadOnlyList<string> Header { get; } = [.. Columns.Select(column => column.Name)];

    private static string Version { get; } = "ecocode/" + typeof(EmissionsRow).Assembly.GetName().Version!.ToString(fieldCount: 3);

    /// <summary>Writes the header and all rows.</summary>
    internal static void WriteAll(TextWriter writer, IEnumerable<StoredRun> runs)
    {
        WriteHeader(writer);
        foreach (StoredRun run in runs) Write(writer, run);
    }

    /// <summary>Writes the header.</summary>
    internal static void WriteHeader(TextWriter writer) => CsvText.Row(writer, Header, "\n");

    /// <summary>Writes one row, which ends in a line feed, as CodeCarbon's do on Linux.</summary>
    internal static void Write(TextWriter writer, StoredRun run) => CsvText.Row(writer, Columns.Select(column => column.Cell(run)), "\n");

    private static Column<StoredRun> Unknown(string name) => new(name, _ => null);

    private static Column<StoredRun> Power(string name, string component)
        => new(name, run => PartSum.Of(run.Record, component) is { } energy ? Figure.Watts(energy, run.Record.Run.DurationS) : null);

    private static Column<StoredRun> Energy(string name, string component)
        => new(name, run => PartSum.Of(run.Record, component) is { } energy ? Figure.Of(energy.KilowattHours * run.Record.Impact.Pue) : null);

    private static Country? Place(StoredRun run) => Country.Of(run.Record.Impact.Grid.Zone);
}

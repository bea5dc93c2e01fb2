using EcoCode.Ledger.Store;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Export.Influx;

/// <summary>Runs as points: one for the run, for each phase, the steps and the figures that the program told of, each name of processes, and each component in each stretch of time.</summary>
internal static class RunLines
{
    internal static void Write(TextWriter writer, IEnumerable<StoredRun> runs)
    {
        foreach (StoredRun run in runs)
        {
            WriteRun(writer, run);
            WriteParts(writer, run.Record);
            WriteSamples(writer, run);
        }
    }

    private static void WriteRun(TextWriter writer, StoredRun stored)
    {
        RunRecord record = stored.Record;
        RunIdentity run = record.Run;
        RunImpact impact = record.Impact;
        Point point = Of("ecocode_run", run).Tag("name", run.Name).Tag("project", run.Project).Tag("program", run.Program).Tag("kind", run.Kind).Tag("attribution", run.Attribution);
        point.Tag("grid_zone", impact.Grid.Zone).Tag("currency", impact.Cost?.Currency).Tag("rental_currency", impact.Rental?.Currency)
            .Tag("marginal_provider", impact.Marginal?.Provider);

        // Apart from our own tags, whatever users call theirs.
        foreach ((string key, string value) in run.Tags) point.Tag("tag_" + key, value);
        point.Field("energy_j", Figure.Joules(record.Total.EnergyJ)).Field("energy_band_j", Figure.Of(record.Total.BandJ)).Field("duration_s", Figure.Of(run.DurationS))
            .Field("peak_power_w", Figure.Of(record.Total.PeakPowerW)).Field("machine_energy_j", Figure.Joules(record.Machine.EnergyJ))
            .Field("facility_energy_j", Figure.Joules(impact.FacilityEnergyJ)).Field("co2e_g", Figure.Of(impact.Co2eG)).Field("co2e_embodied_g", Figure.Of(impact.Co2eEmbodiedG))
            .Field("water_l", Figure.Of(impact.WaterL)).Field("cost", impact.Cost is { } cost ? Figure.Of(cost.Amount) : null)
            .Field("grid_g_per_kwh", Figure.Of(impact.Grid.GPerKwh)).Field("grid_live_ratio", Figure.Of(impact.Grid.LiveShare))
            .Field("marginal_co2e_g", Figure.Of(impact.Marginal?.Co2eG)).Field("rental", impact.Rental is { } rental ? Figure.Of(rental.Amount) : null)
            .Text("state", StateText.Of(stored.State)).Text("signal", run.Signal);
        if (run.ExitCode is { } code) point.Whole("exit_code", code);
        point.Write(writer, run.Started);
    }

    private static void WriteParts(TextWriter writer, RunRecord record)
    {
        RunIdentity run = record.Run;
        foreach (RunPhase phase in record.Phases)
        {
            Of("ecocode_phase", run).Tag("phase", phase.Name)
                .Field("energy_j", Figure.Joules(phase.EnergyJ)).Field("duration_s", Figure.Of(phase.EndS - phase.StartS))
                .Write(writer, run.Started.AddSeconds(phase.StartS));
        }

        foreach (RunSteps steps in record.Steps)
        {
            Of("ecocode_steps", run).Tag("steps", steps.Name)
                .Field("energy_j", Figure.Joules(steps.EnergyJ)).Field("min_j", Figure.Joules(steps.MinJ)).Field("max_j", Figure.Joules(steps.MaxJ)).Whole("count", steps.Count)
                .Write(writer, run.Started);
        }

        foreach (RunMetric metric in record.Metrics)
        {
            Of("ecocode_metric", run).Tag("metric", metric.Name)
                .Field("last", Figure.Of(metric.Last)).Field("sum", Figure.Of(metric.Sum)).Field("min", Figure.Of(metric.Min)).Field("max", Figure.Of(metric.Max))
                .Field("energy_j_per_unit", Figure.Of(metric.EnergyJPerUnit)).Whole("count", metric.Count)
                .Write(writer, run.Started);
        }

        // By name and not by pid: each tag value is a series, and a build has thousands of pids.
        foreach (IGrouping<string, RunProcess> named in record.Processes.GroupBy(process => process.Name))
        {
            Of("ecocode_process", run).Tag("process", named.Key)
                .Field("energy_j", Figure.Joules(named.Aggregate(Energy.Zero, (sum, process) => sum + process.EnergyJ)))
                .Field("cpu_s", Figure.Of(named.Sum(process => process.CpuS))).Whole("processes", named.Count())
                .Write(writer, run.Started);
        }
    }

    private static void WriteSamples(TextWriter writer, StoredRun stored)
    {
        RunIdentity run = stored.Record.Run;
        foreach (RunSample sample in stored.Samples)
        {
            for (int i = 0; i < sample.Energies.Count; i++)
            {
                Of("ecocode_sample", run).Tag("component", stored.Parts[i].Component).Tag("device", stored.Parts[i].Device)
                    .Field("energy_j", Figure.Joules(sample.Energies[i])).Field("power_w", Figure.Watts(sample.Energies[i], sample.SpanS)).Field("span_s", Figure.Of(sample.SpanS))
                    .Write(writer, run.Started.AddSeconds(sample.OffsetS));
            }
        }
    }

    private static Point Of(string measurement, RunIdentity run) => new Point(measurement).Tag("run", run.Id).Tag("host", run.Host);
}

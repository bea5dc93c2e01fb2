using System.Text.Json;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Export.Writing;

/// <summary>Writes a run record: the same as <see cref="RunJsonContext"/> would, field by field.</summary>
/// <remarks>
/// The serializer first builds a description of every type and field that it may meet: 18 ms of CPU time at the end of a run that lasts 100.
/// It is left what has to be flexible, which is reading.
/// </remarks>
internal static class RecordFields
{
    internal static void Write(Utf8JsonWriter json, RunRecord record)
    {
        json.WriteStartObject();
        json.WriteString("schema"u8, record.Schema);
        json.Object("run"u8, record.Run, static (json, run) => Identity(json, run));
        json.Object("total"u8, record.Total, static (json, total) => Total(json, total));
        json.Objects("components"u8, record.Components, static (json, part) => ComponentFields.Write(json, part));
        json.Object("machine"u8, record.Machine, static (json, machine) => Machine(json, machine));
        json.Objects("processes"u8, record.Processes, static (json, process) => Process(json, process));
        json.Objects("phases"u8, record.Phases, static (json, phase) => Phase(json, phase));
        json.Objects("steps"u8, record.Steps, static (json, steps) => Steps(json, steps));
        json.Objects("metrics"u8, record.Metrics, static (json, metric) => Metric(json, metric));
        json.Object("history"u8, record.History, static (json, history) => History(json, history));
        json.Object("impact"u8, record.Impact, static (json, impact) => ImpactFields.Write(json, impact));
        json.Objects("budgets"u8, record.Budgets, static (json, budget) => OutlookFields.Write(json, budget));
        json.Object("prediction"u8, record.Prediction, static (json, prediction) => OutlookFields.Write(json, prediction));
        json.Object("self"u8, record.Self, static (json, self) => Self(json, self));
        json.Objects("warnings"u8, record.Warnings, static (json, note) => Note(json, note));
        json.WriteEndObject();
    }

    private static void Identity(Utf8JsonWriter json, RunIdentity run)
    {
        json.WriteString("id"u8, run.Id);
        json.WriteString("name"u8, run.Name);
        json.Text("project"u8, run.Project);
        json.Texts("tags"u8, run.Tags);
        json.WriteString("program"u8, run.Program);
        json.WriteString("kind"u8, run.Kind);
        json.WriteString("host"u8, run.Host);
        json.WriteString("started"u8, run.Started);
        json.Number("duration_s"u8, run.DurationS);
        json.Whole("exit_code"u8, run.ExitCode);
        json.Text("signal"u8, run.Signal);
        json.WriteBoolean("interrupted"u8, run.Interrupted);
        json.WriteString("attribution"u8, run.Attribution);
        json.WriteString("tree_method"u8, run.TreeMethod);
        json.WriteString("machine_method"u8, run.MachineMethod);
        json.Number("interval_s"u8, run.IntervalS);
    }

    private static void Total(Utf8JsonWriter json, RunTotal total)
    {
        json.Joules("energy_j"u8, total.EnergyJ);
        json.Number("energy_kwh"u8, total.EnergyKwh);
        json.Number("band_j"u8, total.BandJ);
        json.Number("mean_power_w"u8, total.MeanPowerW);
        json.Number("peak_power_w"u8, total.PeakPowerW);
        json.Object("provenance"u8, total.Provenance, static (json, shares) =>
        {
            json.Number("measured"u8, shares.Measured);
            json.Number("apportioned"u8, shares.Apportioned);
            json.Number("modelled"u8, shares.Modelled);
        });
        json.Objects("missing"u8, total.Missing, static (json, missing) =>
        {
            json.WriteString("component"u8, missing.Component);
            json.WriteString("device"u8, missing.Device);
            json.Number("seconds"u8, missing.Seconds);
            json.WriteString("reason"u8, missing.Reason);
        });
    }

    private static void Machine(Utf8JsonWriter json, RunMachine machine)
    {
        json.Joules("energy_j"u8, machine.EnergyJ);
        json.Joules("tree_j"u8, machine.TreeJ);
        json.Joules("other_processes_j"u8, machine.OtherProcessesJ);
        json.Joules("idle_and_rest_j"u8, machine.IdleAndRestJ);
        json.Objects("components"u8, machine.Components, static (json, part) => ComponentFields.Write(json, part));
    }

    private static void Process(Utf8JsonWriter json, RunProcess process)
    {
        json.WriteNumber("pid"u8, process.Pid);
        json.WriteNumber("started"u8, process.Started);
        json.WriteNumber("ppid"u8, process.Ppid);
        json.WriteString("name"u8, process.Name);
        json.Number("cpu_s"u8, process.CpuS);
        json.Number("gpu_s"u8, process.GpuS);
        json.Joules("energy_j"u8, process.EnergyJ);
        json.Joules("gpu_energy_j"u8, process.GpuEnergyJ);
        json.Joules("subtree_energy_j"u8, process.SubtreeEnergyJ);
        json.WriteBoolean("exited"u8, process.Exited);
    }

    private static void Phase(Utf8JsonWriter json, RunPhase phase)
    {
        json.WriteString("name"u8, phase.Name);
        json.Number("start_s"u8, phase.StartS);
        json.Number("end_s"u8, phase.EndS);
        json.Joules("energy_j"u8, phase.EnergyJ);
    }

    private static void Steps(Utf8JsonWriter json, RunSteps steps)
    {
        json.WriteString("name"u8, steps.Name);
        json.WriteNumber("count"u8, steps.Count);
        json.Joules("energy_j"u8, steps.EnergyJ);
        json.Joules("min_j"u8, steps.MinJ);
        json.Joules("max_j"u8, steps.MaxJ);
    }

    private static void Metric(Utf8JsonWriter json, RunMetric metric)
    {
        json.WriteString("name"u8, metric.Name);
        json.Number("last"u8, metric.Last);
        json.Number("sum"u8, metric.Sum);
        json.Number("min"u8, metric.Min);
        json.Number("max"u8, metric.Max);
        json.WriteNumber("count"u8, metric.Count);
        json.Number("energy_j_per_unit"u8, metric.EnergyJPerUnit);
    }

    private static void History(Utf8JsonWriter json, RunHistory history)
    {
        json.Number("interval_s"u8, history.IntervalS);
        json.Numbers("power_w"u8, history.PowerW);
    }

    private static void Self(Utf8JsonWriter json, RunSelf self)
    {
        json.Number("cpu_s"u8, self.CpuS);
        json.Joules("energy_j"u8, self.EnergyJ);
        json.WriteNumber("peak_rss_bytes"u8, self.PeakRssBytes);
        json.Number("overhead_ratio"u8, self.OverheadRatio);
        json.WriteBoolean("stretched"u8, self.Stretched);
    }

    private static void Note(Utf8JsonWriter json, Note note)
    {
        json.WriteString("code"u8, note.Code);
        json.WriteString("message"u8, note.Message);
        json.Text("hint"u8, note.Hint);
    }
}

using System.Globalization;
using EcoCode.Ledger.Store;
using EcoCode.Quantities;
using EcoCode.Quantities.Text;

namespace EcoCode.Ledger.Export.Markdown;

/// <summary>Runs as Markdown for a README, a pull request or a report: tables of GitHub's kind, figures rounded for people.</summary>
internal static class RunMarkdown
{
    internal static void Write(TextWriter writer, IEnumerable<StoredRun> runs, bool many)
    {
        if (many)
        {
            Row(writer, "run", "name", "started", "time", "energy", "CO2e", "cost", "end");
            Row(writer, "---", "---", "---", "--:", "--:", "--:", "--:", "---");
        }

        foreach (StoredRun run in runs)
        {
            if (many) List(writer, run);
            else Whole(writer, run);
        }
    }

    private static void List(TextWriter writer, StoredRun stored)
    {
        RunRecord record = stored.Record;
        Row(
            writer, record.Run.Id, MarkdownCell.Of(record.Run.Name), Started(record.Run), Time(record.Run.DurationS), Energy(record),
            Carbon(record.Impact.Co2eG), Cost(record.Impact), End(stored));
    }

    private static void Whole(TextWriter writer, StoredRun stored)
    {
        RunRecord record = stored.Record;
        RunImpact impact = record.Impact;
        writer.Write($"## {MarkdownCell.Of(record.Run.Name)}\n\n");
        writer.Write($"`{record.Run.Id}` on {MarkdownCell.Of(record.Run.Host)}, {Started(record.Run)}, {Time(record.Run.DurationS)}, {End(stored)}\n\n");
        Row(writer, "figure", "value", "from");
        Row(writer, "---", "--:", "---");
        Row(writer, "energy", Energy(record), $"{Scale.Joules(record.Total.EnergyJ)}, attribution {record.Run.Attribution}{Band(record.Total.BandJ, record.Total.EnergyJ)}");
        if (impact.Pue != 1) Row(writer, "facility", Scale.WattHours(impact.FacilityEnergyJ), $"PUE {Scale.Digits(impact.Pue)}, in the figures below");
        Row(writer, "CO2e", Carbon(impact.Co2eG), $"{MarkdownCell.Of(impact.Grid.Zone)} {Scale.Digits(impact.Grid.GPerKwh)} g/kWh {impact.Grid.Basis}, {MarkdownCell.Of(impact.Grid.Source)} ({Figure.Of(impact.Grid.Year)})");
        if (impact.Marginal is { } marginal) Row(writer, "CO2, marginal", Carbon(marginal.Co2eG), $"{MarkdownCell.Of(marginal.Zone)} {Scale.Digits(marginal.GPerKwh)} g/kWh, {MarkdownCell.Of(marginal.Provider)}; not in CO2e");
        if (impact.Co2eEmbodiedG is { } embodied) Row(writer, "CO2e, embodied", Carbon(embodied), "share of making the hardware");
        if (impact.WaterL is { } litres) Row(writer, "water", Scale.Litres(Water.FromLitres(litres)), "on site and at the power stations");
        if (impact.Cost is { } cost) Row(writer, "cost", Cost(impact), $"{Figure.Of(cost.PricePerKwh)} {MarkdownCell.Of(cost.Currency)}/kWh, {MarkdownCell.Of(cost.Source)}");
        if (impact.Rental is { } rental) Row(writer, "rental", Scale.Money(new(rental.Amount, MarkdownCell.Of(rental.Currency))), $"{Figure.Of(rental.Price)} {MarkdownCell.Of(rental.Currency)}/h, {MarkdownCell.Of(rental.Source)}; not in the cost");
        foreach (RunBudget budget in record.Budgets) Row(writer, $"budget, {budget.Kind}", Scale.Percent(budget.Used / budget.Limit), $"{Figure.Of(budget.Used)} of {Figure.Of(budget.Limit)} {MarkdownCell.Of(budget.Unit)}{(budget.Action is { } action ? $", used up: {MarkdownCell.Of(action)}" : "")}");
        Parts(writer, record);
        Phases(writer, record);
        Steps(writer, record);
        Metrics(writer, record);
        foreach (Note warning in record.Warnings) writer.Write($"\n> {MarkdownCell.Of(warning.Message)}\n");
    }

    private static void Parts(TextWriter writer, RunRecord record)
    {
        if (record.Components.Count == 0) return;
        writer.Write('\n');
        Row(writer, "component", "energy", "share", "how");
        Row(writer, "---", "--:", "--:", "---");
        foreach (RunComponent part in record.Components)
        {
            string share = record.Total.EnergyJ > Quantities.Energy.Zero ? Scale.Percent(part.EnergyJ / record.Total.EnergyJ) : "";
            Row(writer, MarkdownCell.Of($"{part.Component} {part.Device}".TrimEnd()), Scale.Joules(part.EnergyJ), share, $"{part.Provenance} ({MarkdownCell.Of(part.Source)}){Band(part.BandJ, part.EnergyJ)}");
        }
    }

    private static void Phases(TextWriter writer, RunRecord record)
    {
        if (record.Phases.Count == 0) return;
        writer.Write('\n');
        Row(writer, "phase", "time", "energy");
        Row(writer, "---", "--:", "--:");
        foreach (RunPhase phase in record.Phases) Row(writer, MarkdownCell.Of(phase.Name), Time(phase.EndS - phase.StartS), Scale.Joules(phase.EnergyJ));
    }

    private static void Steps(TextWriter writer, RunRecord record)
    {
        if (record.Steps.Count == 0) return;
        writer.Write('\n');
        Row(writer, "steps", "number", "energy", "each", "least", "most");
        Row(writer, "---", "--:", "--:", "--:", "--:", "--:");
        foreach (RunSteps steps in record.Steps)
        {
            string each = steps.Count > 0 ? Scale.Joules(Quantities.Energy.FromJoules(steps.EnergyJ.Joules / steps.Count)) : "";
            Row(writer, MarkdownCell.Of(steps.Name), Figure.Of(steps.Count), Scale.Joules(steps.EnergyJ), each, Scale.Joules(steps.MinJ), Scale.Joules(steps.MaxJ));
        }
    }

    private static void Metrics(TextWriter writer, RunRecord record)
    {
        if (record.Metrics.Count == 0) return;
        writer.Write('\n');
        Row(writer, "metric", "last", "sum", "least", "most", "number", "J per unit");
        Row(writer, "---", "--:", "--:", "--:", "--:", "--:", "--:");
        foreach (RunMetric metric in record.Metrics)
        {
            Row(
                writer, MarkdownCell.Of(metric.Name), Scale.Digits(metric.Last), Scale.Digits(metric.Sum), Scale.Digits(metric.Min), Scale.Digits(metric.Max), Figure.Of(metric.Count),
                metric.EnergyJPerUnit is { } joules ? Scale.Digits(joules) : "");
        }
    }

    private static void Row(TextWriter writer, params ReadOnlySpan<string> cells) => writer.Write($"| {string.Join(" | ", cells!)} |\n");

    private static string Started(RunIdentity run) => run.Started.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Time(double seconds) => Scale.Time(TimeSpan.FromSeconds(seconds));

    private static string Energy(RunRecord record) => record.Components.Count > 0 ? Scale.WattHours(record.Total.EnergyJ) : "unknown";

    private static string Carbon(double grams) => Scale.Grams(Quantities.Carbon.FromGrams(grams));

    private static string Cost(RunImpact impact) => impact.Cost is { } cost ? Scale.Money(new(cost.Amount, MarkdownCell.Of(cost.Currency))) : "";

    private static string Band(double band, Energy energy) => double.IsFinite(band) && energy > Quantities.Energy.Zero ? $", ± {Scale.Percent(band / energy.Joules)}" : "";

    private static string End(StoredRun stored) => stored switch
    {
        { State: RunState.Running } => "running",
        { State: RunState.Interrupted } => "measurement cut off",
        { Record.Run.Signal: { } signal } => "killed by " + MarkdownCell.Of(signal),
        { Record.Run.ExitCode: { } code } => "exit " + Figure.Of(code),
        _ => "watched",
    };
}

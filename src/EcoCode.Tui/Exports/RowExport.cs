using System.Globalization;
using System.Text;
using System.Text.Json;
using EcoCode.Ledger.Export;
using EcoCode.Ledger.Export.Tables;
using EcoCode.Tui.Dashboards;
using EcoCode.Tui.Rows;

namespace EcoCode.Tui.Exports;

/// <summary>The rows of the table as they are shown, for programs: base units, every digit. What is not known is an empty cell or null.</summary>
internal static class RowExport
{
    private static readonly string[] Headers = ["kind", "depth", "pid", "started_ticks", "command", "user", "processes", "cpu_cores", "gpus", "power_w", "energy_j", "co2e_g", "cost", "currency", "provenance", "ended"];

    /// <summary>JSON where the file's name ends in <c>.json</c>, else CSV.</summary>
    internal static string Text(Model model, string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? Json(model) : Csv(model);

    private static string Csv(Model model)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        CsvText.Row(text, Headers);
        foreach (Line line in model.Table.Lines)
        {
            Row row = line.Row;
            CsvText.Row(text,
            [
                Kind(row), Figure.Of((long)line.Depth), row.Pid == 0 ? null : Figure.Of((long)row.Pid), row.Pid == 0 ? null : Figure.Of(row.Process!.Key.Started), Command(line), row.User,
                Figure.Of((long)row.Processes), Figure.Of(row.Cores), Figure.Of(row.Gpus), Figure.Of(row.Watts), Figure.Joules(row.Energy), Figure.Of(row.Grams), Figure.Of(row.Cost),
                row.Cost is null ? null : model.Rates.Currency, row.Provenance.ToString().ToLowerInvariant(), row.Ended ? "true" : "false",
            ]);
        }

        return text.ToString();
    }

    private static string Json(Model model)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("schema", "ecocode.rows/1");
            json.WriteString("host", model.Subject.Host);
            if (model.Subject.Run is { } run) json.WriteString("run", run);
            if (model.Shown is { } shown) json.WriteString("taken", shown.Taken);
            json.WriteStartArray("rows");
            foreach (Line line in model.Table.Lines) Write(json, model, line);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Model model, Line line)
    {
        Row row = line.Row;
        json.WriteStartObject();
        json.WriteString("kind", Kind(row));
        json.WriteNumber("depth", line.Depth);
        if (row.Pid != 0)
        {
            json.WriteNumber("pid", row.Pid);
            json.WriteNumber("started_ticks", row.Process!.Key.Started);
        }

        json.WriteString("command", Command(line));
        json.WriteString("user", row.User);
        json.WriteNumber("processes", row.Processes);
        json.WriteNumber("cpu_cores", row.Cores);
        json.WriteNumber("gpus", row.Gpus);
        json.WriteNumber("power_w", row.Watts);
        json.WriteNumber("energy_j", row.Energy.Microjoules / 1_000_000m);
        json.WriteNumber("co2e_g", row.Grams);
        if (row.Cost is { } cost)
        {
            json.WriteNumber("cost", cost);
            json.WriteString("currency", model.Rates.Currency);
        }

        json.WriteString("provenance", row.Provenance.ToString().ToLowerInvariant());
        json.WriteBoolean("ended", row.Ended);
        json.WriteEndObject();
    }

    /// <summary>Of a chain, which stands in one line, all names.</summary>
    private static string Command(Line line) => line.IsChain ? line.Label(int.MaxValue) : line.Row.Command;

    private static string Kind(Row row) => row.Id.Kind.ToString().ToLowerInvariant();
}
